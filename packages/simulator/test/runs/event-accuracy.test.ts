// Events against closed forms: when they fire, what is left of many of them, and that none of them hangs a run.
import { afterEach, expect, test, vi } from "vitest";
import { createContinuousRunner } from "../../src/runs/continuous-runner.js";
import { type DeterministicResult, simulateDeterministic } from "../../src/runs/deterministic.js";
import { simulateStochastic } from "../../src/stochastic/simulate-stochastic.js";
import { type ProgramLines, programFromLines } from "../program-from-lines.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Concentrations at the end of a run that completes, by species. */
function check(lines: ProgramLines, until: number, expected: Readonly<Record<string, number>>): void {
  const { failure, trajectory } = simulateDeterministic(programFromLines(lines), { until, times: [until] });
  expect(failure).toBeUndefined();
  for (const { name, values } of trajectory.species)
    if (name in expected) expect(values[0], name).toBeCloseTo(expected[name]!, 8);
}

test("a condition on a straight line fires at its time, to the last digits, a thousand times", () => {
  const program = programFromLines({
    species: ["A"],
    reactions: ["0 ->{3} A"],
    events: ["when A 1 >=: A = A 1 -"],
  });
  const runner = createContinuousRunner(program);
  for (let firing = 1; firing <= 1000; firing++) {
    expect(runner.runUntil({ event: 0, latest: 1e6 })).toBeUndefined();
    expect(Math.abs((3 * runner.time()) / firing - 1)).toBeLessThan(1e-13);
  }
});

test("a condition on a curve fires as exactly as the curve is known", () => {
  const program = programFromLines({
    species: ["A = 1"],
    reactions: ["A ->{1} 0"],
    events: ["when A 0.5 <: A = 1"],
  });
  const runner = createContinuousRunner(program, { relativeTolerance: 1e-11, absoluteTolerance: 1e-14 });
  for (let firing = 1; firing <= 200; firing++) {
    expect(runner.runUntil({ event: 0, latest: 1e6 })).toBeUndefined();
    expect(Math.abs(runner.time() / (firing * Math.LN2) - 1)).toBeLessThan(1e-10);
  }
});

test("a rate that jumps: every decay goes on with the constant that holds", () => {
  // k is 1, 3, 1, 3, … from one whole number to the next.
  check(
    {
      parameters: { k: 1 },
      species: ["A = 1"],
      reactions: ["A ->{k} 0"],
      events: ["every 2 from 1: k = 3", "every 2: k = 1"],
    },
    5.5,
    { A: Math.exp(-(3 * 1 + 2 * 3) - 0.5 * 3) },
  );
});

test.each([false, true])("a law that jumps in time and in concentration (interpreted: %s)", (stub) => {
  if (stub) vi.stubGlobal("WebAssembly", undefined);
  // Made at rate 1 until t = 2, afterwards at rate 4; beyond A = 6 at rate 0.5. No root is looked for: short steps must do.
  const program = programFromLines({ species: ["A"], reactions: ["0 -> A: A 6 >= 0.5 time 2 < 1 4 ? ?"] });
  const { failure, trajectory } = simulateDeterministic(program, { until: 5, times: [2, 3, 5] });
  expect(failure).toBeUndefined();
  for (const [index, exact] of [2, 6, 7].entries())
    expect(Math.abs(trajectory.species[0]!.values[index]! / exact - 1)).toBeLessThan(1e-7);
});

test("events at one time happen in their order, each with the values before it", () => {
  const doublings = Array.from(
    { length: 300 },
    (_, index) => `at 1: A = A ${index % 2 === 0 ? "2 *" : "2 /"}`,
  );
  check(
    {
      species: ["A = 3", "B"],
      reactions: ["A ->{1} 0"],
      events: [...doublings, "at 1: B = A", "at 1: A = A 1 +"],
    },
    1.5,
    { A: (3 * Math.exp(-1) + 1) * Math.exp(-0.5), B: 3 * Math.exp(-1) },
  );
});

test("an event at the end of a phase happens once, with the state of that end", () => {
  check(
    {
      species: ["A = 1"],
      reactions: ["A ->{1} 0 @ one", "0 ->{2} A @ two"],
      phases: { one: 1, two: 0.5 },
      events: ["at 1: A = A 10 +", "every 1.5: A = A 2 *"],
    },
    2.5,
    { A: 2 * (Math.exp(-1) + 10 + 1) * Math.exp(-1) },
  );
});

/** A run that events would keep going for ever ends with a sentence that names one. */
function expectEndless({ failure, trajectory }: Pick<DeterministicResult, "failure" | "trajectory">): void {
  expect(failure?.kind).toBe("event-cascade");
  expect(failure!.message).toContain("`e1`");
  expect(trajectory.times.at(-1)).toBe(failure!.time);
}

test.each([
  { name: "sets what it waits for", events: ["when A 0.5 <: A = 0.5"] },
  { name: "is due again before time can be told apart", events: ["every 1e-20 from 0.5: A = 1"] },
])("an event that $name is told", ({ events }) => {
  const program = programFromLines({ species: ["A = 1"], reactions: ["A ->{1} 0"], events });
  expectEndless(simulateDeterministic(program, { until: 2 }));
  const failure = createContinuousRunner(program).runUntil({ time: 2 });
  expect(failure?.kind).toBe("event-cascade");
});

test("a ball that bounces ever lower uses up its steps where its bounces accumulate, and is named", () => {
  // Height above a floor at 1, velocity from 100 on: bounces with half the speed end at 3·√(2/10), but for rounding.
  const program = programFromLines({
    species: ["H = 2", "V = 100"],
    reactions: ["0 -> H: V 100 -", "V -> 0: 10"],
    events: ["when H 1 <: H = 1; V = 100 100 V - 0.5 * +"],
  });
  const { failure } = simulateDeterministic(program, { until: 10, maxSteps: 5000 });
  expect(failure?.kind).toBe("step-limit");
  expect(failure!.message).toMatch(/the event `e1` has fired \d+ times/);
  expect(failure!.time).toBeCloseTo(3 * Math.sqrt(0.2), 3);
});

test("events without reactions in between end a stochastic run at its limit", () => {
  const program = programFromLines({
    species: ["A = 5"],
    reactions: ["A ->{1e-9} 0"],
    events: ["every 1e-9: A = 5"],
  });
  const { runs, failure } = simulateStochastic(program, {
    until: 1e3,
    times: [0],
    volume: 1,
    seed: 1,
    maxEvents: 5000,
  });
  expect(failure?.kind).toBe("event-limit");
  expect(runs.at(-1)!.times.at(-1)).toBe(failure!.time);
});
