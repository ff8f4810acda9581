import fc from "fast-check";
import { expect, test } from "vitest";
import { SolveStatus } from "../../src/engine/solve-kernel.js";
import type { CodeForm } from "../../src/engine/system-plan.js";
import { systemPrefix } from "../../src/engine/system-prefix.js";
import { programFromLines } from "../program-from-lines.js";
import { type Problem, reference, started } from "./stiff-problems.js";

const forms: readonly CodeForm[] = ["written-out", "loops"];
const SIZE = 6;

/** y' = M·y with M's entries as rates: what leaves a species goes nowhere, what makes another one is a catalyst of it. */
function linear(matrix: readonly (readonly number[])[]): Problem {
  const reactions = matrix.flatMap((row, i) =>
    row.flatMap((value, j) => {
      if (value === 0) return [];
      if (i === j) return [value > 0 ? `S${i} ->{${value}} 2 S${i}` : `S${i} ->{${-value}} 0`];
      return [`S${j} ->{${value}} S${j} + S${i}`];
    }),
  );
  const species = matrix.map((_, i) => `S${i} = 1`);
  return { program: programFromLines({ species, reactions }), until: 1 };
}

const PROBES = `
export func probeFactor(diagonal: f64): i32 { gather(); return factorSafely(Y, diagonal); }
export func probeSound(): i32 { return isSound(); }
export func probeSet(i: i32, value: f64) { f64[B + (i << 3)] = value; }
export func probeGet(i: i32): f64 { return f64[B + (i << 3)]; }
export func probeSolve() { solveSafely(B); }`;

const matrices = fc.array(
  fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.5, max: 4, noNaN: true })), {
    minLength: SIZE,
    maxLength: SIZE,
  }),
  { minLength: SIZE, maxLength: SIZE },
);

test.each(forms)("a zero on the diagonal is no obstacle, %s", (form) => {
  let exchanged = 0;
  fc.assert(
    fc.property(matrices, fc.double({ min: 0.5, max: 4, noNaN: true }), (entries, diagonal) => {
      // One strongly connected block, and all but the last pivot cancel before anything is eliminated.
      const matrix = entries.map((row, i) =>
        row.map((value, j) =>
          i === j ? (i < SIZE - 1 ? diagonal : 0) : j === (i + 1) % SIZE ? value + 1 : value,
        ),
      );
      const problem = linear(matrix);
      const { instance, system } = started(problem, 1e-6, { form, probes: ["", PROBES] });
      expect(system.prepareImplicit()).toBe(true);
      const call = (name: string, ...values: number[]): number =>
        instance.call(`${systemPrefix(0)}probe${name}`, ...values);
      const isRefused = call("Factor", diagonal) === 0;
      if (isRefused) {
        exchanged++;
        expect(system.prepareImplicit()).toBe(true);
        if (call("Factor", diagonal) === 0) return;
        expect(call("Sound")).toBe(0);
      }
      const right = Array.from({ length: SIZE }, (_, i) => 1 + 0.3 * i);
      for (const [i, value] of right.entries()) call("Set", i, value);
      call("Solve");
      const x = right.map((_, i) => call("Get", i));
      const size = Math.max(...x.map(Math.abs));
      matrix.forEach((row, i) => {
        const product = diagonal * x[i]! - row.reduce((sum, value, j) => sum + value * x[j]!, 0);
        expect(Math.abs(product - right[i]!) / (1 + 30 * size)).toBeLessThan(1e-12);
      });
    }),
    { numRuns: 60, seed: 5 },
  );
  expect(exchanged).toBeGreaterThan(30);
});

/**
 * An autocatalyst X kept in check by Y, at the steady state X = Y = 1 of a slowly falling inflow W. There ∂X'/∂X = 16 − 12 = 4,
 * which is 1/(hγ) of Rodas4, γ = 1/4, if the whole way is one step h = 1.
 */
const balanced: Problem = {
  program: programFromLines({
    species: ["X = 1", "Y = 1", "W = 1"],
    reactions: [
      "2 X ->{8} 3 X",
      "X + Y ->{12} Y",
      "X ->{1024} X + Y",
      "Y ->{1024} 0",
      "W ->{4} W + X",
      "W ->{0.001} 0",
    ],
  }),
  until: 1,
};

test.each(forms)("a step whose pivot cancels is taken with row exchanges, %s", (form) => {
  const tolerances = { relative: 0.5, absolute: 1e-9 };
  const { instance, system } = started(balanced, 1e-3, { form, tolerances });
  let prepared = 0;
  let status = system.run(0, 1, 100);
  while (status === SolveStatus.unprepared) {
    prepared++;
    expect(system.prepareImplicit()).toBe(true);
    status = system.resume(100);
  }
  expect(status).toBe(SolveStatus.done);
  expect(prepared).toBe(2);
  expect(system.rejected()).toBe(0);
  const { state } = reference(balanced);
  expect(Math.abs(state[0]! - 1)).toBeGreaterThan(4e-4);
  state.forEach((value, index) => {
    expect(instance.state()[index]).toBeCloseTo(value, 4);
  });
});
