import { expect, test } from "vitest";
import {
  prepareStochasticRuns,
  type StochasticMethodName,
} from "../../src/stochastic/prepare-stochastic-runs.js";
import { simulateStochastic } from "../../src/stochastic/simulate-stochastic.js";
import { programFromLines } from "../program-from-lines.js";

const program = programFromLines({
  species: ["A = 3", "B = 0.26"],
  reactions: ["A ->{1} B", "B ->{2} A", "2 B ->{0.1} A"],
});
const options = { until: 2, volume: 10, seed: 4, times: [0, 0.5, 1, 2] };
const budget = () => ({ maxEvents: 1e6, shouldStop: undefined, events: 0 });

test.each<StochasticMethodName>(["exact", "tau-leaping", "langevin"])(
  "%s: run k is the same in any order, and the k-th of an ensemble",
  (method) => {
    const ensemble = simulateStochastic(program, { ...options, method, runs: 6 }).runs;
    const prepared = prepareStochasticRuns(program, { ...options, method });
    for (const run of [3, 0, 5, 5, 1])
      expect(prepared.simulate(run, budget()).trajectory).toEqual(ensemble[run]);
    expect(new Set(ensemble.map(({ species }) => species[0]!.values.join())).size).toBe(6);
  },
);

test("what starts with a rounded number is said, but not where numbers are real", () => {
  expect(prepareStochasticRuns(program, options).rounded).toEqual([
    { species: "B", concentration: 0.26, count: 3 },
  ]);
  expect(prepareStochasticRuns(program, { ...options, method: "langevin" }).rounded).toEqual([]);
});

test("the budget is that of the call", () => {
  const { trajectory, failure } = prepareStochasticRuns(program, options).simulate(0, {
    ...budget(),
    maxEvents: 5,
  });
  expect(failure).toMatchObject({ kind: "event-limit" });
  expect(trajectory.times.at(-1)).toBe(failure!.time);
});

test("a law that reads the time is refused before the first run", () => {
  const timed = programFromLines({ species: ["A = 1"], reactions: ["A -> 0: time A *"] });
  expect(prepareStochasticRuns(timed, options).refusal).toMatchObject({ kind: "time-dependent-law" });
  expect(prepareStochasticRuns(program, options).refusal).toBeUndefined();
});
