// The error at the end of runs against solutions computed elsewhere: at most ten times the tolerance asked for, on every
// problem, at every tolerance, by every way of running it.
import { afterEach, expect, test, vi } from "vitest";
import { simulateDeterministic } from "../../src/runs/deterministic.js";
import { createPhaseRunner } from "../../src/runs/phase-runner.js";
import { brusselator } from "./brusselator.js";
import { e5 } from "./e5.js";
import { hires } from "./hires.js";
import { oregonator } from "./oregonator.js";
import { pollu } from "./pollu.js";
import { achievedError, boundsOf, type ErrorBounds, inOnePhase, type Problem } from "./problem.js";
import { robertson } from "./robertson.js";
import { twelveDecades } from "./twelve-decades.js";
import { vanDerPol } from "./van-der-pol.js";

const problems = [robertson, hires, oregonator, vanDerPol, pollu, e5, twelveDecades, brusselator];
const tolerances = [1e-4, 1e-6, 1e-8, 1e-10];
const cases = problems.flatMap((problem) => tolerances.map((tolerance) => ({ problem, tolerance })));

/** A way to run a problem: concentrations by reference, then by species. */
type Way = (problem: Problem, bounds: ErrorBounds) => readonly (readonly number[])[];

const wholeRun: Way = ({ program, references }, { relative, absolute }) => {
  const times = references.map(({ time }) => time);
  const settings = { relativeTolerance: relative, absoluteTolerance: absolute };
  const { trajectory, failure } = simulateDeterministic(program, {
    until: times.at(-1)!,
    times,
    ...settings,
  });
  expect(failure).toBeUndefined();
  return times.map((_, index) => trajectory.species.map(({ values }) => values[index]!));
};

/** Each reference by a phase of its own, which ends there: no interpolation within a step. */
const phases: Way = ({ program, references }, { relative, absolute }) => {
  const settings = { relativeTolerance: relative, absoluteTolerance: absolute };
  const runner = createPhaseRunner(inOnePhase(program, references.at(-1)!.time), settings);
  return references.map(({ time }) => {
    runner.resetToInitial();
    expect(runner.runPhase(0, time)).toBeUndefined();
    return [...runner.state];
  });
};

function check(problem: Problem, tolerance: number, way: Way): void {
  const bounds = boundsOf(problem, tolerance);
  const indices = new Map(problem.program.species.map(({ name }, index) => [name, index]));
  const states = way(problem, bounds);
  for (const [index, reference] of problem.references.entries()) {
    const error = achievedError((species) => states[index]![indices.get(species)!]!, reference, bounds);
    expect(error, `in tolerances, at time ${reference.time}`).toBeLessThanOrEqual(10);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each(cases)("$problem.name at $tolerance: a whole run", ({ problem, tolerance }) => {
  check(problem, tolerance, wholeRun);
});

test.each(cases)("$problem.name at $tolerance: phases of a host", ({ problem, tolerance }) => {
  check(problem, tolerance, phases);
});

test.each(cases)("$problem.name at $tolerance: without generated code", ({ problem, tolerance }) => {
  vi.stubGlobal("WebAssembly", undefined);
  check(problem, tolerance, wholeRun);
});
