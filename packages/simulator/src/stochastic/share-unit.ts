// The unit in which propensities are whole numbers: sums and differences of whole numbers below 2⁵³ have no rounding errors.

/** Added to a number below 2⁵¹, it leaves no place for binary digits behind the point. */
export const ROUNDING = 1.5 * 2 ** 52;
/**
 * The range of totals in units. With R reactions, probabilities and waiting times are off by less than the fraction
 * R·2⁻⁴³, however long the run.
 */
export const LEAST_TOTAL = 2 ** 42;
export const MOST_TOTAL = 2 ** 51;
/** Where a total is put when the unit is chosen, as a power of two. */
export const TOTAL_EXPONENT = 46;
/** Units are 2ⁿ with |n| up to this. */
const LARGEST_EXPONENT = 1000;

/** The unit that makes a sum a number between 2⁴⁶ and 2⁴⁷, as far as that is possible; 1 for nothing. */
export function unitFor(sum: number): number {
  if (!(sum > 0)) return 1;
  let exponent = -TOTAL_EXPONENT;
  let rest = sum;
  // Multiplying by powers of two is exact, so that this is the same everywhere.
  for (; rest >= 2; exponent++) rest /= 2;
  for (; rest < 1; exponent--) rest *= 2;
  const limited = Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent));
  let unit = 1;
  for (let n = 0; n < Math.abs(limited); n++) unit *= limited < 0 ? 0.5 : 2;
  return unit;
}
