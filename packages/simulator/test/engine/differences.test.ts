import { expect, test } from "vitest";
import {
  type DifferenceFormula,
  differenceFormulas,
  harmonicSum,
} from "../../src/engine/methods/difference-formulas.js";
import { SolveStatus } from "../../src/engine/solve-kernel.js";
import type { CodeForm } from "../../src/engine/system-plan.js";
import { systemPrefix } from "../../src/engine/system-prefix.js";
import { programFromLines } from "../program-from-lines.js";
import {
  brusselator,
  errorIn,
  finished,
  type Problem,
  problems,
  reference,
  solve,
  started,
} from "./stiff-problems.js";

/** ∇⁰ … ∇ⁿ of values, the newest first. */
function differencesOf(values: readonly number[]): number[] {
  let row = [...values];
  return values.map(() => {
    const first = row[0]!;
    row = row.slice(1).map((value, k) => row[k]! - value);
    return first;
  });
}

/** α·(y − predicted) + Σ γₘ∇ᵐ, which is to be h·f(y); `values` are those before, the newest first. */
function leftSide({ order, leading }: DifferenceFormula, values: readonly number[], next: number): number {
  const differences = differencesOf(values).slice(0, order + 1);
  const predicted = differences.reduce((sum, difference) => sum + difference, 0);
  const known = differences.reduce((sum, difference, m) => sum + harmonicSum(m) * difference, 0);
  return leading * (next - predicted) + known;
}

test.each(differenceFormulas)(
  "the formula of order $order is exact up to it, and its error is as said",
  (formula) => {
    const { order, error } = formula;
    const power = (exponent: number) => (t: number) => t ** exponent;
    for (let degree = 0; degree <= order + 1; degree++) {
      const y = power(degree);
      const values = Array.from({ length: order + 1 }, (_, k) => y(2 - k));
      const slope = degree === 0 ? 0 : degree * 3 ** (degree - 1);
      const factorial = Array.from({ length: order + 1 }, (_, k) => k + 1).reduce((a, b) => a * b, 1);
      const expected = degree > order ? -error * factorial : 0;
      expect(leftSide(formula, values, y(3)) - slope).toBeCloseTo(expected, 9);
    }
  },
);

/** y' = −y², y = 1/(1 + t), with steps of one length from exact values: the error at t = 2. */
function errorOfEqualSteps(formula: DifferenceFormula, steps: number): number {
  const h = 2 / steps;
  const exact = (t: number): number => 1 / (1 + t);
  let values = Array.from({ length: formula.order + 1 }, (_, k) => exact(-k * h));
  for (let step = 1; step <= steps; step++) {
    let next = values[0]!;
    for (let iteration = 0; iteration < 50; iteration++) {
      const residual = leftSide(formula, values, next) + h * next ** 2;
      next -= residual / (formula.leading + 2 * h * next);
    }
    values = [next, ...values.slice(0, -1)];
  }
  return Math.abs(values[0]! - exact(2));
}

test.each(differenceFormulas)("steps of one length show order $order", (formula) => {
  const steps = formula.order === 5 ? 64 : 128;
  const observed = Math.log2(errorOfEqualSteps(formula, steps) / errorOfEqualSteps(formula, 2 * steps));
  expect(observed).toBeGreaterThan(formula.order - 0.15);
  expect(observed).toBeLessThan(formula.order + 0.4);
});

const pair: Problem = problems["fast binding with integrals"]!;
const PROBES = `
export func probeSet(vector: i32, i: i32, value: f64) { f64[vector + (i << 3)] = value; }
export func probeGet(vector: i32, i: i32): f64 { return f64[vector + (i << 3)]; }
export func probeDifference(m: i32): i32 { return difference(m); }
export func probeY(): i32 { return Y; }
export func probeU(): i32 { return U; }
export func probeLast(): i32 { return K8; }
export func probeOrder(order: i32, spacing: f64) { i32[DIFFERENCE_ORDER] = order; f64[SPACING] = spacing; }
export func probeSpacing(h: f64) { changeSpacing(h); }
export func probeCore(fraction: f64) { differenceCore(fraction); }
export func probeRoot(x: f64, n: i32): f64 { return rootOf(x, n); }`;

function probe() {
  const { instance, system } = started(pair, 1e-6, {
    multistepAfter: 0,
    form: "loops",
    probes: ["", PROBES],
  });
  expect(system.prepareImplicit()).toBe(true);
  return (name: string, ...values: number[]) => instance.call(`${systemPrefix(0)}probe${name}`, ...values);
}

