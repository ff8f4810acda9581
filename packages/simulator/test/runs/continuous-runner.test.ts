import { expect, test } from "vitest";
import { decodeBytecode } from "../../src/bytecode/decode-bytecode.js";
import { encodeBytecode } from "../../src/bytecode/encode-bytecode.js";
import { createContinuousRunner, type RunnerSnapshot } from "../../src/runs/continuous-runner.js";
import { simulateDeterministic } from "../../src/runs/deterministic.js";
import { programFromLines } from "../program-from-lines.js";

/** A ring oscillator of three species: each follows the one before. Sum and product never change. */
const ring = (seed: number) =>
  programFromLines({
    species: [`C1 = ${1 - 2 * seed}`, `C2 = ${seed}`, `C3 = ${seed}`],
    reactions: ["C1 + C2 ->{10} 2 C2", "C2 + C3 ->{10} 2 C3", "C3 + C1 ->{10} 2 C1"],
    events: ["when C3 0.5 >: "],
  });

/** A tank that is filled while a gate is open, and emptied by half at the start of each cycle. */
const gated = programFromLines({
  parameters: { open: 1 },
  species: ["A = 1", "B", "C"],
  reactions: ["A ->{open} B", "B ->{0.3} C"],
  events: ["every 4: open = 1; A = A 0.5 * 1 +", "every 4 from 1.5: open = 0"],
});

const TIGHT = { relativeTolerance: 1e-9, absoluteTolerance: 1e-30 };

test("a ring oscillator whose species fall to 1e-12 keeps its invariants and its period", () => {
  const runner = createContinuousRunner(ring(1e-6), TIGHT);
  const product = () => runner.state.reduce((all, value) => all * value, 1);
  const start = product();
  const times: number[] = [];
  for (let period = 0; period < 100; period++) {
    expect(runner.runUntil({ event: 0, latest: 1e6 })).toBeUndefined();
    times.push(runner.time());
    expect(runner.state[2]).toBeCloseTo(0.5, 9);
    runner.runUntil({ time: runner.time() + 1 });
  }
  // Independent value of the period: the logarithms integrated with scipy's DOP853, tolerances 1e-13.
  expect((times.at(-1)! - times[0]!) / 99).toBeCloseTo(8.289306934823975, 5);
  expect(Math.abs(product() / start - 1)).toBeLessThan(1e-5);
  expect(Math.abs(runner.state.reduce((sum, value) => sum + value, 0) - 1)).toBeLessThan(1e-11);
});

test("bounds that are too coarse for the clock are felt; bounds for its species alone are enough", () => {
  const driftOf = (options: Parameters<typeof createContinuousRunner>[1]) => {
    const runner = createContinuousRunner(ring(1e-6), options);
    runner.runUntil({ time: 200 });
    const [a, b, c] = runner.state;
    return Math.abs((a! * b! * c!) / (1e-12 * (1 - 2e-6)) - 1);
  };
  const coarse = { relativeTolerance: 1e-9, absoluteTolerance: 1e-9 };
  expect(driftOf(coarse)).toBeGreaterThan(1e-2);
  const [relative, absolute] = [new Float64Array(3).fill(1e-9), new Float64Array(3).fill(1e-30)];
  const ofTheClock = { toleranceBySpecies: { relative, absolute } };
  expect(driftOf({ ...coarse, relativeTolerance: 1e-4, ...ofTheClock })).toBeLessThan(2e-6);
});

test("species that are exactly 0 do no harm at the smallest tolerance", () => {
  const program = programFromLines({
    species: ["A = 0", "B = 0", "C = 1", "D"],
    reactions: ["C ->{1} C + A", "A + D ->{100} B", "A ->{100} D"],
    events: ["every 1: A = 0; D = 0"],
  });
  const runner = createContinuousRunner(program, { relativeTolerance: 1e-8, absoluteTolerance: 1e-30 });
  expect(runner.runUntil({ time: 300.5 })).toBeUndefined();
  const whole = simulateDeterministic(program, { until: 5.5, times: [5.5], relativeTolerance: 1e-11 });
  expect(runner.state[0]! / whole.trajectory.species[0]!.values[0]!).toBeCloseTo(1, 6);
});

test("pieces give what one run gives, with events that start elsewhere than at their period", () => {
  const options = { relativeTolerance: 1e-11, absoluteTolerance: 1e-14 };
  const runner = createContinuousRunner(gated, options);
  const times = [0.7, 1.5, 3.9, 4, 4.1, 9.7, 20.3];
  const { trajectory } = simulateDeterministic(gated, { until: 20.3, times, ...options });
  times.forEach((time, sample) => {
    expect(runner.runUntil({ time })).toBeUndefined();
    trajectory.species.forEach(({ values }, species) => {
      expect(runner.state[species]).toBeCloseTo(values[sample]!, 9);
    });
  });
  // A(4) by hand: 1.5 of decay, halved, 1 added.
  expect(trajectory.species[0]!.values[3]).toBeCloseTo(0.5 * Math.exp(-1.5) + 1, 9);
  expect([runner.firings(0), runner.firings(1)]).toEqual([5, 5]);
});

test("a run stops when an event has fired, after everything else that is due at that time", () => {
  const runner = createContinuousRunner(gated);
  runner.runUntil({ event: 1, latest: 100 });
  expect([runner.time(), runner.parameters[0]]).toEqual([1.5, 0]);
  runner.runUntil({ event: 0, latest: 3 });
  expect(runner.time()).toBe(3);
  runner.runUntil({ event: 0, latest: 100 });
  expect([runner.time(), runner.parameters[0]]).toEqual([4, 1]);
});

test("a snapshot goes through JSON, and a run that is put back gives the same bits, in another runner too", () => {
  const check = (program: Parameters<typeof createContinuousRunner>[0], event: number) => {
    const [one, other] = [createContinuousRunner(program, TIGHT), createContinuousRunner(program, TIGHT)];
    one.runUntil({ event, latest: 100 });
    const kept = JSON.stringify(one.snapshot());
    const goOn = (runner: typeof one) => {
      runner.state[0] = runner.state[0]! + 0.125;
      for (let piece = 0; piece < 3; piece++) runner.runUntil({ event, latest: 100 });
      return runner.snapshot();
    };
    const expected = goOn(one);
    one.restore(JSON.parse(kept) as RunnerSnapshot);
    expect(goOn(one)).toEqual(expected);
    other.restore(JSON.parse(kept) as RunnerSnapshot);
    expect(goOn(other)).toEqual(expected);
    other.resetToInitial();
    expect(other.snapshot()).toEqual(createContinuousRunner(program, TIGHT).snapshot());
  };
  check(ring(1e-3), 0);
  check(gated, 1);
});

test("failures say the time of the whole run", () => {
  const program = programFromLines({
    species: ["A = 0"],
    reactions: ["2 A ->{1} 3 A"],
    events: ["at 7: A = 1"],
  });
  const runner = createContinuousRunner(program);
  expect(runner.runUntil({ time: 100 })).toMatchObject({ kind: "blow-up", species: ["A"] });
  // A' = A² from 1 at time 7 is 1/(8 − t).
  expect(runner.time()).toBeCloseTo(8, 6);
});

test("a first time goes through bytecode; one that is not positive is refused", () => {
  const bytes = encodeBytecode(gated);
  expect(decodeBytecode(bytes)).toEqual({ program: gated });
  expect(() =>
    createContinuousRunner({
      ...gated,
      events: [{ ...gated.events[0]!, trigger: { kind: "every", period: 1, first: 0 } }],
    }),
  ).toThrow(/first time/);
});
