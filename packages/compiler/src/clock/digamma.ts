// The derivative of ln Γ.

import { log } from "@ncrn/elementary-functions";

/** ψ(x) for x > 0, by recurrence to x ≥ 8 and the asymptotic series there (Abramowitz and Stegun 6.3.5, 6.3.18). */
export function digamma(x: number): number {
  let shift = 0;
  let value = x;
  while (value < 8) {
    shift -= 1 / value;
    value++;
  }
  const inverse = 1 / (value * value);
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse / 240)));
  return shift + log(value) - 1 / (2 * value) - series;
}
