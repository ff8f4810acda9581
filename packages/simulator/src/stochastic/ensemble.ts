// Trajectories of several runs at the same times → mean and standard deviation, without keeping the runs (Welford).
import type { Trajectory } from "../runs/trajectory.js";

/** Statistics over runs; both have the columns of the runs. */
export interface Ensemble {
  readonly runs: number;
  readonly mean: Trajectory;
  /** With n − 1 in the denominator; 0 for a single run. */
  readonly standardDeviation: Trajectory;
}

/** Accumulated runs; the second trajectory holds the sums of squared deviations. */
export interface EnsembleAccumulator {
  runs: number;
  mean: Trajectory | undefined;
  squares: Trajectory | undefined;
}

export function startEnsemble(): EnsembleAccumulator {
  return { runs: 0, mean: undefined, squares: undefined };
}

/** Adds a run that was sampled at the same times as the others. */
export function addToEnsemble(ensemble: EnsembleAccumulator, run: Trajectory): void {
  ensemble.mean ??= mapValues(run, () => 0);
  ensemble.squares ??= mapValues(run, () => 0);
  ensemble.runs++;
  for (const kind of ["species", "observables"] as const) {
    run[kind].forEach(({ values }, column) => {
      const mean = ensemble.mean![kind][column]!.values;
      const squares = ensemble.squares![kind][column]!.values;
      for (let i = 0; i < values.length; i++) {
        const deviation = values[i]! - mean[i]!;
        mean[i] = mean[i]! + deviation / ensemble.runs;
        squares[i] = squares[i]! + deviation * (values[i]! - mean[i]!);
      }
    });
  }
}

/** The statistics of what was added; undefined for no run at all. */
export function buildEnsemble({ runs, mean, squares }: EnsembleAccumulator): Ensemble | undefined {
  if (mean === undefined || squares === undefined) return undefined;
  const standardDeviation = mapValues(squares, (sum) => (runs > 1 ? Math.sqrt(sum / (runs - 1)) : 0));
  return { runs, mean, standardDeviation };
}

function mapValues(
  { times, species, observables }: Trajectory,
  change: (value: number) => number,
): Trajectory {
  const changeColumns = (columns: Trajectory["species"]) =>
    columns.map(({ name, values }) => ({ name, values: values.map((value) => change(value)) }));
  return { times, species: changeColumns(species), observables: changeColumns(observables) };
}
