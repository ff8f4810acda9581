// Numbers of several runs → mean and spread at every place, without keeping the runs. Parts of an ensemble are merged.
// Sources: B. P. Welford, Technometrics 4 (1962) 419; T. F. Chan, G. H. Golub and R. J. LeVeque, The American
// Statistician 37 (1983) 242.

/** Of so many runs, at each place: the mean, and the sum of squared deviations from it. */
export interface Moments {
  runs: number;
  readonly mean: Float64Array;
  readonly squares: Float64Array;
}

/** No runs yet; each will have `size` numbers. */
export function startMoments(size: number): Moments {
  return { runs: 0, mean: new Float64Array(size), squares: new Float64Array(size) };
}

/** Adds the numbers of one run. */
export function addToMoments(moments: Moments, values: ArrayLike<number>): void {
  const { mean, squares } = moments;
  const runs = ++moments.runs;
  for (let i = 0; i < mean.length; i++) {
    const deviation = values[i]! - mean[i]!;
    mean[i] = mean[i]! + deviation / runs;
    squares[i] = squares[i]! + deviation * (values[i]! - mean[i]!);
  }
}

/** Adds other runs. The last digits depend on how runs were divided: merge parts of fixed size in a fixed order. */
export function mergeMoments(into: Moments, other: Moments): void {
  const runs = into.runs + other.runs;
  if (other.runs === 0) return;
  const share = other.runs / runs;
  for (let i = 0; i < into.mean.length; i++) {
    const difference = other.mean[i]! - into.mean[i]!;
    into.mean[i] = into.mean[i]! + difference * share;
    into.squares[i] = into.squares[i]! + other.squares[i]! + difference * difference * into.runs * share;
  }
  into.runs = runs;
}

/** With n − 1 in the denominator; NaN for a single run, which says nothing of the spread. */
export function standardDeviations({ runs, squares }: Moments): Float64Array {
  return squares.map((sum) => (runs > 1 ? Math.sqrt(sum / (runs - 1)) : Number.NaN));
}
