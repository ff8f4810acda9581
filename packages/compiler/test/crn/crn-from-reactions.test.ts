// Networks written in the Visual CRN dialect mean the same when an independent reader reads them.

import fc from "fast-check";
import { expect, test } from "vitest";
import { crnFromReactions } from "../../src/crn/crn-from-reactions.js";
import type { TargetOptions } from "../../src/emission.js";
import type { NetworkEvent, RateExpression, ReactionNetwork } from "../../src/network/reaction-network.js";
import { fluxOf, netChange } from "../flux.js";
import { randomNetwork, randomState } from "../random-networks.js";
import {
  assign,
  binary,
  call,
  number,
  parameter,
  sampleNetwork,
  sampleNetworks,
  species,
  time,
} from "../sample-networks.js";
import { type DialectProgram, dialectDerivative, readCrn } from "./read-crn.js";

test("random networks change their species as fast as before", () => {
  fc.assert(
    fc.property(
      randomNetwork,
      randomState,
      fc.constantFrom("forward", "feedback"),
      (network, state, phase) => {
        const program = check(network);
        const gates = new Map(network.phases.map(({ name }) => [`phase__${name}`, name === phase ? 1 : 0]));
        const found = dialectDerivative(program, new Map([...state, ...gates]));
        for (const { id, clamped } of network.species) {
          const wanted = clamped ? 0 : changeOf(network, state, phase, id);
          if (!Number.isFinite(wanted) || !everyFluxIsFinite(network, state)) return;
          expect(Math.abs((found.get(id) ?? 0) - wanted)).toBeLessThanOrEqual(
            1e-8 * Math.max(1, magnitude(network, state)),
          );
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("directives, initial amounts and constants", () => {
  const program = check(sampleNetworks["lotka-volterra"]!, { until: 50 });
  expect([...program.directives.keys()]).toEqual([
    "simulation",
    "simulator",
    "deterministic",
    "units",
    "parameters",
  ]);
  expect(program.directives.get("simulation")).toBe(
    "initial = 0.0 ; final = 50.0 ; points = 1000 ; plots = [ Prey ; Pred ] ; kinetics = Deterministic",
  );
  expect(program.directives.get("units")).toBe("concentration = nM ; time = s");
  expect([...program.parameters]).toEqual([
    ["p__birth", 1],
    ["p__eat", 0.1],
    ["p__death", 0.8],
  ]);
  expect(initialsOf(program)).toEqual(["10 Prey", "5 Pred"]);
  expect(initialsOf(check(sampleNetwork({ species: { "*E": 2.5, A: 0 } })))).toEqual([
    "constant 2.5 E",
    "0 A",
  ]);
});

test("no coefficients, no reversible arrow, a blank between number and name", () => {
  const { artefact } = crnFromReactions(sampleNetworks["dimerisation"]!);
  expect(artefact).toContain("| A + A ->{p__k1} B\n");
});

test("doses at a time, repeated doses one line each", () => {
  const network = sampleNetwork({
    species: { A: 1, B: 0 },
    parameters: { d: 0.5 },
    events: [
      {
        trigger: { kind: "every", period: 2 },
        assignments: [assign("A", binary(species("A"), "+", parameter("d")))],
      },
      {
        trigger: { kind: "at", time: 3 },
        assignments: [
          assign("A", binary(species("A"), "-", number(0.25))),
          assign("B", binary(number(4), "+", species("B"))),
        ],
      },
      { trigger: { kind: "at", time: 0 }, assignments: [assign("A", binary(species("A"), "+", number(9)))] },
    ],
  });
  expect(initialsOf(check(network, { until: 6 })).slice(2)).toEqual([
    "0.5 A @ 2",
    "-0.25 A @ 3",
    "4 B @ 3",
    "0.5 A @ 4",
    "0.5 A @ 6",
  ]);
});

test("doses that repeat from a first time on", () => {
  const assignments = [assign("A", binary(species("A"), "+", number(1)))];
  const network = (first: number) =>
    sampleNetwork({
      species: { A: 1 },
      events: [{ trigger: { kind: "every", period: 2, first }, assignments }],
    });
  const times = (first: number, until: number) =>
    initialsOf(check(network(first), { until }))
      .filter((line) => line.includes("@"))
      .map((line) => Number(line.split("@")[1]));
  expect(times(0.5, 6)).toEqual([0.5, 2.5, 4.5]);
  expect(times(3, 5)).toEqual([3, 5]);
  expect(times(3, 2)).toEqual([]);
});

test("phases are written out until the end; a learning circuit stops after one cycle", () => {
  const network = sampleNetworks["phases"]!;
  const switches = (options: TargetOptions, changed: ReactionNetwork = network) =>
    initialsOf(check(changed, options))
      .filter((line) => line.includes("@"))
      .map((line) => line.replace("phase__", ""));
  const first = ["-1 first @ 1", "1 second @ 1", "-1 second @ 1.5", "1 third @ 1.5"];
  expect(switches({})).toEqual(first);
  expect(switches({ until: 3 })).toEqual([
    ...first,
    "-1 third @ 1.75",
    "1 first @ 1.75",
    "-1 first @ 2.75",
    "1 second @ 2.75",
  ]);
  const rails = { inputs: [], targets: [], weights: [], outputs: [], states: [], gradients: [] };
  const learning = {
    ...rails,
    cancellation: "host" as const,
    feed: undefined,
    inferencePhases: [],
    learningPhases: [],
    loss: number(0),
  };
  expect(switches({ until: 3 }, { ...network, learning })).toEqual([...first, "-1 third @ 1.75"]);
});

test("names that the engine or other readers reject are changed and listed", () => {
  const { artefact } = crnFromReactions(sampleNetworks["names"]!);
  const program = readCrn(artefact!);
  expect(program.initials.map((initial) => initial.species)).toEqual([
    "time_x",
    "in",
    "r1x",
    "tube",
    "px",
    "constantx",
    "x_y_x",
    "lambda",
  ]);
  expect(artefact).toContain("// Renamed:\n//   time_ is time_x\n//   r1 is r1x\n");
});

test.each<[string, Pick<NetworkEvent, "trigger" | "assignments">, string]>([
  [
    "a condition",
    { trigger: { kind: "when", condition: binary(species("A"), ">", number(1)) }, assignments: [] },
    "an event on a condition",
  ],
  ["a set value", at(assign("A", number(1))), "an event that sets `A` instead of adding to it"],
  [
    "a clamped species",
    at(assign("E", binary(species("E"), "+", number(1)))),
    "an event that changes the clamped species `E`",
  ],
  [
    "a dose by state",
    at(assign("A", binary(species("A"), "+", species("E")))),
    "a dose of `A` that depends on the state or the time",
  ],
  [
    "a rate",
    at({ target: { kind: "parameter", id: "k" }, value: number(1) }),
    "an event that changes the rate `k`",
  ],
])("an event with %s is refused", (_, event, feature) => {
  refused(sampleNetwork({ species: { A: 1, "*E": 1 }, parameters: { k: 1 }, events: [event] }), feature);
});

test.each<[string, RateExpression, string]>([
  ["sine", call("sin", species("A")), "the function `sin`"],
  [
    "time window",
    {
      kind: "conditional",
      condition: binary(time, ">", number(1)),
      thenValue: number(1),
      elseValue: number(0),
    },
    "a condition on the time inside a law",
  ],
])("a law with a %s is refused", (_, flux, feature) => {
  refused(sampleNetwork({ species: { A: 1 }, reactions: [["A -> 0", { flux }]] }), feature);
});

test("a coefficient too large to be written out is refused", () => {
  refused(sampleNetwork({ species: { A: 1 }, reactions: [["0 -> 5000 A", 1]] }), "a coefficient above 1000");
});

function at(assignment: NetworkEvent["assignments"][number]): Pick<NetworkEvent, "trigger" | "assignments"> {
  return { trigger: { kind: "at", time: 1 }, assignments: [assignment] };
}

function refused(network: ReactionNetwork, feature: string): void {
  const { artefact, diagnostics } = crnFromReactions(network);
  expect(artefact).toBeUndefined();
  expect(diagnostics.map(({ message }) => message)).toEqual([
    `The target \`crn\` cannot express ${feature}.`,
  ]);
}

function check(network: ReactionNetwork, options: TargetOptions = {}): DialectProgram {
  const { artefact, diagnostics } = crnFromReactions(network, options);
  expect(diagnostics).toEqual([]);
  return readCrn(artefact!);
}

function initialsOf({ initials, parameters }: DialectProgram): readonly string[] {
  const values = {
    parameter: (name: string) => parameters.get(name)!,
    species: () => Number.NaN,
    time: Number.NaN,
  };
  return initials.map(
    ({ species: name, constant, amount, time: moment }) =>
      `${constant ? "constant " : ""}${amount(values)} ${name}${moment === 0 ? "" : ` @ ${moment}`}`,
  );
}

function changeOf(
  network: ReactionNetwork,
  state: ReadonlyMap<string, number>,
  phase: string,
  id: string,
): number {
  return network.reactions
    .filter(({ phases }) => phases.length === 0 || phases.includes(phase))
    .reduce(
      (sum, reaction) => sum + (netChange(reaction).get(id) ?? 0) * fluxOf(reaction, network, state),
      0,
    );
}

function everyFluxIsFinite(network: ReactionNetwork, state: ReadonlyMap<string, number>): boolean {
  return network.reactions.every((reaction) => Number.isFinite(fluxOf(reaction, network, state)));
}

function magnitude(network: ReactionNetwork, state: ReadonlyMap<string, number>): number {
  return network.reactions.reduce((sum, reaction) => sum + Math.abs(fluxOf(reaction, network, state)), 0);
}
