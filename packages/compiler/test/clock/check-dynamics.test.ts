// Dynamics against the edges of windows: what is said, and that it is true of the networks that come out.

import type { Diagnostic } from "@ncrn/language";
import { expect, test } from "vitest";
import { createEnvironment, integrateTightly } from "./environment.js";
import { integrated, type LearnSettings, learnerText, lowerLearner, SQUARED } from "./learners.js";

const scalar = (equation: string): string =>
  `input x >= 0\ntarget y >= 0\nweight w = 0\nstate z = 0\nz' = ${equation}\noutput o = z\n${SQUARED}`;
const damped = (c: number): string => scalar(`${c} * w * x - ${c} * z`);
const quenched = (c: number): string => scalar(`${c} * w * x - ${c} * z * abs(z)`);
const clock = (seed: number, k = 10): LearnSettings => ({
  gradient: "adjoint",
  annihilate: 1000,
  clock: `oscillator(k: ${k}, seed: ${seed})`,
});

function diagnosticsOf(text: string): readonly Diagnostic[] {
  return lowerLearner(text, { integrate: integrateTightly }).diagnostics;
}

/** The codes that a model gets, and where. */
function check(model: string, settings: LearnSettings, expected: readonly [string, string][]): void {
  const text = learnerText(model, settings);
  const found = diagnosticsOf(text).map(({ code, origin }) => [
    code,
    text.slice(origin.span.start, origin.span.end),
  ]);
  expect(found).toEqual(expected);
}

/** c for which the ratio of the scaled constant to k is as given. */
const constantAt = (ratio: number, seed: number): number =>
  Number((ratio * 2 * Math.log(1 / seed)).toFixed(4));

test.each([1e-3, 1e-6, 1e-12])("bounds of a decay, seed %d: a tenth is warned of, one is refused", (seed) => {
  const at = (ratio: number): [string, string] => {
    const c = constantAt(ratio, seed);
    return [damped(c), `${c} * z`];
  };
  check(at(0.098)[0], clock(seed), []);
  check(at(0.102)[0], clock(seed), [["dynamics-too-fast", at(0.102)[1]]]);
  check(at(0.98)[0], clock(seed), [["dynamics-too-fast", at(0.98)[1]]]);
  check(at(1.02)[0], clock(seed), [["clock-too-fast", at(1.02)[1]]]);
});

test("the speed of the clock changes nothing, the length of the phase does", () => {
  const warned: [string, string][] = [["dynamics-too-fast", "10 * z"]];
  for (const k of [1, 10, 30]) check(damped(10), clock(1e-6, k), warned);
  check(damped(10), { ...clock(1e-6), time: 0.25 }, []);
  check(damped(100), { ...clock(1e-6), time: 0.1 }, [["dynamics-too-fast", "100 * z"]]);
});

test("what only accumulates feels no edges", () => {
  check(scalar("60 * w * x"), clock(1e-6), []);
  check(damped(5), { ...clock(1e-6), gradient: "first_order" }, []);
});

test("the audited models: strong damping is refused, nonlinear damping may escape", () => {
  check(scalar("60 * w * x - 60 * z"), clock(1e-6), [["clock-too-fast", "60 * z"]]);
  const [found] = diagnosticsOf(learnerText(scalar("20 * w * x - 10 * z * abs(z)"), clock(1e-6)));
  expect([found?.code, found?.severity]).toEqual(["dynamics-too-fast", "warning"]);
  expect(found?.message).toContain("may escape");
});

test("sharper edges do not save nonlinear states that run backwards: the bound of their growth", () => {
  check(quenched(2.6), clock(1e-12), []);
  const [found, ...others] = diagnosticsOf(learnerText(quenched(2.7), clock(1e-12)));
  expect([found?.code, others]).toEqual(["dynamics-too-fast", []]);
  expect(found?.message).toContain("may escape");
});

test("the figures in the message", () => {
  const [found] = diagnosticsOf(learnerText(damped(10), clock(1e-6)));
  expect(found?.message).toBe(
    "The clock takes 0.0362 of a phase of 1 to open it, in which a term with the rate constant 10 already acts; expect steps of weights that are wrong by about 11 %.",
  );
});

/** Relative errors of the output and of the step of the weight from 0.8, at x = 1.2, y = 2. */
function errors(
  model: string,
  settings: LearnSettings,
  end: (w: number) => number,
): { readonly output: number; readonly step: number } {
  const { network } = lowerLearner(learnerText(model, settings), { integrate: integrateTightly });
  const environment = createEnvironment(network!, [0.8], 1e-8);
  const [output] = environment.present({ inputs: [1.2], targets: [2] });
  const slope = (end(0.8 + 1e-5) - end(0.8 - 1e-5)) / 2e-5;
  const step = environment.value(network!.learning!.weights[0]!) - 0.8;
  return { output: output! / end(0.8) - 1, step: step / (-0.1 * (end(0.8) - 2) * slope) - 1 };
}

test.each([
  [1e-6, 1],
  [1e-6, 3],
  [1e-6, 5],
  [1e-6, 10],
  [1e-12, 3],
  [1e-12, 10],
  [1e-12, 30],
])("seed %d, c = %d: steps are too small by about what is said", (seed, c) => {
  const ratio = c / (2 * Math.log(1 / seed));
  const { output, step } = errors(damped(c), clock(seed), (w) => 1.2 * w * (1 - Math.exp(-c)));
  expect(Math.abs(output)).toBeLessThan(0.01);
  expect(-step).toBeGreaterThan(0.1 * ratio);
  expect(-step).toBeLessThan(0.5 * ratio);
});

test("a quenched state of about 1 comes back if nothing is said, and can escape if that is said", () => {
  const end = (c: number) => (w: number) =>
    integrated([0], 1, ([z]) => [c * w * 1.2 - c * z! * Math.abs(z!)])[0]!;
  check(quenched(1), clock(1e-6), []);
  expect(Math.abs(errors(quenched(1), clock(1e-6), end(1)).step)).toBeLessThan(0.02);
  const [found] = diagnosticsOf(learnerText(quenched(5), clock(1e-6)));
  expect(found?.message).toContain("may escape");
  expect(() => errors(quenched(5), clock(1e-6), end(5))).toThrow("blow-up");
});
