import { simulateDeterministic } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { bytecodeFromReactions } from "../../src/bytecode/bytecode-from-reactions.js";
import { programFromReactions } from "../../src/bytecode/program-from-reactions.js";
import { eventsClock } from "../../src/clock-events/events-clock.js";
import { hostDuties } from "../../src/explanation/host-duties.js";
import { networkProblems } from "../../src/network/network-invariants.js";
import { printNetwork } from "../../src/network/print-network.js";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { lowered } from "../lower-text.js";

const learner = (settings: string, weight = "w = 0.5") => `
model M {
  input x
  target y
  weight ${weight}
  state z = 0
  z' = w * x
  output yhat = 3 * z
  loss = (yhat - y)^2 / 2
}
learn M as L { ${settings}; eta: 0.02; phases { forward: 0.7; feedback: 0.7; update: 0.5 } }`;

const outside = lowered(learner("update: accumulated"));
const inside = eventsClock(outside);

test("the network is sound, has no phases of its own, and keeps its reactions", () => {
  expect(networkProblems(inside)).toEqual([]);
  expect(inside.phases).toEqual([]);
  expect(inside.reactions.map(({ reactants, products, role }) => [reactants, products, role])).toEqual(
    outside.reactions.map(({ reactants, products, role }) => [reactants, products, role]),
  );
  expect(inside.species).toEqual(outside.species);
  expect(inside.parameters.slice(0, outside.parameters.length)).toEqual(outside.parameters);
});

test("gates are 1 in the phases of their reaction and 0 elsewhere, cycle after cycle", () => {
  const period = outside.phases.reduce((sum, { duration }) => sum + duration, 0);
  const gates = outside.phases.map(({ name }) => `gate_${name}`);
  const observed: ReactionNetwork = {
    ...inside,
    observables: gates.map((id) => ({ name: id, value: { kind: "parameter", id } })),
  };
  let start = 0;
  const middles = outside.phases.map(({ duration }) => {
    start += duration;
    return start - duration / 2;
  });
  const times = [0, 1, 2].flatMap((cycle) => middles.map((middle) => cycle * period + middle));
  const { trajectory } = simulateDeterministic(programFromReactions(observed), {
    until: times.at(-1)!,
    times,
  });
  times.forEach((_, sample) => {
    const open = gates.filter((_, gate) => trajectory.observables[gate]!.values[sample] === 1);
    expect(open).toEqual([gates[sample % gates.length]]);
  });
});

test("a cycle begins with every species but the weights at its initial value, and weights without a smaller rail", () => {
  const [begin, ...others] = inside.events;
  const assigned = new Set(begin!.assignments.map(({ target }) => target.id));
  const weights = inside.learning!.weights.flatMap(({ positive, negative }) => [positive, negative!]);
  for (const { id } of inside.species) expect(assigned.has(id)).toBe(true);
  expect(
    others.flatMap(({ assignments }) => assignments).every(({ target }) => target.kind === "parameter"),
  ).toBe(true);
  const species = inside.species.map((one) => ({ ...one, initial: weights[0] === one.id ? 5 : 2 }));
  const { period } = inside.learning!.feed!;
  const run = simulateDeterministic(programFromReactions({ ...inside, species, reactions: [] }), {
    until: period,
    times: [period],
  });
  const after = Object.fromEntries(run.trajectory.species.map(({ name, values }) => [name, values[0]]));
  for (const { id } of inside.species)
    expect(after[id]).toBe({ [weights[0]!]: 3, [weights[1]!]: 0 }[id] ?? 0);
});

test("rails that chemistry cancels are left to it", () => {
  const network = lowered(learner("clock: events; cancellation: chemistry"));
  const assigned = network.events.flatMap(({ assignments }) => assignments.map(({ target }) => target.id));
  expect(assigned).not.toContain(network.learning!.weights[0]!.positive);
  expect(network.reactions.some(({ role }) => role === "annihilation")).toBe(true);
});

test("samples are due when a cycle begins; outputs can be read when the inference phases have ended", () => {
  const { feed } = inside.learning!;
  const lengths = new Map(outside.phases.map(({ name, duration }) => [name, duration]));
  const period = [...lengths.values()].reduce((sum, value) => sum + value, 0);
  const inference = outside.learning!.inferencePhases.reduce((sum, name) => sum + lengths.get(name)!, 0);
  expect(feed).toEqual({ trigger: { kind: "every", period }, period, readDelay: inference });
  expect(inside.clock).toMatchObject({ kind: "events", period, overlap: 0, areaMismatch: 0 });
  expect(inside.clock!.windows.map(({ name, area }) => [name, area])).toEqual([...lengths]);
  expect(hostDuties(inside).map(({ kind }) => kind)).toEqual(["feed-samples"]);
});

test("names of the model that are taken get other gates", () => {
  const text = learner("clock: events").replace("input x", "input x >= 0");
  const network = lowered(text.replaceAll(/\bx\b/g, "gate_forward"));
  expect(networkProblems(network)).toEqual([]);
  expect(network.species.map(({ id }) => id)).toContain("gate_forward");
  expect(network.parameters.map(({ id }) => id)).toContain("gate_forward_2");
});

test("first times are part of the bytecode and of the printed network", () => {
  expect(bytecodeFromReactions(inside).artefact).not.toEqual(
    bytecodeFromReactions({
      ...inside,
      events: inside.events.map((event) =>
        event.trigger.kind === "every"
          ? { ...event, trigger: { kind: "every", period: event.trigger.period } }
          : event,
      ),
    }).artefact,
  );
  const printed = printNetwork(inside);
  expect(printed).toMatch(/begin_output: every [\d.]+ from 0\.7 \{ gate_forward = 0; gate_output = 1 \}/);
  const [first, second] = inside.events;
  const broken = {
    ...inside,
    events: [first!, { ...second!, trigger: { kind: "every" as const, period: 1, first: 0 } }],
  };
  expect(networkProblems(broken)).toEqual([expect.stringContaining("first fires at 0")]);
});
