// Stiff problems for tests of the methods, their solution by generated code, and the interpreter's as a reference.
import { expect } from "vitest";
import type { Program } from "../../src/bytecode/bytecode-format.js";
import { implicitMethod } from "../../src/engine/engine-solver.js";
import type { EngineSystem } from "../../src/engine/engine-system.js";
import { SolveStatus } from "../../src/engine/solve-kernel.js";
import { structureOf } from "../../src/engine/system-structure.js";
import { type EngineTask, startSystems } from "../../src/engine/systems-instance.js";
import { webAssembly } from "../../src/engine/webassembly-global.js";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import { interpretStretch } from "../../src/interpreter/interpret-stretch.js";
import { createOdeSolver } from "../../src/interpreter/ode-solver.js";
import { programFromLines } from "../program-from-lines.js";

export interface Problem {
  readonly program: Program;
  readonly until: number;
}

const lines = (until: number, species: readonly string[], reactions: readonly string[]): Problem => ({
  program: programFromLines({ species, reactions }),
  until,
});

/** Two species on a line of cells, with diffusion: I. Prigogine and R. Lefever's oscillating reactions. */
export function brusselator(cells: number): Problem {
  const list = Array.from({ length: cells }, (_, cell) => cell);
  const diffusion = (cells + 1) ** 2 / 50;
  const neighbours = list
    .slice(1)
    .flatMap((cell) =>
      ["U", "V"].flatMap((name) => [
        `${name}${cell - 1} ->{${diffusion}} ${name}${cell}`,
        `${name}${cell} ->{${diffusion}} ${name}${cell - 1}`,
      ]),
    );
  return lines(
    5,
    list.flatMap((cell) => [
      `U${cell} = ${1 + 0.5 * Math.sin((2 * Math.PI * cell) / cells)}`,
      `V${cell} = 3`,
    ]),
    [
      ...list.flatMap((cell) => [
        `0 ->{1} U${cell}`,
        `2 U${cell} + V${cell} ->{1} 3 U${cell}`,
        `U${cell} ->{3} V${cell}`,
        `U${cell} ->{1} 0`,
      ]),
      ...neighbours,
    ],
  );
}

export const problems: Readonly<Record<string, Problem>> = {
  "Lotka–Volterra": lines(10, ["A = 1", "B = 0.5"], ["A ->{1} 2 A", "A + B ->{1} 2 B", "B ->{1} 0"]),
  "Robertson to 1e11": lines(
    1e11,
    ["A = 1", "B", "C"],
    ["A ->{0.04} B", "2 B ->{3e7} B + C", "B + C ->{1e4} A + C"],
  ),
  Oregonator: lines(
    360,
    ["X = 1", "Y = 2", "Z = 3", "[P] = 1"],
    [
      "Y + P ->{77.27} X + Y + P",
      "X + Y ->{77.27} Y",
      "X ->{77.27} 2 X",
      "2 X ->{0.000647136625} X",
      "Y ->{0.0129416332} 0",
      "X + Y ->{0.0129416332} X",
      "Z ->{0.0129416332} Z + Y",
      "X ->{0.161} X + Z",
      "Z ->{0.161} 0",
    ],
  ),
  "Oregonator from another place": lines(
    360,
    ["Y = 2", "X = 1.2162903852186122", "Z = 3"],
    [
      "Y ->{77.27} X + Y",
      "X + Y ->{77.25705837} Y",
      "X + Y ->{0.0129416332} 0",
      "X ->{77.27} 2 X",
      "2 X ->{0.000647136625} X",
      "Y ->{0.0129416332} 0",
      "Z ->{0.0129416332} Z + Y",
      "X ->{0.161} X + Z",
      "Z ->{0.161} 0",
    ],
  ),
  "twelve decades of rates": lines(
    100,
    ["A = 1", "B", "C", "D", "E"],
    ["A ->{1e-6} B", "B ->{1e6} C", "C ->{1e3} B", "C + A ->{1} D + A", "D ->{1e-3} E", "2 D ->{1e5} 0"],
  ),
  "fast binding with integrals": lines(
    5,
    ["A = 1", "B = 0.7", "AB", "P", "Q", "R"],
    ["A + B ->{1e4} AB", "AB ->{1e3} A + B", "AB ->{1} AB + P", "A + AB ->{2} A + AB + Q", "0 ->{0.3} R"],
  ),
  "Brusselator of 16 cells": brusselator(16),
};

/** A problem in generated code, at its start; `options` choose how. */
export function started({ program }: Problem, relative: number, options: Partial<EngineTask> = {}) {
  const structures = [structureOf(prepareSystem(program, undefined))];
  const tolerances = { relative, absolute: relative * 1e-6 };
  const implicit = implicitMethod(tolerances);
  const task = { program, structures, tolerances, implicit, ...options };
  const instance = startSystems(webAssembly()!, task);
  instance.setParameters(new Float64Array(0));
  program.species.forEach(({ initial }, index) => {
    instance.state()[index] = initial;
  });
  return { instance, system: instance.systems[0]! };
}

/** Goes on until the end or until nothing more can be prepared, so many steps at a time. */
export function finished(system: EngineSystem, first: number, stepsAtOnce = 1_000_000): number {
  let status = first;
  while (status === SolveStatus.paused || status === SolveStatus.unprepared) {
    if (status === SolveStatus.unprepared) expect(system.prepareImplicit()).toBe(true);
    status = system.resume(stepsAtOnce);
  }
  return status;
}

/** Concentrations at the end by generated code, and the steps it took. */
export function solve(problem: Problem, relative: number, options: Partial<EngineTask> = {}) {
  const { instance, system } = started(problem, relative, options);
  expect(finished(system, system.run(0, problem.until, 1_000_000))).toBe(SolveStatus.done);
  return { state: instance.state().slice(), steps: system.steps() };
}

/** The largest error of a concentration in units of the tolerance; those below 1e-6 count as if they were that large. */
export function errorIn(relative: number, found: Float64Array, expected: Float64Array): number {
  const errors = found.map(
    (value, index) => Math.abs(value - expected[index]!) / (Math.abs(expected[index]!) + 1e-6),
  );
  return Math.max(...errors) / relative;
}

/** The interpreter's solution, by default with tight tolerances. */
export function reference({ program, until }: Problem, relative = 1e-12, absolute = 1e-18) {
  const concentrations = Float64Array.from(program.species, ({ initial }) => initial);
  const solver = createOdeSolver(prepareSystem(program, undefined), { relative, absolute });
  const budget = { maxSteps: 1_000_000, shouldStop: undefined, steps: 0, rejectedSteps: 0 };
  const parameters = new Float64Array(0);
  const whole = { from: 0, end: until, timeOffset: 0, observe: undefined };
  const { failure } = interpretStretch(solver, { concentrations, parameters, budget, ...whole });
  expect(failure).toBeUndefined();
  return { state: concentrations, steps: budget.steps };
}
