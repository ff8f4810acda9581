// `test: grid(x1: 0..1, x2: 0..1, 40)` → the points of the grid.

import type { CheckedData, CheckedGridAxis } from "@ncrn/language";
import type { DataTable } from "./data-set.js";

/** All points with `points` equally spaced values an axis, ends included; the first axis varies slowest. */
export function gridFromData({ axes, points }: NonNullable<CheckedData["testGrid"]>): DataTable {
  let rows: readonly (readonly number[])[] = [[]];
  for (const axis of axes) {
    const values = equallySpaced(axis, points);
    rows = rows.flatMap((row) => values.map((value) => [...row, value]));
  }
  return { columns: axes.map(({ column }) => column), rows };
}

function equallySpaced({ from, to }: CheckedGridAxis, points: number): readonly number[] {
  if (points === 1) return [from];
  return Array.from({ length: points }, (_, index) => from + ((to - from) * index) / (points - 1));
}
