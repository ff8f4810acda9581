// A network and its `simulate` record → time courses, report and comparison with the source.

import { programFromReactions } from "@ncrn/compiler";
import { type CheckedMethod, InternalError } from "@ncrn/language";
import {
  evenlySpacedTimes,
  type RoundedCount,
  type RunFailure,
  simulateDeterministic,
  simulateStochastic,
} from "@ncrn/simulator";
import type { ExperimentFailure, RunControl } from "../control.js";
import { failureInWords } from "../failure.js";
import { toleranceBySpecies } from "../tolerance-by-species.js";
import { compareWithSource } from "./compare-with-source.js";
import { type Course, courseOf } from "./course.js";
import type { SimulationOverrides, SimulationResult, SimulationTask } from "./simulation-types.js";
import { summarise } from "./summarise.js";

const DEFAULT_INTERVALS = 200;
const DEFAULT_TOLERANCES = { relativeTolerance: 1e-8, absoluteTolerance: 1e-12 };
/** A report is read off at least this many samples, so that crossings and extremes are sharp; curves need fewer. */
const REPORT_INTERVALS = 4000;
const CURVE_INTERVALS = 1000;
/** Beyond this many species only the samples that were asked for are kept. */
const LARGE_NETWORK = 500;
/** An ensemble is computed in this many parts. */
const PARTS = 40;

/** Runs a network: ODE or exact stochastic simulation. `until` comes from the record or the overrides. */
export async function simulateNetwork(
  task: SimulationTask,
  overrides: SimulationOverrides = {},
  control: RunControl = {},
): Promise<SimulationResult> {
  const settings = settingsOf(task, overrides);
  const courses: Course[] = [];
  let rounded: readonly RoundedCount[] = [];
  let failure: ExperimentFailure | undefined;
  let status: SimulationResult["status"] = "completed";
  while (courses.length < settings.runs && failure === undefined) {
    if (control.isCancelled?.()) {
      status = "cancelled";
      break;
    }
    const part = runPart(task, settings, { finished: courses.length, control });
    courses.push(...part.courses);
    rounded = part.rounded;
    if (part.failure?.kind === "stopped") status = "cancelled";
    else if (part.failure !== undefined) failure = failureInWords(part.failure, task.network);
    if (status === "cancelled") break;
    const detail = settings.runs > 1 ? `run ${courses.length} of ${settings.runs}` : undefined;
    await control.onProgress?.({
      activity: "simulation",
      done: courses.length,
      total: settings.runs,
      detail,
    });
  }
  const summary = { ...summarise(task, courses, settings), rounded };
  if (failure !== undefined) return { ...summary, status: "failed", failure, comparison: undefined };
  const comparison = task.record?.compareWithSource === true ? compared(task, settings) : undefined;
  return { ...summary, status, failure: undefined, comparison };
}

interface Settings {
  readonly method: CheckedMethod["kind"];
  readonly until: number;
  readonly intervals: number;
  /** Samples of a run in each of the intervals. */
  readonly refinement: number;
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  readonly runs: number;
  readonly seed: number;
  readonly volume: number;
  readonly maxSteps: number | undefined;
}

function settingsOf({ record, network }: SimulationTask, overrides: SimulationOverrides): Settings {
  const until = overrides.until ?? record?.until;
  if (until === undefined) throw new InternalError("A simulation needs `until`");
  const written = record?.method;
  const method = overrides.method ?? written?.kind ?? "ode";
  const tolerances = written?.kind === "ode" ? written : DEFAULT_TOLERANCES;
  const intervals = overrides.samples ?? record?.samples ?? DEFAULT_INTERVALS;
  const isRefined = method === "ode" && network.species.length <= LARGE_NETWORK;
  const wanted = (record?.report.length ?? 0) > 0 ? REPORT_INTERVALS : CURVE_INTERVALS;
  return {
    method,
    until,
    intervals,
    refinement: isRefined ? Math.max(1, Math.ceil(wanted / intervals)) : 1,
    relativeTolerance: overrides.relativeTolerance ?? tolerances.relativeTolerance,
    absoluteTolerance: overrides.absoluteTolerance ?? tolerances.absoluteTolerance,
    runs: method === "ode" ? 1 : (overrides.runs ?? (written?.kind === "ssa" ? written.runs : 1)),
    seed: overrides.seed ?? (written?.kind === "ssa" ? written.seed : 1),
    volume: overrides.volume ?? record?.volume ?? 1,
    maxSteps: overrides.maxSteps,
  };
}

interface Part {
  readonly courses: readonly Course[];
  readonly rounded: readonly RoundedCount[];
  readonly failure: RunFailure | undefined;
}

/** The next runs: all of an ODE, a share of a stochastic ensemble, so that the caller hears of it in between. */
function runPart(
  { network }: SimulationTask,
  settings: Settings,
  { finished, control }: { readonly finished: number; readonly control: RunControl },
): Part {
  const program = programFromReactions(network);
  const { method, until, intervals, refinement, runs, maxSteps, ...rest } = settings;
  const times = evenlySpacedTimes(until, intervals * refinement + 1);
  const stop = control.isCancelled === undefined ? {} : { shouldStop: control.isCancelled };
  const result = method === "ode" ? deterministicPart() : stochasticPart();
  const courses = result.trajectories.map((trajectory) => courseOf(network, trajectory));
  return { courses, rounded: result.rounded, failure: result.failure };

  function deterministicPart() {
    const { relativeTolerance, absoluteTolerance } = rest;
    const limits = { ...stop, ...(maxSteps === undefined ? {} : { maxSteps }) };
    const common = { relative: relativeTolerance, absolute: absoluteTolerance };
    const bounds = {
      relativeTolerance,
      absoluteTolerance,
      toleranceBySpecies: toleranceBySpecies(network.species, common),
    };
    const options = { until, times, ...bounds, ...limits };
    const { trajectory, failure: failed } = simulateDeterministic(program, options);
    return { trajectories: [trajectory], rounded: [], failure: failed };
  }

  function stochasticPart() {
    const size = Math.min(Math.ceil(runs / PARTS), runs - finished);
    const limits = { ...stop, ...(maxSteps === undefined ? {} : { maxEvents: maxSteps }) };
    const { volume, seed } = rest;
    const options = { until, times, volume, seed, runs: size, firstRun: finished, ...limits };
    const { runs: trajectories, rounded, failure: failed } = simulateStochastic(program, options);
    return { trajectories, rounded, failure: failed };
  }
}

function compared({ source, network }: SimulationTask, { until, intervals }: Settings) {
  const outcome = compareWithSource(source, network, until, intervals === undefined ? {} : { intervals });
  return outcome.kind === "compared" ? outcome.comparison : undefined;
}
