// Courses → charts as plain data, whoever draws them.

import type { ChangedValue, SimulationCourse, TrainingCourse } from "../../messages/run-messages.js";

/** One line of a chart. */
export interface ChartSeries {
  readonly name: string;
  /** What a legend with a title has instead of the name. */
  readonly inLegend?: string;
  /** As many as the chart has places; `null` where there is no value. */
  readonly values: readonly (number | null)[];
  /** Edges of a band around the line, or ends of bars through its points. */
  readonly band: ChartBand | undefined;
  /** Where its colour is on the ramp of the chart, from 0 to 1; undefined: the next of the colours. */
  readonly shade?: number;
}

/** As long as the line. */
export interface ChartBand {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** What the colours of lines in an order stand for. */
export interface ColourScale {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly isLogarithmic: boolean;
}

/** Lines over one axis. */
export interface Chart {
  /** Stem of the names of exported files. */
  readonly id: string;
  readonly title: string;
  readonly horizontal: string;
  readonly vertical: string;
  /** Ascending. */
  readonly places: readonly number[];
  readonly series: readonly ChartSeries[];
  /** Whether axes begin as logarithmic ones. */
  readonly startsLogarithmic: { readonly horizontal: boolean; readonly vertical: boolean };
  /** What the values cannot leave, such as shares; undefined: the axis follows the data. */
  readonly limits: readonly [low: number, high: number] | undefined;
  /** What sliders have changed for this run; exports say so. */
  readonly changed: readonly ChangedValue[];
  /** Whether places are measurements, with points, and with bars instead of bands. */
  readonly hasPoints?: boolean;
  readonly colours?: ColourScale | undefined;
  /** Lines that are too many for a legend are told by colour, and by name where the crosshair is. */
  readonly hasManyLines?: boolean;
  /** What the lines of a legend have in common, such as `birth (1/s)`. */
  readonly legendTitle?: string;
  /** What is to be known of the values; `""`: nothing. */
  readonly remark?: string;
  /** The table that is exported; by default what is drawn. */
  readonly table?: () => string;
}

/** More lines are told apart by their place on a ramp, and have no legend. */
export const MOST_IN_LEGEND = 8;

/** Both axes begin as linear ones. */
export const LINEAR: Chart["startsLogarithmic"] = { horizontal: false, vertical: false };

/** What `plot` asks for, over time. */
export function chartOfSimulation(course: SimulationCourse, changed: readonly ChangedValue[]): Chart {
  const { plottedTimes, plotted, timeUnit, concentrationUnit, quantity } = course;
  return {
    id: "course",
    title: "Time course",
    horizontal: withUnit("time", timeUnit),
    vertical: withUnit(quantity, quantity === "value" ? undefined : concentrationUnit),
    places: plottedTimes,
    series: plotted.map(({ name, values, band }) => ({ name, values, band })),
    startsLogarithmic: LINEAR,
    limits: undefined,
    changed,
  };
}

/** Losses, metrics and weights over epochs; losses and weights begin before the first epoch where they are known. */
export function chartsOfTraining(
  { epochs, history, initialWeights, plottedWeights }: TrainingCourse,
  changed: readonly ChangedValue[],
): readonly Chart[] {
  const { metrics, weights } = history;
  const places = [0, ...epochs];
  const overEpochs = (id: string, title: string, series: readonly ChartSeries[]): Chart => ({
    id,
    title,
    horizontal: "epoch",
    vertical: title.toLowerCase(),
    places,
    series,
    startsLogarithmic: { horizontal: false, vertical: id === "loss" && spansDecades(series) },
    limits: areShares(series) ? [0, 1] : undefined,
    changed,
  });
  const measured = Object.entries(metrics).map(([name, values]) => seriesFrom(name, [null, ...values]));
  const weighed = plottedWeights.map((name) =>
    seriesFrom(
      name,
      [initialWeights, ...weights].map((all) => all[name] ?? null),
    ),
  );
  return [
    overEpochs("loss", "Loss", lossesOf(history)),
    ...(measured.length > 0 ? [overEpochs("metrics", "Metrics", measured)] : []),
    ...(weighed.length > 0 ? [overEpochs("weights", "Weights", weighed)] : []),
  ];
}

function lossesOf({
  trainLoss,
  validationLoss,
  initialValidationLoss,
}: TrainingCourse["history"]): readonly ChartSeries[] {
  const training = seriesFrom("training", [null, ...trainLoss]);
  if (validationLoss.length === 0) return [training];
  return [training, seriesFrom("validation", [initialValidationLoss ?? null, ...validationLoss])];
}

function seriesFrom(name: string, values: readonly (number | null)[]): ChartSeries {
  return { name, values, band: undefined };
}

/** True if all values are positive and the largest is more than 30 times the smallest. */
function spansDecades(series: readonly ChartSeries[]): boolean {
  let [smallest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of series.flatMap(({ values }) => values)) {
    if (value === null) continue;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }
  return smallest > 0 && largest > 30 * smallest;
}

/** True for accuracies and what is drawn beside them between 0 and 1. */
function areShares(series: readonly ChartSeries[]): boolean {
  const isShare = (value: number | null): boolean => value === null || (value >= 0 && value <= 1);
  return (
    series.some(({ name }) => name.startsWith("accuracy")) &&
    series.every(({ values }) => values.every(isShare))
  );
}

/** `time (s)`. */
export function withUnit(quantity: string, unit: string | undefined): string {
  return unit === undefined ? quantity : `${quantity} (${unit})`;
}
