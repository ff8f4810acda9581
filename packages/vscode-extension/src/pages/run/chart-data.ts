// Courses → charts as plain data, whoever draws them.

import type { ChangedValue, SimulationCourse, TrainingCourse } from "../../messages/run-messages.js";

/** One line of a chart. */
export interface ChartSeries {
  readonly name: string;
  /** As many as the chart has places; `null` where there is no value. */
  readonly values: readonly (number | null)[];
  /** Edges of a band around the line. */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] } | undefined;
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
  /** Whether the vertical axis begins as a logarithmic one. */
  readonly startsLogarithmic: boolean;
  /** What the values cannot leave, such as shares; undefined: the axis follows the data. */
  readonly limits: readonly [low: number, high: number] | undefined;
  /** What sliders have changed for this run; exports say so. */
  readonly changed: readonly ChangedValue[];
}

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
    startsLogarithmic: false,
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
    startsLogarithmic: id === "loss" && spansDecades(series),
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

function withUnit(quantity: string, unit: string | undefined): string {
  return unit === undefined ? quantity : `${quantity} (${unit})`;
}
