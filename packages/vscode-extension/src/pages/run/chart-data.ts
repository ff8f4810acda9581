// Courses → charts as plain data, whoever draws them.

import type { SimulationCourse, TrainingCourse } from "../../messages/run-messages.js";

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
}

/** What `plot` asks for, over time. */
export function chartOfSimulation(course: SimulationCourse): Chart {
  const { plottedTimes, plotted, timeUnit, concentrationUnit } = course;
  return {
    id: "course",
    title: "Time course",
    horizontal: withUnit("time", timeUnit),
    vertical: withUnit("concentration", concentrationUnit),
    places: plottedTimes,
    series: plotted.map(({ name, values, band }) => ({ name, values, band })),
    startsLogarithmic: false,
  };
}

/** Losses, metrics and weights over epochs; losses and weights begin before the first epoch where they are known. */
export function chartsOfTraining({ history, initialWeights }: TrainingCourse): readonly Chart[] {
  const { trainLoss, validationLoss, initialValidationLoss, metrics, weights } = history;
  const epochs = [0, ...trainLoss.map((_, index) => index + 1)];
  const fromFirst = (values: readonly number[]): readonly (number | null)[] => [null, ...values];
  const losses = [{ name: "training", values: fromFirst(trainLoss), band: undefined }];
  if (validationLoss.length > 0) {
    const values = [initialValidationLoss ?? null, ...validationLoss];
    losses.push({ name: "validation", values, band: undefined });
  }
  const lines = (byName: readonly (readonly [string, readonly number[]])[]) =>
    byName.map(([name, values]) => ({ name, values: fromFirst(values), band: undefined }));
  const charts = [overEpochs("loss", "Loss", losses, true)];
  const measured = Object.entries(metrics);
  if (measured.length > 0) charts.push(overEpochs("metrics", "Metrics", lines(measured), false));
  const names = Object.keys(weights[0] ?? {});
  const courses = names.map((name) => ({
    name,
    values: [initialWeights, ...weights].map((all) => all[name] ?? null),
    band: undefined,
  }));
  if (names.length > 0) charts.push(overEpochs("weights", "Weights", courses, false));
  return charts;

  function overEpochs(id: string, title: string, series: readonly ChartSeries[], isPositive: boolean): Chart {
    return {
      id,
      title,
      horizontal: "epoch",
      vertical: title.toLowerCase(),
      places: epochs,
      series,
      startsLogarithmic: isPositive && spansDecades(series),
    };
  }
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

function withUnit(quantity: string, unit: string | undefined): string {
  return unit === undefined ? quantity : `${quantity} (${unit})`;
}
