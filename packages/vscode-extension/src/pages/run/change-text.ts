// A value that a slider has changed → words.

import type { ChangedValue } from "../../messages/run-messages.js";

/** `k = 0.25 1/s (0.5 1/s in the text)`; `label` writes numbers. */
export function changeText(
  { name, value, inText, unit }: ChangedValue,
  label: (value: number) => string,
): string {
  const withUnit = (number: number): string => `${label(number)}${unit === undefined ? "" : ` ${unit}`}`;
  return `${name} = ${withUnit(value)} (${withUnit(inText)} in the text)`;
}
