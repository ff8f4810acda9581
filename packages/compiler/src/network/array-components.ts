// Array expression → its components with their full names.

import type { ArrayExpression, ScalarExpression } from "@ncrn/language";

/** `name` for a scalar; `name[i]`, `name[i,j]` for the components of an array, one-based, in row-major order. */
export function componentsOf(
  name: string,
  { shape, components }: ArrayExpression,
): readonly (readonly [string, ScalarExpression])[] {
  return components.map((value, index) => [
    shape.length === 0 ? name : `${name}[${indicesOf(index, shape)}]`,
    value,
  ]);
}

function indicesOf(index: number, shape: readonly number[]): string {
  const indices: number[] = [];
  let rest = index;
  for (const length of [...shape].reverse()) {
    indices.unshift((rest % length) + 1);
    rest = Math.floor(rest / length);
  }
  return indices.join(",");
}
