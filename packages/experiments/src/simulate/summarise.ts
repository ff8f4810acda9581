// One time course → columns, plotted read-outs and report.

import type { CheckedMethod } from "@ncrn/language";
import { columnsOf } from "./columns.js";
import type { Course } from "./course.js";
import { followedQuantities } from "./followed-quantities.js";
import { reportEntries, reportOfCourse, reportReadouts, statisticFrom } from "./readouts.js";
import { isStochastic } from "./simulation-settings.js";
import type { SimulationResult, SimulationTask } from "./simulation-types.js";

/** What the result says of the runs themselves. */
export type Summary = Omit<SimulationResult, "status" | "failure" | "comparison" | "rounded">;

/** How the course was sampled. */
export interface Sampling {
  readonly method: CheckedMethod["kind"];
  /** Samples in each interval that was asked for. */
  readonly refinement: number;
  /** 1, or 0 if this is the beginning of a run that was not finished. */
  readonly runs: number;
}

/** A course of equations or of a single run. */
export function summarise(task: SimulationTask, course: Course, sampling: Sampling): Summary {
  const { network, record } = task;
  const unit = unitOfConcentration(task);
  const asked = everyNth(course.times.length, sampling.refinement);
  const at = (values: Float64Array) => asked.map((index) => values[index]!);
  const columns = columnsOf(task);
  const names = columns.map(({ name }) => name);
  const { plotted } = followedQuantities(names, record?.plot ?? []);
  // Equations have no spread; that of one random run is unknown.
  const deviation = isStochastic(sampling.method) ? Number.NaN : 0;
  return {
    network: network.name,
    method: sampling.method,
    runs: sampling.runs,
    timeUnit: network.units.time,
    times: at(course.times),
    columns: columns.map(({ name, kind }) => ({
      name,
      kind,
      unit,
      values: at(course.column(name)),
      deviation: undefined,
    })),
    plottedTimes: [...course.times],
    plotted: plotted.map(({ label, statistic, over }) => ({
      name: label,
      unit,
      isOneRun: statistic === "value",
      values: [...over(course)].map((value) =>
        statisticFrom(statistic, { mean: value, deviation, volume: 1 }),
      ),
      band: undefined,
    })),
    report: reportReadouts(record?.report ?? [], names).flatMap((readout) => {
      const units = { concentration: unit, time: network.units.time, volume: 1 };
      return isStochastic(sampling.method)
        ? reportEntries(readout, [readout.evaluate(course)], units)
        : reportOfCourse(readout, course, units);
    }),
  };
}

/** The unit in which the file states concentrations, if it does. */
export function unitOfConcentration({ source }: SimulationTask): string | undefined {
  return source.kind === "network" ? source.units.concentration : source.model.units.concentration;
}

/** Every n-th sample, and the last one, which a failure may have put between two. */
function everyNth(length: number, n: number): readonly number[] {
  const indices = Array.from({ length: Math.ceil(length / n) }, (_, index) => index * n);
  return indices.at(-1) === length - 1 || length === 0 ? indices : [...indices, length - 1];
}
