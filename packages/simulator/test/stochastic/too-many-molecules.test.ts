import { expect, test } from "vitest";
import type { StochasticMethodName } from "../../src/stochastic/prepare-stochastic-runs.js";
import { simulateStochastic } from "../../src/stochastic/simulate-stochastic.js";
import { programFromLines } from "../program-from-lines.js";

test.each<StochasticMethodName>(["exact", "tau-leaping"])(
  "more molecules than numbers can count end a run by %s",
  (method) => {
    const program = programFromLines({
      species: ["A = 1.7e308", "B = 0.5"],
      reactions: ["A ->{1} 2 A", "A + B ->{1} 2 B"],
    });
    const { failure } = simulateStochastic(program, { until: 1, volume: 1, seed: 1, maxEvents: 100, method });
    expect(failure).toMatchObject({ kind: "blow-up", time: 0, species: ["A"] });
    expect(failure!.message).toContain("1.7·10³⁰⁸ molecules");
  },
);

test.each<StochasticMethodName>(["tau-leaping", "langevin"])(
  "numbers that reach infinity in finite time end a run by %s",
  (method) => {
    const program = programFromLines({ species: ["A = 1"], reactions: ["2 A ->{1} 3 A"] });
    const options = { until: 5, volume: 10, seed: 1, maxEvents: 20_000, method };
    const { failure, runs } = simulateStochastic(program, options);
    expect(failure).toMatchObject({ kind: "blow-up", species: ["A"] });
    expect(failure!.message).toContain("A grows without bound");
    expect(failure!.time).toBeLessThan(5);
    // By the rate equation A = 1/(1 − t): this close to its end the number is beyond what steps of the time resolve.
    expect(runs[0]!.species[0]!.values.at(-1)).toBeGreaterThan(1e12);
  },
);

test.each(["tau-leaping", "langevin"] as const)(
  "steps lost in the digits of the time end a run of %s",
  (method) => {
    // Nothing happens before the phase `on`; there, 10⁶ molecules live for 10⁻⁹ units of time.
    const program = programFromLines({
      species: ["A = 1000000"],
      reactions: ["A ->{1e9} 0 @ on", "0 ->{1e15} A @ on"],
      phases: { off: 1e9, on: 1e9 },
    });
    const { failure } = simulateStochastic(program, {
      until: 2e9,
      times: [0],
      volume: 1,
      seed: 1,
      method,
      maxEvents: 1000,
    });
    expect(failure).toMatchObject({ kind: "step-size-underflow", species: [] });
    expect(failure!.message).toContain("too short to be added to the time");
  },
);

test.each([
  { method: "exact", kind: "event-limit", counted: "100 reaction events", hint: "tau-leaping" },
  { method: "tau-leaping", kind: "event-limit", counted: "100 leaps", hint: "epsilon" },
  { method: "langevin", kind: "step-limit", counted: "100 steps", hint: "epsilon" },
] as const)("the limit of a run of $method is said in its own words", ({ method, kind, counted, hint }) => {
  const program = programFromLines({ species: ["A = 100"], reactions: ["A ->{1} 0", "0 ->{100} A"] });
  const options = { until: 1e6, times: [0], volume: 1000, seed: 1, method, maxEvents: 100 };
  const { failure } = simulateStochastic(program, options);
  expect(failure?.kind).toBe(kind);
  expect(failure!.message).toContain(`The limit of ${counted}`);
  expect(failure!.hint).toContain(hint);
  if (method !== "exact") expect(failure!.hint).not.toContain("tau-leaping");
});
