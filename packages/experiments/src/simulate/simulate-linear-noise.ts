// The linear noise approximation of a network → columns with mean and standard deviation, plotted read-outs and report.

import {
  programFromReactions,
  type RateExpression,
  type ReactionNetwork,
  rateFromScalar,
} from "@ncrn/compiler";
import { InternalError } from "@ncrn/language";
import { evenlySpacedTimes, type RunFailure, simulateLinearNoise } from "@ncrn/simulator";
import type { RunControl } from "../control.js";
import { toleranceBySpecies } from "../tolerance-by-species.js";
import { columnsOf } from "./columns.js";
import { courseOf } from "./course.js";
import { followedQuantities } from "./followed-quantities.js";
import {
  type FollowedQuantity,
  reportEntries,
  reportOfCourse,
  reportReadouts,
  statisticFrom,
} from "./readouts.js";
import { shareTeller } from "./share-done.js";
import type { SimulationSettings } from "./simulation-settings.js";
import type { SimulationTask } from "./simulation-types.js";
import { type Summary, unitOfConcentration } from "./summarise.js";

/** What is plotted or reported has a standard deviation to first order, expressions included. */
export function simulateNoise(
  task: SimulationTask,
  settings: SimulationSettings,
  control: RunControl,
): { readonly summary: Summary; readonly failure: RunFailure | undefined } {
  const columns = columnsOf(task);
  const names = columns.map(({ name }) => name);
  const followed = followedQuantities(names, task.record?.plot ?? []);
  const reported = reportReadouts(task.record?.report ?? [], names);
  const noise = noiseOf(
    withExpressions(task.network, [...followed.all, ...reported.flatMap(({ quantity }) => quantity ?? [])]),
    settings,
    control,
  );
  const unit = unitOfConcentration(task);
  const { volume } = settings;
  const times = [...noise.mean.times];
  const summary: Summary = {
    network: task.network.name,
    method: "linear_noise",
    runs: 1,
    timeUnit: task.network.units.time,
    times,
    columns: columns.map(({ name, kind }, index) => {
      const { values, deviation } = noise.of(followed.all[index]!);
      return { name, kind, unit, values, deviation };
    }),
    plottedTimes: times,
    plotted: followed.plotted.map((readout) => {
      const { values: means, deviation } = noise.of(readout);
      const values = means.map((mean, index) =>
        statisticFrom(readout.statistic, { mean, deviation: deviation[index]!, volume }),
      );
      const low = means.map((mean, index) => mean - deviation[index]!);
      const high = means.map((mean, index) => mean + deviation[index]!);
      const band = readout.statistic === "value" ? { low, high } : undefined;
      return { name: readout.label, unit, isOneRun: false, values, band };
    }),
    report: reported.flatMap((readout) => {
      const { kind, quantity } = readout;
      const units = { concentration: unit, time: task.network.units.time, volume };
      if (kind === "run" || quantity === undefined)
        return reportOfCourse({ ...readout, kind: "run" }, noise.mean, units);
      const { values, deviation: deviations } = noise.of(quantity);
      const [mean = Number.NaN, deviation = Number.NaN] = [values.at(-1), deviations.at(-1)];
      const value = statisticFrom(kind, { mean, deviation, volume });
      return reportEntries({ ...readout, kind: "run" }, [[value]], units);
    }),
  };
  return { summary, failure: noise.failure };
}

/** Mean and standard deviation of followed quantities over time. */
function noiseOf(network: ReactionNetwork, settings: SimulationSettings, control: RunControl) {
  const { until, intervals, volume, relativeTolerance, absoluteTolerance, maxSteps } = settings;
  const common = { relative: relativeTolerance, absolute: absoluteTolerance };
  const { mean, standardDeviation, failure } = simulateLinearNoise(programFromReactions(network), {
    until,
    volume,
    times: evenlySpacedTimes(until, intervals + 1),
    relativeTolerance,
    absoluteTolerance,
    toleranceBySpecies: toleranceBySpecies(network.species, common),
    ...(maxSteps === undefined ? {} : { maxSteps }),
    shouldStop: shareTeller(until, control),
  });
  const course = courseOf(network, mean);
  const deviations = new Map([
    ...network.species.map(({ name }, index) => [name, standardDeviation.species[index]!.values] as const),
    ...standardDeviation.observables.map(({ name, values }) => [name, values] as const),
  ]);
  return {
    mean: course,
    failure,
    of: ({ key, over }: FollowedQuantity) => ({
      values: [...over(course)],
      // Rates have none.
      deviation: [...(deviations.get(key) ?? new Float64Array(course.times.length))],
    }),
  };
}

/** The network with a read-out for every quantity that is neither a species nor a read-out already. */
function withExpressions(network: ReactionNetwork, quantities: readonly FollowedQuantity[]): ReactionNetwork {
  const added = new Map(network.observables.map((observable) => [observable.name, observable]));
  for (const { key, expression } of quantities) {
    if (expression === undefined || added.has(key)) continue;
    added.set(key, { name: key, value: rateFromScalar(expression, (name) => meaningOf(network, name)) });
  }
  return { ...network, observables: [...added.values()] };
}

function meaningOf({ species, observables, parameters }: ReactionNetwork, name: string): RateExpression {
  const found = species.find((candidate) => candidate.name === name);
  if (found !== undefined) return { kind: "species", id: found.id };
  const observable = observables.find((candidate) => candidate.name === name);
  if (observable !== undefined) return observable.value;
  const parameter = parameters.find((candidate) => candidate.name === name);
  if (parameter === undefined) throw new InternalError(`there is no quantity ${name}`);
  return { kind: "parameter", id: parameter.id };
}
