import { expect, test } from "vitest";
import { Opcode, type Program } from "../../src/bytecode/bytecode-format.js";
import { createEngineSolver } from "../../src/engine/engine-solver.js";
import { SolveStatus } from "../../src/engine/solve-kernel.js";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import { interpretStretch } from "../../src/interpreter/interpret-stretch.js";
import { createOdeSolver } from "../../src/interpreter/ode-solver.js";
import type { Stretch, SystemSolver } from "../../src/interpreter/stretch.js";
import { createContinuousRunner } from "../../src/runs/continuous-runner.js";
import { counted } from "./counted.js";
import { finished, started } from "./stiff-problems.js";

type Reaction = readonly [rate: number, reactants: readonly number[], products: readonly number[]];

function programOf(initial: readonly number[], reactions: readonly Reaction[]): Program {
  return {
    name: "large",
    parameters: [],
    species: initial.map((value, i) => ({ name: `S${i}`, initial: value, clamped: false })),
    reactions: reactions.map(([rate, reactants, products], i) => ({
      name: `r${i}`,
      reactants: counted(reactants),
      products: counted(products),
      rate: { kind: "mass-action", code: [{ opcode: Opcode.number, operand: rate }] },
      phases: [],
    })),
    events: [],
    phases: [],
    observables: [],
  };
}

const DIFFUSION = 20;

/**
 * Two species that make each other, u' = v/2 and v' = u − v, in the cells of a grid with diffusion to the next cells. U starts
 * as a constant and a wave, which decays at a rate of its own.
 */
function waves(width: number, height: number) {
  const cells = width * height;
  const wave = (cell: number): number =>
    Math.cos((Math.PI * (Math.floor(cell / height) + 0.5)) / width) *
    Math.cos((Math.PI * ((cell % height) + 0.5)) / height);
  const list = Array.from({ length: cells }, (_, cell) => cell);
  const between: readonly (readonly [number, number])[] = list.flatMap((cell) => [
    ...(cell % height < height - 1 ? [[cell, cell + 1] as const] : []),
    ...(cell + height < cells ? [[cell, cell + height] as const] : []),
  ]);
  const reactions: Reaction[] = [
    ...list.flatMap((cell): Reaction[] => [
      [1, [cell], [cell, cells + cell]],
      [0.5, [cells + cell], [cell, cells + cell]],
      [1, [cells + cell], []],
    ]),
    ...between.flatMap(([a, b]): Reaction[] =>
      [0, cells].flatMap((species): Reaction[] => [
        [DIFFUSION, [species + a], [species + b]],
        [DIFFUSION, [species + b], [species + a]],
      ]),
    ),
  ];
  const initial = [...list.map((cell) => 1 + 0.5 * wave(cell)), ...list.map(() => 0)];
  const decay = (cellsAcross: number): number =>
    cellsAcross === 1 ? 0 : 4 * DIFFUSION * Math.sin(Math.PI / (2 * cellsAcross)) ** 2;
  const lambda = decay(width) + decay(height);
  const exact = (t: number): Float64Array => {
    // The rates of the cells alone are the roots of μ² + μ = 1/2; u(0) = 1, v(0) = 0.
    const [fast, slow] = [(-1 - Math.sqrt(3)) / 2, (-1 + Math.sqrt(3)) / 2];
    const u = (slow * Math.exp(fast * t) - fast * Math.exp(slow * t)) / (slow - fast);
    const v = (Math.exp(slow * t) - Math.exp(fast * t)) / (slow - fast);
    const amplitude = (cell: number): number => 1 + 0.5 * wave(cell) * Math.exp(-lambda * t);
    return Float64Array.from([
      ...list.map((cell) => amplitude(cell) * u),
      ...list.map((cell) => amplitude(cell) * v),
    ]);
  };
  return { program: programOf(initial, reactions), exact };
}

const worst = (found: ArrayLike<number>, expected: Float64Array): number =>
  Math.max(...expected.map((value, i) => Math.abs(found[i]! - value) / (Math.abs(value) + 1e-3)));

// The sizes lie below and above the number of unknowns for which memory is put aside.
test.each([
  { name: "a line of 1000 cells", width: 1000, height: 1 },
  { name: "a line of 10 000 cells", width: 10_000, height: 1 },
  { name: "a grid of 60 × 60 cells", width: 60, height: 60 },
])("$name: stiff diffusion is what its waves say", { timeout: 60_000 }, ({ width, height }) => {
  const { program, exact } = waves(width, height);
  const relative = 1e-6;
  const runner = createContinuousRunner(program, { relativeTolerance: relative, absoluteTolerance: 1e-9 });
  runner.resetToInitial();
  expect(runner.runUntil({ time: 20 })).toBeUndefined();
  expect(worst(runner.state, exact(20))).toBeLessThan(10 * relative);
  expect(runner.statistics.steps).toBeLessThan(600);
});

