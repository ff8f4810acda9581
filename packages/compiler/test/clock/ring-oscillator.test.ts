// The ring and its calibration: closed forms against simulation.

import { expect, test } from "vitest";
import { digamma } from "../../src/clock/digamma.js";
import { estimatedArea, type Gate } from "../../src/clock/gate-area.js";
import { measureClock } from "../../src/clock/measure-clock.js";
import { dwellOf, type RingOscillator } from "../../src/clock/ring-oscillator.js";
import { integrateTightly } from "./environment.js";

const origin = { file: "test.ncrn", span: { start: 0, end: 0 } };

const ringOf = (count: number, seed: number, rate = 1): RingOscillator => ({
  species: Array.from({ length: count }, (_, index) => `c_${index + 1}`),
  rate,
  seed,
  transferRate: 10 * rate,
});

function check(ring: RingOscillator, gates: readonly Gate[], within: number): void {
  const measured = measureClock(ring, gates, { integrate: integrateTightly, origin });
  const dwell = dwellOf(ring);
  expect(measured.isSimulated).toBe(true);
  expect(Math.abs(measured.period / (ring.species.length * dwell) - 1)).toBeLessThan(within);
  for (const area of measured.windowAreas) expect(Math.abs(area / dwell - 1)).toBeLessThan(within);
  for (const [index, start] of measured.switches.slice(1).entries())
    expect(Math.abs((start - measured.switches[index]!) / dwell - 1)).toBeLessThan(within);
  expect(Math.abs(measured.overlap / (2 / (ring.rate * dwell)) - 1)).toBeLessThan(within);
  for (const gate of gates)
    expect(Math.abs(measured.areaOf(gate) / estimatedArea(gate, ring) - 1)).toBeLessThan(within);
}

const copies = (...intervals: readonly (readonly [number, number])[]): Gate => ({
  kind: "copies",
  intervals: intervals.map(([start, end]) => ({ start, end })),
});

test.each([3, 4, 5, 6])("a ring of %i: every window lasts 2 ln(1/ε)/k", (count) => {
  check(ringOf(count, 1e-6), [], 1e-5);
});

test("a ring turns k times as fast, and the seed sets its length", () => {
  check(ringOf(3, 1e-6, 10), [copies([0, 1])], 1e-5);
  check(ringOf(3, 1e-3), [], 1e-3);
});

test("areas of gates: whole windows, and shorter where both factors come or go together", () => {
  const single = [copies([0, 1]), copies([1, 2])];
  const products = [
    copies([0, 1], [0, 1]),
    copies([0, 2], [1, 2]),
    copies([0, 2], [1, 3]),
    copies([0, 3], [1, 2]),
  ];
  check(ringOf(5, 1e-6), [...single, ...products], 3e-5);
});

test("digamma: ψ(1) = −γ, ψ(1/2) = −γ − 2 ln 2, ψ(x + 1) = ψ(x) + 1/x", () => {
  const gamma = 0.577_215_664_901_532_9;
  expect(digamma(1)).toBeCloseTo(-gamma, 9);
  expect(digamma(0.5)).toBeCloseTo(-gamma - 2 * Math.LN2, 9);
  expect(digamma(21)).toBeCloseTo(digamma(20) + 1 / 20, 12);
});

test("without a simulator, and with one that fails, the closed forms are used", () => {
  const ring = ringOf(3, 1e-6);
  const gate = copies([0, 1], [0, 1]);
  for (const integrate of [undefined, () => undefined]) {
    const { period, areaOf, isSimulated } = measureClock(ring, [gate], { integrate, origin });
    expect([period, areaOf(gate)]).toEqual([3 * dwellOf(ring), estimatedArea(gate, ring)]);
    expect(isSimulated).toBe(false);
  }
});
