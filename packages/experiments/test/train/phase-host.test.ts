import { expect, test } from "vitest";
import { circuitOf } from "../../src/train/circuit.js";
import { createPhaseHost } from "../../src/train/phase-host.js";
import { subjectOf } from "../checked-text.js";

const TEXT = `
data d { sample 2 { a ~ uniform(0, 1) } }
crn C {
  species Q = 3
  signal X, W = 0.5
  phases { one: 1 }
  phase one {
    Q ->{1} X.p
    Q ->{1} W.m
  }
}
train C on d { feed { X: a }; weights: W; output: X; target: a; epochs: 1 }
`;

function start() {
  const { network, training } = subjectOf(TEXT, "train");
  const circuit = circuitOf(network, training!);
  const host = createPhaseHost(circuit, {});
  const rail = (name: string) => network.species.findIndex((species) => species.name === name);
  const read = (...names: readonly string[]) =>
    host.readRails(names.map((name) => ({ name, positive: rail(name), negative: undefined })));
  return { host, read };
}

test("a signed value goes to the rail of its sign", () => {
  const { host, read } = start();
  host.setInputs([-2]);
  expect(read("X.p", "X.m")).toEqual([0, 2]);
  host.setInputs([3]);
  expect(read("X.p", "X.m")).toEqual([3, 0]);
});

test("clearing returns everything but the weights to its initial value", () => {
  const { host, read } = start();
  host.setInputs([5]);
  expect(host.runPhase(0)).toBeUndefined();
  const [used, weight] = read("Q", "W.m");
  expect(used).toBeLessThan(1);
  host.clearSpecies();
  expect(read("Q", "X.p", "X.m", "W.m")).toEqual([3, 0, 0, weight]);
});

test("cancelling keeps the value of a weight and empties one of its rails", () => {
  const { host, read } = start();
  host.restoreWeightRails([2, 5]);
  host.cancelWeightRails();
  expect([host.readWeights(), read("W.p", "W.m")]).toEqual([[-3], [0, 3]]);
});

test("only what was done is recorded", () => {
  const { host } = start();
  expect(host.actions()).toEqual([]);
  host.setInputs([1]);
  host.runPhase(0);
  host.setInputs([2]);
  expect(host.actions()).toEqual(["set-inputs", "switch-phases"]);
  host.setTargets([]);
  expect(host.actions()).toEqual(["set-inputs", "switch-phases"]);
});