test.each([1, 2, 3, 4, 5])(
  "differences of order %d are those of a polynomial at any spacing, and give it back",
  (order) => {
    const call = probe();
    const y = (t: number): number =>
      Array.from({ length: order + 1 }, (_, k) => (k + 1) * t ** k).reduce((a, b) => a + b, 0);
    const setAt = (spacing: number): void => {
      differencesOf(Array.from({ length: order + 1 }, (_, k) => y(1 - k * spacing))).forEach((value, m) => {
        call("Set", m === 0 ? call("Y") : call("Difference", m), 0, value);
      });
    };
    setAt(0.25);
    call("Order", order, 0.25);
    call("Spacing", 0.1);
    const expected = differencesOf(Array.from({ length: order + 1 }, (_, k) => y(1 - 0.1 * k)));
    for (let m = 1; m <= order; m++)
      expect(call("Get", call("Difference", m), 0)).toBeCloseTo(expected[m]!, 11);
    // What was predicted is right already, so that the last difference is none.
    call("Set", call("Last"), 0, 0);
    for (const fraction of [0.3, 0.8]) {
      call("Core", fraction);
      expect(call("Get", call("U"), 0)).toBeCloseTo(y(1 + 0.1 * fraction), 11);
    }
  },
);

test("roots are right to a percent", () => {
  const call = probe();
  for (const n of [2, 3, 4, 5, 6])
    for (const x of [1e-12, 3e-7, 0.02, 0.5, 1, 1.7, 40, 1e9])
      expect(Math.abs(call("Root", x, n) / x ** (1 / n) - 1)).toBeLessThan(0.01);
});

const forms: readonly CodeForm[] = ["written-out", "loops"];
const cases = Object.entries(problems).flatMap(([name, problem]) =>
  forms.flatMap((form) => [1e-4, 1e-6].map((relative) => ({ name, problem, form, relative }))),
);

test.each(cases)("$name by differences, $form: the error is within ten tolerances of $relative", (given) => {
  const { problem, form, relative } = given;
  const { state, steps } = solve(problem, relative, { form, multistepAfter: 0 });
  expect(errorIn(relative, state, reference(problem).state)).toBeLessThan(10);
  expect(steps).toBeLessThan(6 * reference(problem, relative, relative * 1e-6).steps + 60);
});

const RELAXATION = 1000;

/** A' = k·(2 + cos t − A) follows 2 + cos t, and P' = A/10 is integrated along; from A = 3, P = 0. */
const forced: Problem = {
  program: programFromLines({
    species: ["A = 3", "P"],
    reactions: [`0 -> A: ${RELAXATION} time cos 2 + *`, `A ->{${RELAXATION}} 0`, "A ->{0.1} A + P"],
  }),
  until: 8,
};

test.each(forms)("rates that read the time, and an integral along them, %s", (form) => {
  const { state, steps } = solve(forced, 1e-6, { form, multistepAfter: 0 });
  const [k, t] = [RELAXATION, forced.until];
  const weight = k / (k ** 2 + 1);
  const start = 1 - k * weight;
  const a = 2 + weight * (k * Math.cos(t) + Math.sin(t)) + start * Math.exp(-k * t);
  const integral =
    2 * t + weight * (k * Math.sin(t) + 1 - Math.cos(t)) + (start / k) * (1 - Math.exp(-k * t));
  expect(errorIn(1e-6, state, Float64Array.of(a, integral / 10))).toBeLessThan(10);
  expect(steps).toBeLessThan(300);
});

const oscillator: Problem = { ...brusselator(40), until: 10 };

test.each([0, 5])(
  "cut into slices, a solve that changes after %d steps gives the same bytes",
  (multistepAfter) => {
    const whole = solve(oscillator, 1e-6, { multistepAfter }).state;
    const { instance, system } = started(oscillator, 1e-6, { multistepAfter });
    expect(finished(system, system.run(0, oscillator.until, 1), 1)).toBe(SolveStatus.done);
    expect([...instance.state()]).toEqual([...whole]);
  },
);

test.each([0, 5])(
  "steps that are looked at are those of a solve in one go, and right within (after %d)",
  (multistepAfter) => {
    const relative = 1e-6;
    const whole = solve(oscillator, relative, { multistepAfter }).state;
    const { instance, system } = started(oscillator, relative, { multistepAfter });
    system.setObserved(true);
    let status = system.run(0, oscillator.until, 1_000_000);
    let largest = 0;
    let looked = 0;
    const within = new Float64Array(whole.length);
    while (status !== SolveStatus.done) {
      if (status === SolveStatus.unprepared) expect(system.prepareImplicit()).toBe(true);
      if (status === SolveStatus.step && looked++ % 10 === 9) {
        system.interpolate(0.5, within);
        const until = (system.time() + system.to()) / 2;
        const expected = reference({ ...oscillator, until }, 1e-10, 1e-14).state;
        largest = Math.max(largest, errorIn(relative, within, expected));
      }
      status = system.resume(1_000_000);
    }
    expect(looked).toBeGreaterThan(40);
    expect(largest).toBeLessThan(20);
    expect([...instance.state()]).toEqual([...whole]);
  },
);
