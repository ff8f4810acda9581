// A network and its `simulate` record → time courses, report and comparison with the source.

import { programFromReactions } from "@ncrn/compiler";
import {
  evenlySpacedTimes,
  prepareStochasticRuns,
  type RoundedCount,
  type RunFailure,
  simulateDeterministic,
} from "@ncrn/simulator";
import type { ExperimentFailure, RunControl } from "../control.js";
import { failureInWords } from "../failure.js";
import { toleranceBySpecies } from "../tolerance-by-species.js";
import { compareWithSource } from "./compare-with-source.js";
import { courseOf } from "./course.js";
import type { EnsembleSums } from "./ensemble/ensemble-ledger.js";
import { methodOptions, planEnsemble } from "./ensemble/ensemble-plan.js";
import { type EnsembleExecutor, sequentialExecutor, simulateEnsemble } from "./ensemble/simulate-ensemble.js";
import { summariseEnsemble } from "./ensemble/summarise-ensemble.js";
import { shareDone, shareTeller } from "./share-done.js";
import { simulateNoise } from "./simulate-linear-noise.js";
import { isStochastic, type SimulationSettings, settingsOf } from "./simulation-settings.js";
import type { SimulationOverrides, SimulationResult, SimulationTask } from "./simulation-types.js";
import { type Summary, summarise } from "./summarise.js";

/** Values of one run that are kept at most: with what is made of them for pictures and files, about 1 GB. */
const MOST_VALUES = 20_000_000;

/**
 * Runs a network by the method of its record or of the overrides. `until` comes from either of them.
 * @param executor who makes the runs of an ensemble; by default they are made here, one after the other
 */
export async function simulateNetwork(
  task: SimulationTask,
  overrides: SimulationOverrides = {},
  control: RunControl = {},
  executor: EnsembleExecutor = sequentialExecutor,
): Promise<SimulationResult> {
  const settings = settingsOf(task, overrides);
  if (control.isCancelled?.() === true)
    return { ...nothing(task, settings), ...ended("cancelled"), rounded: [] };
  const outcome = await outcomeOf(task, settings, control, executor);
  const { summary, failure } = outcome;
  const rounded = outcome.rounded.map((one) => ({ ...one, species: sourceName(one.species, task) }));
  if (failure !== undefined) return { ...summary, rounded, ...ended("failed", failure) };
  if (outcome.isStopped) return { ...summary, rounded, ...ended("cancelled") };
  const comparison = task.record?.compareWithSource === true ? compared(task, settings) : undefined;
  return { ...summary, rounded, ...ended("completed"), comparison };
}

function ended(status: SimulationResult["status"], failure?: ExperimentFailure) {
  return { status, failure, comparison: undefined };
}

function sourceName(id: string, { network }: SimulationTask): string {
  return network.species.find((species) => species.id === id)?.name ?? id;
}

/** What was computed, and why it is not all. */
interface Outcome {
  readonly summary: Summary;
  readonly rounded: readonly RoundedCount[];
  readonly failure: ExperimentFailure | undefined;
  readonly isStopped: boolean;
}

async function outcomeOf(
  task: SimulationTask,
  settings: SimulationSettings,
  control: RunControl,
  executor: EnsembleExecutor,
): Promise<Outcome> {
  if (settings.runs > 1) return ensembleOutcome(task, settings, control, executor);
  const values = valuesOfRun(task, settings);
  if (values > MOST_VALUES)
    return {
      summary: nothing(task, settings),
      rounded: [],
      failure: tooManySamples(settings, values),
      isStopped: false,
    };
  await control.onProgress?.(shareDone(0));
  const { summary, rounded = [], failure } = singleRun(task, settings, control);
  if (failure === undefined) await control.onProgress?.(shareDone(1));
  return { summary, rounded, ...endOf(failure, task) };
}

/** A run that was stopped has not failed. */
function endOf(failure: RunFailure | undefined, { network }: SimulationTask) {
  const isStopped = failure?.kind === "stopped";
  return {
    isStopped,
    failure: failure === undefined || isStopped ? undefined : failureInWords(failure, network),
  };
}

interface SingleRun {
  readonly summary: Summary;
  readonly rounded?: readonly RoundedCount[];
  readonly failure: RunFailure | undefined;
}

