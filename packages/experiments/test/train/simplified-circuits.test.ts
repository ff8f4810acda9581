// Simplifications of circuits change nothing that is learnt: the same model, data and seed with and without them.

import { reactionsFromLearn } from "@ncrn/compiler";
import type { CheckedLearn } from "@ncrn/language";
import { expect, test } from "vitest";
import type { SubjectKind } from "../../src/subject.js";
import { prepareTraining } from "../../src/train/prepare-training.js";
import { trainNetwork } from "../../src/train/train-network.js";
import type { TrainingTask, Weights } from "../../src/train/training-types.js";
import { checkedText, subjectOf } from "../checked-text.js";

const DATA =
  "data d { sample 24 { a ~ uniform(-1, 1); b ~ uniform(-1, 1)\n y = 0.5*a - b + 0.2 }; split: 16; seed: 3 }";
const RECORD = "train L on d { feed { x: [a, b]; y: y }; epochs: 4; seed: 2 }";

const model = (dynamics: string, gradient: string) => `
model M {
  input x[2]
  target y
  weight theta[2] ~ normal(0, 0.5)
  state z[2] = x
  z' = ${dynamics}
  output yhat = sum(z)
  loss = (yhat - y)^2 / 2
}
learn M as L { gradient: ${gradient}; phases { forward: 0.8 }; eta: 0.2; lower { order: 3 } }
${DATA}
${RECORD}`;

const STATES = new Set(["z[1]", "z[2]"]);

function taskOf(text: string): TrainingTask {
  const { task, diagnostics } = prepareTraining(checkedText(text), subjectOf(text, "train"), {
    readText: () => undefined,
  });
  if (task === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return task;
}

async function trained(
  text: string,
  change: Partial<CheckedLearn>,
  readSingly = new Set<string>(),
): Promise<{ readonly weights: Weights; readonly species: number }> {
  const task = taskOf(text);
  if (task.source.kind !== "learn") throw new Error("not a learner");
  const { network, diagnostics } = reactionsFromLearn({ ...task.source, ...change }, { readSingly });
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const { status, weights } = await trainNetwork({ ...task, network });
  expect(status).toBe("completed");
  return { weights, species: network.species.length };
}

function largestDifference(one: Weights, other: Weights): number {
  return Math.max(...Object.keys(one).map((name) => Math.abs(one[name]! - other[name]!)));
}

test("pooled states and direct updates learn what separate states and accumulated gradients learn", async () => {
  const text = model("theta .* x - 0.3 * z + 0.1", "adjoint");
  const smallest = await trained(text, { update: "direct" });
  const largest = await trained(text, { update: "accumulated" }, STATES);
  expect(smallest.species).toBeLessThan(largest.species - 4);
  expect(largestDifference(smallest.weights, largest.weights)).toBeLessThan(1e-7);
});

test("shared adjoints of first-order gradients learn what separate ones learn", async () => {
  const text = model("theta .* x - 0.5 * z .* abs(z)", "first_order");
  const direct = await trained(text, { update: "direct" });
  const accumulated = await trained(text, { update: "accumulated" });
  expect(direct.species).toBe(accumulated.species - 4);
  expect(largestDifference(direct.weights, accumulated.weights)).toBeLessThan(1e-7);
});

test("rails of weights that cancel by reactions learn the same as those that the host cancels", async () => {
  const text = model("theta .* x - 0.3 * z", "adjoint");
  const host = await trained(text, { cancellation: "host" });
  const chemistry = await trained(text, { cancellation: "chemistry" });
  expect(largestDifference(host.weights, chemistry.weights)).toBeLessThan(1e-7);
});

test("the error of compact rails falls in proportion to 1/annihilation rate", async () => {
  const text = model("theta .* x - z^3", "adjoint");
  const learn = taskOf(text).source as CheckedLearn;
  const exact = await trained(text, {});
  const errorAt = async (annihilate: number): Promise<number> => {
    const compact = await trained(text, { lowering: { ...learn.lowering, rails: "compact", annihilate } });
    return largestDifference(compact.weights, exact.weights);
  };
  const [slow, fast] = [await errorAt(100), await errorAt(1000)];
  expect(slow).toBeLessThan(0.05);
  expect(slow / fast).toBeGreaterThan(5);
  expect(slow / fast).toBeLessThan(20);
});

test("states are pooled unless a record reads them one by one", () => {
  const text = `${model("theta .* x", "adjoint").replace("seed: 2 }", "seed: 2; plot: loss, theta }")}
simulate L as output { until: 1; plot: yhat }
simulate L as alone { until: 1; plot: z[2] }
simulate L as all { until: 1; plot: z }
simulate L as reported { until: 1; report: final(z[1]) }`;
  const states = (kind: SubjectKind, name: string): readonly string[] =>
    subjectOf(text, kind, name).network.learning!.states.map((rails) => rails.name);
  expect(states("train", "L")).toEqual(["sum z"]);
  expect(states("simulate", "output")).toEqual(["sum z"]);
  expect(states("simulate", "alone")).toEqual(["z[1]", "z[2]"]);
  expect(states("simulate", "all")).toEqual(["z[1]", "z[2]"]);
  expect(states("simulate", "reported")).toEqual(["z[1]", "z[2]"]);
});
