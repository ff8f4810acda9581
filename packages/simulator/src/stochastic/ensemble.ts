// Trajectories of several runs at the same times → mean and standard deviation, without keeping the runs.
import type { Trajectory } from "../runs/trajectory.js";
import { addToMoments, type Moments, standardDeviations, startMoments } from "./ensemble-moments.js";

/** Statistics over runs; both have the columns of the runs. */
export interface Ensemble {
  readonly runs: number;
  readonly mean: Trajectory;
  /** With n − 1 in the denominator; NaN for a single run. */
  readonly standardDeviation: Trajectory;
}

/** Accumulated runs. */
export interface EnsembleAccumulator {
  runs: number;
  /** The first run, whose times and columns are those of all. */
  first: Trajectory | undefined;
  /** One a column: species, then observables. */
  moments: readonly Moments[];
}

/** No runs yet. */
export function startEnsemble(): EnsembleAccumulator {
  return { runs: 0, first: undefined, moments: [] };
}

/** Adds a run that was sampled at the same times as the others. */
export function addToEnsemble(ensemble: EnsembleAccumulator, run: Trajectory): void {
  const columns = [...run.species, ...run.observables];
  ensemble.runs++;
  if (ensemble.first === undefined) {
    ensemble.first = run;
    ensemble.moments = columns.map(({ values }) => startMoments(values.length));
  }
  for (const [column, { values }] of columns.entries()) addToMoments(ensemble.moments[column]!, values);
}

/** The statistics of what was added; undefined for no run at all. */
export function buildEnsemble({ runs, first, moments }: EnsembleAccumulator): Ensemble | undefined {
  if (first === undefined) return undefined;
  const build = (valuesOf: (moments: Moments) => Float64Array): Trajectory => {
    const columns = [...first.species, ...first.observables].map(({ name }, column) => ({
      name,
      values: valuesOf(moments[column]!),
    }));
    const count = first.species.length;
    return { times: first.times, species: columns.slice(0, count), observables: columns.slice(count) };
  };
  return {
    runs,
    mean: build(({ mean }) => mean),
    standardDeviation: build(standardDeviations),
  };
}
