// What must hold however long a run is: conserved sums to rounding, and nothing below zero.
import { afterEach, expect, test, vi } from "vitest";
import type { Program } from "../../src/bytecode/bytecode-format.js";
import { simulateDeterministic } from "../../src/runs/deterministic.js";
import { createPhaseRunner } from "../../src/runs/phase-runner.js";
import { inOnePhase } from "../problems/problem.js";
import { robertson } from "../problems/robertson.js";
import { twelveDecades } from "../problems/twelve-decades.js";
import { programFromLines } from "../program-from-lines.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

interface Length {
  readonly until: number;
  readonly relativeTolerance: number;
  readonly atLeastSteps: number;
}

/** Each step rounds the sum once, at random: the distance from the start is that of a random walk, with room to spare. */
function check(
  program: Program,
  weights: readonly number[],
  { until, relativeTolerance, atLeastSteps }: Length,
): void {
  const sumOf = (values: ArrayLike<number>): number =>
    weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0);
  const start = sumOf(program.species.map(({ initial }) => initial));
  const { trajectory, failure, statistics } = simulateDeterministic(program, {
    until,
    relativeTolerance,
    absoluteTolerance: 1e-3 * relativeTolerance,
    maxSteps: 1e7,
  });
  expect(failure).toBeUndefined();
  expect(statistics.steps).toBeGreaterThan(atLeastSteps);
  const bound = 10 * Math.sqrt(statistics.steps) * Number.EPSILON;
  for (const time of trajectory.times.keys()) {
    const sum = sumOf(trajectory.species.map(({ values }) => values[time]!));
    expect(Math.abs(sum / start - 1), `at ${trajectory.times[time]}`).toBeLessThan(bound);
  }
}

const ring = programFromLines({
  species: ["A = 0.6", "B = 0.3", "C = 0.1"],
  reactions: ["A + B ->{1} 2 B", "B + C ->{1.3} 2 C", "C + A ->{0.7} 2 A"],
});
/** Two rings whose first species turn each other round. */
const rings = programFromLines({
  species: ["A = 0.6", "B = 0.3", "C = 0.1", "X = 1", "Y = 2", "Z = 0.5"],
  reactions: [
    "A + B ->{1} 2 B",
    "B + C ->{1.3} 2 C",
    "C + A ->{0.7} 2 A",
    "X + Y ->{0.2} 2 Y",
    "Y + Z ->{0.3} 2 Z",
    "Z + X ->{0.25} 2 X",
    "A + X ->{0.001} B + X",
    "A + X ->{0.001} A + Y",
  ],
});

test.each([
  { name: "written out or in loops", stub: false },
  { name: "interpreted", stub: true },
])("the sum of a ring of predators stays for 100 000 steps, $name", ({ stub }) => {
  if (stub) vi.stubGlobal("WebAssembly", undefined);
  check(ring, [1, 1, 1], { until: 6000, relativeTolerance: 1e-11, atLeastSteps: 100_000 });
});

test("two coupled rings keep both sums", () => {
  const length = { until: 7500, relativeTolerance: 1e-11, atLeastSteps: 100_000 };
  check(rings, [1, 1, 1, 0, 0, 0], length);
  check(rings, [0, 0, 0, 1, 1, 1], length);
});

/** The lowest concentration that a run shows, at samples and at the end of phases. */
function lowest(program: Program, until: number, relative: number): number {
  const bounds = { relativeTolerance: relative, absoluteTolerance: 1e-3 * relative };
  const times = Array.from({ length: 2001 }, (_, index) => (until * index) / 2000);
  const { trajectory, failure } = simulateDeterministic(program, { until, times, ...bounds });
  expect(failure).toBeUndefined();
  const runner = createPhaseRunner(inOnePhase(program, until), bounds);
  const ends = [0.01, 0.3, 1].map((share) => {
    runner.resetToInitial();
    expect(runner.runPhase(0, share * until)).toBeUndefined();
    return Math.min(...runner.state);
  });
  return Math.min(...ends, ...trajectory.species.map(({ values }) => Math.min(...values)));
}

const annihilation = programFromLines({
  species: ["P = 1", "N = 1.0000001", "Q = 1e-9", "W"],
  reactions: ["P + N ->{1e6} W", "Q ->{1e4} W", "2 W ->{1e3} W"],
});

test.each([
  { program: robertson.program, name: "Robertson", until: 1e11 },
  { program: twelveDecades.program, name: "twelve decades", until: 1e8 },
  { program: annihilation, name: "annihilation", until: 100 },
  { program: ring, name: "a ring", until: 100 },
])("no concentration of $name is shown below zero", ({ program, until }) => {
  for (const tolerance of [1e-3, 1e-6, 1e-9])
    expect(lowest(program, until, tolerance)).toBeGreaterThanOrEqual(0);
});
