import { expect, test } from "vitest";
import { loweringServices } from "../src/lowering-services.js";
import { subjectOf } from "./checked-text.js";

const integrate = (text: string, times: readonly number[]) =>
  loweringServices.integrate!(subjectOf(text, "network").network, times);

test("a ring oscillator is followed down to its traces", () => {
  const rows = integrate(
    `crn Ring {
      species A = 0.999998, B = 1e-6, C = 1e-6
      A + B ->{10} 2 B
      B + C ->{10} 2 C
      C + A ->{10} 2 A
    }`,
    [0, 1, 50, 100],
  )!;
  expect(rows[0]).toEqual([0.999998, 1e-6, 1e-6]);
  for (const [a, b, c] of rows as readonly (readonly [number, number, number])[]) {
    expect(a + b + c).toBeCloseTo(1, 11);
    expect((a * b * c) / 0.999998e-12).toBeCloseTo(1, 5);
  }
});

test("a network that cannot be integrated gives nothing", () => {
  expect(integrate("crn G { species A = 1\n 2 A ->{1} 3 A }", [0, 2])).toBeUndefined();
});