test("the interpreter solves large systems as well", { timeout: 60_000 }, () => {
  const { program, exact } = waves(2000, 1);
  const solver = createOdeSolver(prepareSystem(program, undefined), { relative: 1e-5, absolute: 1e-8 });
  const stretch = stretchOf(program, 5);
  expect(interpretStretch(solver, stretch).failure).toBeUndefined();
  expect(worst(stretch.concentrations, exact(5))).toBeLessThan(1e-4);
});

test("in slices, with memory that grows in between, a large solve gives the same bytes", () => {
  const { program } = waves(40, 40);
  const problem = { program, until: 20 };
  const inOneGo = started(problem, 1e-5);
  expect(finished(inOneGo.system, inOneGo.system.run(0, 20, 1e6))).toBe(SolveStatus.done);
  const inSlices = started(problem, 1e-5);
  const before = inSlices.instance.numbers().buffer.byteLength;
  expect(finished(inSlices.system, inSlices.system.run(0, 20, 3), 3)).toBe(SolveStatus.done);
  expect(inSlices.instance.numbers().buffer.byteLength).toBeGreaterThan(before);
  expect([...inSlices.instance.state()]).toEqual([...inOneGo.instance.state()]);
});

function solverOf(program: Program): SystemSolver {
  const system = prepareSystem(program, undefined);
  const tolerances = { relative: 1e-6, absolute: 1e-9 };
  const interpreter = createOdeSolver(system, tolerances);
  return createEngineSolver({ system, tolerances }, (stretch) => interpretStretch(interpreter, stretch))!;
}

function stretchOf(program: Program, end: number, shouldStop?: () => boolean): Stretch {
  return {
    concentrations: Float64Array.from(program.species, ({ initial }) => initial),
    parameters: new Float64Array(0),
    from: 0,
    end,
    timeOffset: 0,
    budget: { maxSteps: 100_000, shouldStop, steps: 0, rejectedSteps: 0 },
    observe: undefined,
  };
}

test("a large stiff solve asks whether to stop, and stops", () => {
  const { program } = waves(70, 70);
  let questions = 0;
  const stretch = stretchOf(program, 20, () => ++questions === 3);
  const { failure, time } = solverOf(program)(stretch);
  expect(failure?.kind).toBe("stopped");
  expect(time).toBeGreaterThan(0);
  expect(time).toBeLessThan(20);
  expect(stretch.budget.steps).toBeLessThan(3 * 64 + 64);
});

/** Every species turns into two others, here and there: no order of elimination keeps the factors sparse. */
function entangled(size: number, rate: number): Program {
  const reactions = Array.from({ length: 4 * size }, (_, k): Reaction => {
    const from = k % size;
    return [rate, [from], [(from * 7919 + 104_729 * (Math.floor(k / size) + 1) + 13 * k) % size]];
  });
  return programOf(
    Array.from({ length: size }, (_, i) => 1 + (i % 7)),
    reactions,
  );
}

test("factors that do not fit are refused with a remedy, early", { timeout: 60_000 }, () => {
  const program = entangled(14_000, 1e3);
  const { failure } = solverOf(program)(stretchOf(program, 1e3));
  expect(failure?.kind).toBe("elimination-too-large");
  expect(failure?.message).toContain("14000 species");
  expect(failure?.hint).toContain("Lower the rate constants");
});

test("where the explicit method has steps enough, it goes on", () => {
  const program = entangled(14_000, 1e3);
  const rates = stretchOf(program, 0.2);
  const total = rates.concentrations.reduce((sum, value) => sum + value, 0);
  expect(solverOf(program)(rates).failure).toBeUndefined();
  expect(rates.concentrations.reduce((sum, value) => sum + value, 0) / total).toBeCloseTo(1, 9);
  expect(rates.budget.steps).toBeGreaterThan(100);
  const interpreted = stretchOf(program, 0.2);
  const interpreter = createOdeSolver(prepareSystem(program, undefined), { relative: 1e-6, absolute: 1e-9 });
  expect(interpretStretch(interpreter, interpreted).failure).toBeUndefined();
  rates.concentrations.forEach((value, species) => {
    expect(Math.abs(value - interpreted.concentrations[species]!)).toBeLessThan(1e-4 * (1 + value));
  });
});

test("whether it goes on explicitly does not depend on what was solved before", { timeout: 60_000 }, () => {
  const program = entangled(14_000, 1e3);
  const solve = solverOf(program);
  expect(solve(stretchOf(program, 0.2)).failure).toBeUndefined();
  expect(solve(stretchOf(program, 1e3)).failure?.kind).toBe("elimination-too-large");
});

test("without stiffness, the same network runs", () => {
  const program = entangled(14_000, 1e3);
  const stretch = stretchOf(program, 1e-3);
  const total = stretch.concentrations.reduce((sum, value) => sum + value, 0);
  expect(solverOf(program)(stretch).failure).toBeUndefined();
  expect(stretch.concentrations.reduce((sum, value) => sum + value, 0) / total).toBeCloseTo(1, 9);
});
