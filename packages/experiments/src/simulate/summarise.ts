// The courses of all runs → columns, plotted read-outs and report.

import type { CheckedMethod } from "@ncrn/language";
import { componentNamesOf } from "../scalar/component-names.js";
import type { Course } from "./course.js";
import {
  type FollowedQuantity,
  type PlottedReadout,
  plottedReadouts,
  reportEntries,
  reportReadouts,
  statisticOver,
} from "./readouts.js";
import type {
  PlottedColumn,
  SimulationColumn,
  SimulationResult,
  SimulationTask,
} from "./simulation-types.js";

/** What the result says of the runs themselves. */
export type Summary = Omit<SimulationResult, "status" | "failure" | "comparison" | "rounded">;

/** How the courses were sampled. */
export interface Sampling {
  readonly method: CheckedMethod["kind"];
  /** Samples of a run in each interval that was asked for. */
  readonly refinement: number;
}

/** Statistics over the runs; after a failure up to the time that all runs reached. */
export function summarise(task: SimulationTask, courses: readonly Course[], sampling: Sampling): Summary {
  const { source, network, record } = task;
  const unit = source.kind === "network" ? source.units.concentration : source.model.units.concentration;
  const length = courses.length === 0 ? 0 : Math.min(...courses.map(({ times }) => times.length));
  const asked = everyNth(length, sampling.refinement);
  const all = everyNth(length, 1);
  const timesAt = (indices: readonly number[]) => indices.map((index) => courses[0]!.times[index]!);
  const quantities = quantitiesOf(task);
  const names = quantities.map(({ name }) => name);
  const readouts = plottedReadouts(record?.plot ?? [], names);
  const plain = quantities.map(({ name }) => ({ ...quantityByName(name), statistic: "value" as const }));
  return {
    network: network.name,
    method: sampling.method,
    runs: courses.length,
    timeUnit: network.units.time,
    times: timesAt(asked),
    columns: quantities.map(({ name, kind }) => ({
      kind,
      unit,
      ...columnOver(courses, quantityByName(name), asked),
    })),
    plottedTimes: timesAt(all),
    plotted: (readouts.length > 0 ? readouts : plain).map((readout) => ({
      unit,
      ...plottedOver(courses, readout, all),
    })),
    report: reportReadouts(record?.report ?? [], names).flatMap((readout) =>
      reportEntries(readout, courses.map(readout.evaluate), {
        concentration: unit,
        time: network.units.time,
      }),
    ),
  };
}

/** Every n-th sample, and the last one, which a failure may have put between two. */
function everyNth(length: number, n: number): readonly number[] {
  const indices = Array.from({ length: Math.ceil(length / n) }, (_, index) => index * n);
  return indices.at(-1) === length - 1 || length === 0 ? indices : [...indices, length - 1];
}

function quantityByName(name: string): FollowedQuantity {
  return { label: name, isNamed: true, over: (course) => course.column(name) };
}

function columnOver(
  courses: readonly Course[],
  quantity: FollowedQuantity,
  indices: readonly number[],
): Pick<SimulationColumn, "name" | "values" | "deviation"> {
  const runs = courses.map(quantity.over);
  return {
    name: quantity.label,
    values: statisticAt(runs, indices, "mean"),
    deviation: courses.length > 1 ? statisticAt(runs, indices, "sd") : undefined,
  };
}

/** A statistic as it is; a plain quantity as its first run within the band of all runs. */
function plottedOver(
  courses: readonly Course[],
  readout: PlottedReadout,
  indices: readonly number[],
): Pick<PlottedColumn, "name" | "isOneRun" | "values" | "band"> {
  const runs = courses.map(readout.over);
  const name = readout.label;
  if (readout.statistic !== "value") {
    const values = statisticAt(runs, indices, readout.statistic);
    return { name, isOneRun: false, values, band: undefined };
  }
  const values = indices.map((index) => runs[0]![index]!);
  if (runs.length < 2) return { name, isOneRun: true, values, band: undefined };
  const means = statisticAt(runs, indices, "mean");
  const deviations = statisticAt(runs, indices, "sd");
  const band = {
    low: means.map((mean, index) => mean - deviations[index]!),
    high: means.map((mean, index) => mean + deviations[index]!),
  };
  return { name, isOneRun: true, values, band };
}

function statisticAt(
  runs: readonly Float64Array[],
  indices: readonly number[],
  statistic: Parameters<typeof statisticOver>[0],
): readonly number[] {
  return indices.map((index) =>
    statisticOver(
      statistic,
      runs.map((values) => values[index]!),
    ),
  );
}

/** Species, signals and definitions of a crn; species and read-outs of a learner. */
function quantitiesOf({
  source,
  network,
}: SimulationTask): readonly Pick<SimulationColumn, "name" | "kind">[] {
  if (source.kind === "learn") {
    return [
      ...network.species.map(({ name }) => ({ name, kind: "species" as const })),
      ...network.observables.map(({ name }) => ({ name, kind: "signal" as const })),
    ];
  }
  return [
    ...source.species.map(({ name }) => ({ name, kind: "species" as const })),
    ...source.signals.map(({ name }) => ({ name, kind: "signal" as const })),
    ...source.definitions.flatMap(({ name, value }) =>
      componentNamesOf(name, value.shape).map((component) => ({
        name: component,
        kind: "definition" as const,
      })),
    ),
  ];
}
