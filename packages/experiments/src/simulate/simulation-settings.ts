// A `simulate` record and changes to it from outside → every setting of a run.

import { type CheckedMethod, InternalError } from "@ncrn/language";
import type { SimulationOverrides, SimulationTask } from "./simulation-types.js";

/** Methods that make single runs with random numbers. */
export type StochasticKind = "ssa" | "tau_leaping" | "langevin";

/** How a network is simulated, with nothing left open. */
export interface SimulationSettings {
  readonly method: CheckedMethod["kind"];
  readonly until: number;
  readonly intervals: number;
  /** Samples of a run in each of the intervals. */
  readonly refinement: number;
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  /** 1 for methods without random numbers. */
  readonly runs: number;
  readonly seed: number;
  readonly epsilon: number;
  /** Length of a step of `langevin`; undefined where it follows from `epsilon`. */
  readonly step: number | undefined;
  /** Molecules per unit of concentration. */
  readonly volume: number;
  readonly maxSteps: number | undefined;
}

const DEFAULT_INTERVALS = 200;
const DEFAULT_TOLERANCES = { relativeTolerance: 1e-8, absoluteTolerance: 1e-12 };
const DEFAULT_ENSEMBLE = { runs: 1, seed: 1, epsilon: 0.03, step: undefined };
/** A report is read off at least this many samples, so that crossings and extremes are sharp; curves need fewer. */
const REPORT_INTERVALS = 4000;
const CURVE_INTERVALS = 1000;
/** Beyond this many species only the samples that were asked for are kept. */
const LARGE_NETWORK = 500;

/** True for methods whose runs differ from each other. */
export function isStochastic(method: CheckedMethod["kind"]): method is StochasticKind {
  return method !== "ode" && method !== "linear_noise";
}

/** `until` comes from the record or the overrides; another method keeps what the written one has in common with it. */
export function settingsOf(
  { record, network }: SimulationTask,
  overrides: SimulationOverrides,
): SimulationSettings {
  const until = overrides.until ?? record?.until;
  if (until === undefined) throw new InternalError("A simulation needs `until`");
  const written = record?.method;
  const method = overrides.method ?? written?.kind ?? "ode";
  const tolerances = written !== undefined && "relativeTolerance" in written ? written : DEFAULT_TOLERANCES;
  const ensemble = { ...DEFAULT_ENSEMBLE, ...(written !== undefined && "runs" in written ? written : {}) };
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
    runs: isStochastic(method) ? (overrides.runs ?? ensemble.runs) : 1,
    seed: overrides.seed ?? ensemble.seed,
    epsilon: overrides.epsilon ?? ensemble.epsilon,
    step: overrides.step ?? (overrides.epsilon === undefined ? ensemble.step : undefined),
    volume: overrides.volume ?? record?.volume ?? 1,
    maxSteps: overrides.maxSteps,
  };
}
