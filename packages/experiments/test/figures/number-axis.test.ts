// Where logarithmic axes begin and end, and what stands at their places.

import { expect, test } from "vitest";
import { logarithmicAxis, logarithmicRange } from "../../src/figures/number-axis.js";

test.each([
  ["above 0 alone", [0, -1, 1e-9, 5, Number.NaN], { low: 1e-9, high: 5 }],
  ["20 decades at most", [1e-30, 1e9], { low: 1e-11, high: 1e9 }],
  ["room around a single value", [3, 3], { low: 1.5, high: 6 }],
])("a range has %s", (_, values, range) => {
  const found = logarithmicRange(values)!;
  expect(found.low / range.low).toBeCloseTo(1, 12);
  expect(found.high / range.high).toBeCloseTo(1, 12);
});

test("without a value above 0 there is none", () => {
  expect(logarithmicRange([0, -1])).toBeUndefined();
});

test.each([
  [1e-9, 1e9, [1e-8, 1e-6, 1e-4, 0.01, 1, 100, 1e4, 1e6, 1e8]],
  [0.5, 100, [0.5, 1, 2, 5, 10, 20, 50, 100]],
  [2, 3, [2]],
])("places from %d to %d are powers of ten, or 1, 2 and 5 times them", (low, high, places) => {
  const { axis, scale } = logarithmicAxis({ low, high });
  expect(axis).toMatchObject({ values: places });
  expect(scale).toMatchObject({ type: "log", domain: [low, high] });
});
