// Draws from the distributions of the language.

import { assertNever, type Distribution } from "@ncrn/language";
import { exp, type Random } from "@ncrn/simulator";

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
