// Bounds of what is said about a clock, just inside and just outside.

import { expect, test } from "vitest";
import { checkClock } from "../../src/clock/check-clock.js";

const origin = { file: "test.ncrn", span: { start: 3, end: 7 } };

/** A clock far from every bound, but for what is given. */
function check(
  given: {
    readonly turns?: number;
    readonly cancellations?: number;
    readonly areaMismatch?: number;
    readonly overlap?: number;
  },
  expected: readonly string[],
): void {
  const { turns = 27, cancellations = 200, areaMismatch = 0, overlap = 0.07 } = given;
  const rate = 10;
  const dwell = turns / rate;
  const seed = Math.exp(-turns / 2);
  const ring = { species: ["a", "b", "c"], rate, seed, transferRate: 10 * rate };
  const settings = { annihilate: cancellations / dwell, origin };
  const diagnostics = checkClock(ring, { areaMismatch, overlap }, settings);
  expect(diagnostics.map(({ code }) => code)).toEqual(expected);
  for (const diagnostic of diagnostics) expect(diagnostic.origin).toEqual(origin);
}

test("a window lasts at least eight turns of the exponentials of the ring", () => {
  check({ turns: 8.01 }, []);
  check({ turns: 7.99 }, ["clock-too-fast"]);
});

test("rails cancel within a twentieth of a window", () => {
  check({ cancellations: 20.1 }, []);
  check({ cancellations: 19.9 }, ["clock-too-fast"]);
});

test("areas differ by two percent at most", () => {
  check({ areaMismatch: 0.0199 }, []);
  check({ areaMismatch: 0.0201 }, ["clock-mismatch"]);
});

test("windows overlap for fifteen percent of the period at most", () => {
  check({ overlap: 0.149 }, []);
  check({ overlap: 0.151 }, ["clock-mismatch"]);
});
