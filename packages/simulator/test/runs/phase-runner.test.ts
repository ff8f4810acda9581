import { expect, test } from "vitest";
import { simulateDeterministic } from "../../src/runs/deterministic.js";
import { createPhaseRunner } from "../../src/runs/phase-runner.js";
import { programFromLines } from "../program-from-lines.js";

// A learner of one weight: the phases read, compare and update (θ ← θ + η·e·x with signs on rails).
const learner = programFromLines({
  parameters: { eta: 0.1 },
  species: ["W = 0.5", "X = 2", "Y = 3", "O", "Ep", "Em"],
  reactions: [
    "W + X ->{1} W + X + O @ output",
    "Y ->{1} Y + Ep @ error",
    "O ->{1} O + Em @ error",
    "Ep + X ->{eta} Ep + X + W @ update",
    "Em + W + X ->{1000} W + X @ output",
  ],
  phases: { output: 1, error: 1, update: 1 },
});

/** State of the learner by species name. */
function read(state: Float64Array, name: string): number {
  return state[learner.species.findIndex((species) => species.name === name)]!;
}

test("what has a constant rate is exact, whatever else happens in the phase", () => {
  const { state, runPhase, statistics } = createPhaseRunner(learner);
  expect(runPhase(0)).toBeUndefined();
  expect(read(state, "O")).toBe(1);
  expect(runPhase(1)).toBeUndefined();
  expect([read(state, "Ep"), read(state, "Em")]).toEqual([3, 1]);
  expect(runPhase(2)).toBeUndefined();
  expect(read(state, "W")).toBe(0.5 + 0.1 * 3 * 2);
  expect(statistics.phases).toBe(3);
});

test("the host may set state, parameters and duration, and start again", () => {
  const { state, parameters, runPhase, resetToInitial } = createPhaseRunner(learner);
  state[4] = 1;
  parameters[0] = 0.25;
  runPhase(2, 2);
  expect(read(state, "W")).toBe(0.5 + 0.25 * 2 * 2);
  resetToInitial();
  expect([...state]).toEqual([0.5, 2, 3, 0, 0, 0]);
  expect([...parameters]).toEqual([0.1]);
});

test("the result does not depend on what was run before", () => {
  const program = programFromLines({
    species: ["A = 1", "B = 0.3", "C"],
    reactions: ["A + B ->{50} C", "C ->{1} A + 2 B", "A ->{0.1} 2 A"],
  });
  const fresh = createPhaseRunner(program);
  const used = createPhaseRunner(program);
  used.state.set([7, 8, 9]);
  used.runPhase(undefined, 3);
  used.resetToInitial();
  expect(used.runPhase(undefined, 2)).toBeUndefined();
  expect(fresh.runPhase(undefined, 2)).toBeUndefined();
  expect(used.state).toEqual(fresh.state);
  const { trajectory } = simulateDeterministic(program, { until: 2, times: [2] });
  expect(trajectory.species.map(({ values }) => values[0])).toEqual([...fresh.state]);
});

test("stiff cancellation of rails keeps their difference to 1e-9", () => {
  const program = programFromLines({
    species: ["P = 3", "M = 2", "S"],
    reactions: ["P + M ->{1e4} 0", "P ->{1} P + S"],
  });
  const { state, runPhase } = createPhaseRunner(program);
  expect(runPhase(undefined, 1)).toBeUndefined();
  expect(state[0]).toBeCloseTo(1, 9);
  expect(state[1]).toBeGreaterThanOrEqual(0);
  expect(state[1]).toBeLessThan(1e-12);
});

test("a failure leaves what was reached, and the runner usable", () => {
  const program = programFromLines({ species: ["A = 1"], reactions: ["2 A ->{1} 3 A"] });
  const { state, runPhase, resetToInitial } = createPhaseRunner(program);
  expect(runPhase(undefined, 2)).toMatchObject({ kind: "blow-up", species: ["A"] });
  expect(state[0]).toBeGreaterThan(1e6);
  resetToInitial();
  expect(runPhase(undefined, 0.5)).toBeUndefined();
  expect(state[0]).toBeCloseTo(2, 8);
});

test("programs with events are refused", () => {
  const program = programFromLines({ species: ["A = 1"], events: ["at 1: A = 2"] });
  expect(createPhaseRunner(program).runPhase(undefined, 2)?.kind).toBe("events-not-available");
});