function singleRun(task: SimulationTask, settings: SimulationSettings, control: RunControl): SingleRun {
  const { method, refinement } = settings;
  if (method === "linear_noise") return simulateNoise(task, settings, control);
  if (!isStochastic(method)) {
    const { trajectory, failure } = deterministicRun(task, settings, control);
    return {
      summary: summarise(task, courseOf(task.network, trajectory), { method, refinement, runs: 1 }),
      failure,
    };
  }
  const { until, intervals, maxSteps: maxEvents = 1e9 } = settings;
  const times = evenlySpacedTimes(until, intervals + 1);
  const program = programFromReactions(task.network);
  const { rounded, refusal, simulate } = prepareStochasticRuns(program, {
    ...methodOptions(settings),
    times,
  });
  if (refusal !== undefined) return { summary: nothing(task, settings), rounded, failure: refusal };
  const { trajectory, failure } = simulate(0, {
    maxEvents,
    shouldStop: shareTeller(until, control),
    events: 0,
  });
  const runs = failure === undefined ? 1 : 0;
  return {
    summary: summarise(task, courseOf(task.network, trajectory), { method, refinement, runs }),
    rounded,
    failure,
  };
}

function deterministicRun({ network }: SimulationTask, settings: SimulationSettings, control: RunControl) {
  const { until, intervals, refinement, relativeTolerance, absoluteTolerance, maxSteps } = settings;
  const common = { relative: relativeTolerance, absolute: absoluteTolerance };
  return simulateDeterministic(programFromReactions(network), {
    until,
    times: evenlySpacedTimes(until, intervals * refinement + 1),
    relativeTolerance,
    absoluteTolerance,
    toleranceBySpecies: toleranceBySpecies(network.species, common),
    ...(maxSteps === undefined ? {} : { maxSteps }),
    shouldStop: shareTeller(until, control),
  });
}

async function ensembleOutcome(
  task: SimulationTask,
  settings: SimulationSettings,
  control: RunControl,
  executor: EnsembleExecutor,
): Promise<Outcome> {
  const { method, runs, refinement } = settings;
  const plan = planEnsemble(task, settings);
  if (plan === undefined)
    return { summary: nothing(task, settings), rounded: [], failure: tooLarge(settings), isStopped: false };
  const { rounded, refusal } = prepareStochasticRuns(programFromReactions(task.network), plan.options);
  if (refusal !== undefined) return { summary: nothing(task, settings), rounded, ...endOf(refusal, task) };
  const { store, sums } = await simulateEnsemble(plan, executor, control);
  const { unfinished, failure, lost, moments } = sums;
  const summary =
    moments.runs > 0
      ? { ...summariseEnsemble(task, plan, store, sums), method }
      : unfinished === undefined
        ? nothing(task, settings)
        : summarise(task, courseOf(task.network, unfinished), { method, refinement, runs: 0 });
  const end = endOf(failure, task);
  const isStopped = moments.runs + lost < runs && failure === undefined;
  if (end.failure !== undefined || lost === 0) return { summary, rounded, ...end, isStopped };
  return { summary, rounded, failure: runsLost(sums, runs), isStopped: false };
}

/** Before the first run. */
function nothing(task: SimulationTask, { method, refinement }: SimulationSettings): Summary {
  const none = new Float64Array(0);
  const empty = { times: none, species: task.network.species.map(({ name }) => ({ name, values: none })) };
  const observables = task.network.observables.map(({ name }) => ({ name, values: none }));
  return {
    ...summarise(task, courseOf(task.network, { ...empty, observables }), { method, refinement, runs: 0 }),
    report: [],
  };
}

/** How many numbers are kept of one run. */
function valuesOfRun({ network }: SimulationTask, { intervals, refinement }: SimulationSettings): number {
  return (intervals * refinement + 1) * (1 + network.species.length + network.observables.length);
}

function tooManySamples({ intervals }: SimulationSettings, values: number): ExperimentFailure {
  return {
    code: "too-many-samples",
    message: `A run with ${intervals + 1} samples has ${values} values, which do not fit into memory: it is limited to ${MOST_VALUES} of them, about 1 GB.`,
    time: undefined,
    species: undefined,
    hint: undefined,
  };
}

function tooLarge({ runs, intervals }: SimulationSettings): ExperimentFailure {
  return {
    code: "ensemble-too-large",
    message: `An ensemble of ${runs} runs with ${intervals + 1} samples each does not fit into memory, which is limited to 1 GB.`,
    time: undefined,
    species: undefined,
    hint: undefined,
  };
}

function runsLost({ lost, reason }: EnsembleSums, runs: number): ExperimentFailure {
  return {
    code: "runs-lost",
    message: `${lost} of ${runs} runs are missing: the threads that made them ended twice before they were done (${reason}).`,
    time: undefined,
    species: undefined,
    hint: undefined,
  };
}

function compared({ source, network }: SimulationTask, { until, intervals }: SimulationSettings) {
  const outcome = compareWithSource(source, network, until, { intervals });
  return outcome.kind === "compared" ? outcome.comparison : undefined;
}
