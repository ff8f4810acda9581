// Draws from the distributions of the language.

import { exp } from "@ncrn/elementary-functions";
import {
  assertNever,
  createDiagnostic,
  type Diagnostic,
  type Distribution,
  type Origin,
} from "@ncrn/language";
import type { Random } from "@ncrn/simulator";

/** The problem of a draw from a distribution that does not exist; undefined if it does. */
export function problemOfDraw(
  distribution: Distribution,
  [first = 0, second = 1]: readonly number[],
  origin: Origin,
): Diagnostic | undefined {
  const problem = (expected: string, found: number) =>
    createDiagnostic("invalid-value", origin, { key: distribution, expected, found: String(found) });
  if ((distribution === "normal" || distribution === "lognormal") && second < 0)
    return problem("given a standard deviation of at least 0", second);
  if (distribution === "bernoulli" && (first < 0 || first > 1))
    return problem("given a probability between 0 and 1", first);
  return undefined;
}

/** One draw; `values` are the arguments as written: `uniform(low, high)`, `normal(mean, sd)`, `lognormal(mean, sd)`, `bernoulli(p)`. */
export function drawFrom(random: Random, distribution: Distribution, values: readonly number[]): number {
  const [first = 0, second = 1] = values;
  switch (distribution) {
    case "uniform":
      return random.uniformBetween(first, second);
    case "normal":
      return random.normal(first, second);
    case "lognormal":
      return exp(random.normal(first, second));
    case "bernoulli":
      return random.uniform() < first ? 1 : 0;
    default:
      return assertNever(distribution);
  }
}
