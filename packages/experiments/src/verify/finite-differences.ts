// Derivatives by central differences with extrapolation to step 0 (Ridders), which also tells how good they are.

const FIRST_STEP = 0.05;
const SHRINK = 1.4;
const LEVELS = 10;

/** A derivative with an estimate of its absolute error; NaN if the function has no value near the point. */
export interface DerivativeEstimate {
  readonly value: number;
  readonly error: number;
}

/** The derivative at `at` of a function that may be undefined (NaN) away from it. */
export function derivativeByDifferences(evaluate: (at: number) => number, at: number): DerivativeEstimate {
  let best: DerivativeEstimate = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
  let previous: number[] = [];
  let step = FIRST_STEP * Math.max(1, Math.abs(at));
  for (let level = 0; level < LEVELS; level++, step /= SHRINK) {
    // Dividing by the difference of the rounded arguments keeps their rounding out of the quotient.
    const [low, high] = [at - step, at + step];
    const row = [(evaluate(high) - evaluate(low)) / (high - low)];
    for (let column = 1; column <= previous.length; column++) {
      const factor = SHRINK ** (2 * column);
      const coarse = previous[column - 1]!;
      const fine = row[column - 1]!;
      const value = fine + (fine - coarse) / (factor - 1);
      row.push(value);
      const error = Math.max(Math.abs(value - fine), Math.abs(value - coarse));
      if (error < best.error) best = { value, error };
    }
    if (isGoodEnough(best) || isGettingWorse(row, previous, best)) return best;
    previous = Number.isFinite(row[0]) ? row : [];
  }
  return best;
}

/** Far below what is asked of any gradient that is checked with it. */
function isGoodEnough({ value, error }: DerivativeEstimate): boolean {
  return error <= 1e-11 * Math.abs(value);
}

/** Smaller steps only add rounding once the highest order moves by more than the best error so far. */
function isGettingWorse(
  row: readonly number[],
  previous: readonly number[],
  best: DerivativeEstimate,
): boolean {
  return row.length > 1 && Math.abs(row.at(-1)! - previous.at(-1)!) >= 2 * best.error;
}

/** The gradient by each argument in turn. */
export function gradientByDifferences(
  evaluate: (point: readonly number[]) => number,
  point: readonly number[],
): readonly DerivativeEstimate[] {
  return point.map((at, index) =>
    derivativeByDifferences(
      (value) => evaluate(point.map((other, position) => (position === index ? value : other))),
      at,
    ),
  );
}
