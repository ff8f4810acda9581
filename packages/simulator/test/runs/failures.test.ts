import { expect, test } from "vitest";
import { InternalError } from "../../src/internal-error.js";
import type { RunFailure } from "../../src/interpreter/run-failure.js";
import { type DeterministicOptions, simulateDeterministic } from "../../src/runs/deterministic.js";
import { type ProgramLines, programFromLines } from "../program-from-lines.js";

/** Runs into the failure, which must name its species and time, and keep the trajectory until then. */
function check(
  lines: ProgramLines,
  options: DeterministicOptions,
  expected: { kind: RunFailure["kind"]; species: readonly string[]; time?: number },
): RunFailure {
  const { trajectory, failure } = simulateDeterministic(programFromLines(lines), options);
  expect(failure?.kind).toBe(expected.kind);
  expect(failure!.species).toEqual(expected.species);
  if (expected.time !== undefined) expect(failure!.time).toBeCloseTo(expected.time, 6);
  expect(trajectory.times.at(-1)).toBe(failure!.time);
  for (const { values } of trajectory.species)
    for (const value of values) expect(Number.isFinite(value)).toBe(true);
  expect(failure!.hint).not.toBe("");
  return failure!;
}

test.each([0.5, 10, 1e6])("2 A -> 3 A from A(0) = %d escapes at 1/A(0)", (initial) => {
  const lines = { species: [`A = ${initial}`, "B = 1"], reactions: ["2 A ->{1} 3 A", "B ->{1} 0"] };
  const failure = check(
    lines,
    { until: 10 / initial },
    { kind: "blow-up", species: ["A"], time: 1 / initial },
  );
  expect(Math.abs(failure.time * initial - 1)).toBeLessThan(1e-6);
  expect(failure.message).toContain("A grows without bound");
});

test("two species that make each other escape together", () => {
  check(
    { species: ["A = 1", "B = 1"], reactions: ["A + B ->{1} 2 A + B", "A + B ->{1} A + 2 B"] },
    { until: 10 },
    {
      kind: "blow-up",
      species: ["A", "B"],
      time: 1,
    },
  );
});

test("fast growth that stays finite is no failure", () => {
  const program = programFromLines({ species: ["A = 1e-6"], reactions: ["A ->{1} 2 A"] });
  const { failure, trajectory } = simulateDeterministic(program, { until: 40, times: [40] });
  expect(failure).toBeUndefined();
  expect(Math.abs(trajectory.species[0]!.values[0]! / (1e-6 * Math.exp(40)) - 1)).toBeLessThan(1e-6);
});

test("growth beyond the range of numbers is told", () => {
  check(
    { species: ["A = 1"], reactions: ["A ->{100} 2 A"] },
    { until: 100 },
    { kind: "blow-up", species: ["A"] },
  );
});

test("a law that is no number at the start", () => {
  check(
    { species: ["A", "B = 1"], reactions: ["0 -> A: 0 B 1 - /", "B ->{1} 0"] },
    { until: 1 },
    {
      kind: "not-a-number",
      species: ["A"],
      time: 0,
    },
  );
});

test("a law that becomes no number on the way", () => {
  // B falls to 0.5 at ln 2, where the logarithm ends.
  const failure = check(
    { species: ["A", "B = 1"], reactions: ["0 -> A: B 0.5 - log 20 +", "B ->{1} 0"] },
    { until: 2 },
    {
      kind: "not-a-number",
      species: ["A"],
    },
  );
  expect(failure.time).toBeCloseTo(Math.LN2, 4);
});

test("a law that takes what is used up", () => {
  check(
    { species: ["A = 1"], reactions: ["A -> 0: 0.5"] },
    { until: 5 },
    { kind: "negative-concentration", species: ["A"], time: 2 },
  );
  check(
    { species: ["A = 1", "B = 1"], reactions: ["A -> 0: 0.5 B *", "B ->{1} 2 B"] },
    { until: 5 },
    {
      kind: "negative-concentration",
      species: ["A"],
      time: Math.log(3),
    },
  );
});

test("events that assign what cannot be", () => {
  const decay = { species: ["A = 1"], reactions: ["A ->{1} 0"] };
  check(
    { ...decay, events: ["at 1: A = A 1 -"] },
    { until: 2 },
    { kind: "negative-concentration", species: ["A"], time: 1 },
  );
  check(
    { ...decay, events: ["at 1: A = 1 0 /"] },
    { until: 2 },
    { kind: "not-a-number", species: ["A"], time: 1 },
  );
  check(
    { ...decay, events: ["when A 0.5 <: A = 1", "when A 0.5 >: A = 0"] },
    { until: 2 },
    { kind: "event-cascade", species: [] },
  );
});

test("events that make a rate constant negative", () => {
  check(
    { species: ["A = 1"], parameters: { k: 1 }, reactions: ["A ->{k} 0"], events: ["at 1: k = A 1 -"] },
    { until: 2 },
    { kind: "negative-propensity", species: [], time: 1 },
  );
});

test("the limit of steps, also for events without end", () => {
  check(
    { species: ["A = 1"], reactions: ["A ->{1} 0", "0 -> A: time 1000 * sin 1 +"] },
    { until: 1000, maxSteps: 500 },
    {
      kind: "step-limit",
      species: ["A"],
    },
  );
  check(
    { species: ["A = 1"], events: ["every 1e-9: A = A 1 +"] },
    { until: 1000, maxSteps: 500, times: [0] },
    { kind: "step-limit", species: [] },
  );
});

test("a run is stopped when asked", () => {
  let asked = 0;
  const lines = { species: ["A = 2", "B = 1"], reactions: ["A ->{1} 2 A", "A + B ->{1} 2 B", "B ->{1} 0"] };
  check(lines, { until: 1e6, shouldStop: () => ++asked === 3 }, { kind: "stopped", species: [] });
  expect(asked).toBe(3);
});

test("a program that is not sound is refused", () => {
  const program = programFromLines({ species: ["A = -1"] });
  expect(() => simulateDeterministic(program, { until: 1 })).toThrow(InternalError);
});
