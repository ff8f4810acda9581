import { expect, test } from "vitest";
import {
  diesAway,
  isSampledTooRarely,
  largestOf,
  overlapOf,
  periodOf,
  pulseAreas,
  smallestOf,
  timeMean,
} from "../../src/simulate/course-functions.js";

const times = Float64Array.from({ length: 4001 }, (_, index) => index / 100);
const samplesOf = (value: (time: number) => number) => ({ times, values: times.map(value) });

test("the mean over time", () => {
  expect(timeMean(samplesOf((t) => t))).toBeCloseTo(20, 9);
});

test("the period of a sine, wherever it starts", () => {
  for (const phase of [0, 1, 2.5]) {
    expect(periodOf(samplesOf((t) => 3 + Math.sin((2 * Math.PI * t) / 7.31 + phase)))).toBeCloseTo(7.31, 3);
  }
});

test("no oscillation, no period", () => {
  expect(periodOf(samplesOf((t) => t))).toBeNaN();
  expect(periodOf(samplesOf(() => 1))).toBeNaN();
});

test("an oscillation with few samples in each period is noticed", () => {
  const isRare = (period: number) =>
    isSampledTooRarely(samplesOf((t) => Math.sin((2 * Math.PI * t) / period + 0.1)));
  // The samples are 0.01 apart.
  expect([10, 1, 0.1].map(isRare)).toEqual([false, false, false]);
  expect([0.04, 0.0231, 0.00716].map(isRare)).toEqual([true, true, true]);
  expect(isSampledTooRarely(samplesOf((t) => t))).toBe(false);
  expect(isSampledTooRarely(samplesOf(() => 1))).toBe(false);
});

test("extremes of more values than a call takes arguments", () => {
  const values = Float64Array.from({ length: 2_000_000 }, (_, index) => Math.abs(index - 1_500_000));
  expect([smallestOf(values), largestOf(values)]).toEqual([0, 1_500_000]);
  expect([smallestOf([]), largestOf([])]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
});

test("the areas of complete pulses, one by one", () => {
  // Bells of areas 1, 2 and 3 around 6, 16 and 26, and one that the end cuts off.
  const bell = (t: number, centre: number) => Math.exp(-0.5 * (t - centre) ** 2) / Math.sqrt(2 * Math.PI);
  const areas = pulseAreas(
    samplesOf((t) => bell(t, 6) + 2 * bell(t, 16) + 3 * bell(t, 26) + 4 * bell(t, 39)),
  );
  expect(areas).toHaveLength(3);
  for (const [index, area] of areas.entries()) expect(area).toBeCloseTo(index + 1, 4);
});

test("without pulses the area is the whole integral", () => {
  expect(pulseAreas(samplesOf(() => 2))).toEqual([expect.closeTo(80, 9)]);
});

test("the overlap is the largest common value", () => {
  expect(overlapOf(Float64Array.of(0, 3, 1), Float64Array.of(5, 2, 1))).toBe(2);
});

test.each([
  ["a lasting oscillation", (t: number) => Math.sin(t), false],
  ["one that grows", (t: number) => Math.exp(0.05 * t) * Math.sin(t), false],
  ["a slowly damped one", (t: number) => Math.exp(-0.01 * t) * Math.sin(t), false],
  ["a strongly damped one", (t: number) => Math.exp(-0.1 * t) * Math.sin(t), true],
  ["one that has stopped", (t: number) => (t < 20 ? Math.sin(t) : -0.01), true],
  ["no oscillation", (t: number) => Math.exp(-t), false],
])("an oscillation that dies away: %s", (_, value, expected) => {
  const times = Float64Array.from({ length: 4001 }, (_unused, index) => index / 50);
  expect(diesAway({ times, values: times.map(value) })).toBe(expected);
});
