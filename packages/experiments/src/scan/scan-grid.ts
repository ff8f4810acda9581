// The varied quantities of a scan → the combinations of their values.

import type { CheckedVariation } from "@ncrn/language";

/** Curves of more runs cannot be told apart in a picture. */
const MOST_COURSES = 40;

/** Number of combinations. */
export function combinationCount(vary: readonly Pick<CheckedVariation, "values">[]): number {
  return vary.reduce((product, { values }) => product * values.length, 1);
}

/** The values of a combination, one a variation; the last one changes fastest. */
export function combinationAt(
  vary: readonly Pick<CheckedVariation, "values">[],
  index: number,
): readonly number[] {
  const values: number[] = [];
  let rest = index;
  for (const variation of vary.toReversed()) {
    values.unshift(variation.values[rest % variation.values.length]!);
    rest = Math.floor(rest / variation.values.length);
  }
  return values;
}

/** `death = 0.5, birth = 1`. */
export function combinationInWords(
  vary: readonly Pick<CheckedVariation, "name">[],
  values: readonly number[],
): string {
  return vary.map(({ name }, axis) => `${name} = ${Number(values[axis]!.toPrecision(6))}`).join(", ");
}

/** Whether the time courses of a combination are kept: of at most 40, the first and the last among them. */
export function keepsCourses(index: number, count: number): boolean {
  if (count <= MOST_COURSES) return true;
  const step = (count - 1) / (MOST_COURSES - 1);
  return index === Math.round(Math.round(index / step) * step);
}
