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
    expect(failure!.message).toContain("1.7e+308 molecules");
  },
);
