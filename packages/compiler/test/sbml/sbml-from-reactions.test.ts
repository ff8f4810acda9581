// What stands in the document beside laws: identifiers, events, phases, notes, and what is refused.

import { expect, test } from "vitest";
import type { TargetOptions } from "../../src/emission.js";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { sbmlFromReactions } from "../../src/sbml/sbml-from-reactions.js";
import {
  assign,
  binary,
  number,
  origin,
  parameter,
  sampleNetwork,
  sampleNetworks,
  species,
} from "../sample-networks.js";
import { elementsNamed, evaluateMathml, parseXml, type XmlElement } from "./mathml.js";

test("species, parameters and reactions carry their attributes", () => {
  const root = check(sampleNetworks["events"]!);
  expect(attributes(root, "species", "id", "initialConcentration", "boundaryCondition", "constant")).toEqual([
    "A 10 false false",
    "B 0 false false",
    "E 2 true true",
  ]);
  expect(attributes(root, "parameter", "id", "value", "units", "constant").slice(0, 4)).toEqual([
    "k 0.2 per_time false",
    "dose 3 concentration true",
    "k_1 undefined per_time false",
    "k_2 0.1 concentration_per_time true",
  ]);
  expect(new Set(attributes(root, "reaction", "reversible", "fast"))).toEqual(new Set(["false undefined"]));
});

test("a catalyst stands on both sides, a species that a law only reads is a modifier", () => {
  const flux = binary(species("M"), "*", parameter("k"));
  const root = check(
    sampleNetwork({
      species: { A: 1, E: 1, M: 1 },
      parameters: { k: 1 },
      reactions: [
        ["A + E -> E", "k"],
        ["A -> 0", { flux }],
      ],
    }),
  );
  expect(attributes(root, "speciesReference", "species", "stoichiometry")).toEqual([
    "A 1",
    "E 1",
    "E 1",
    "A 1",
  ]);
  expect(attributes(root, "modifierSpeciesReference", "species")).toEqual(["M"]);
});

test("events of one instant are one event with the combined effect", () => {
  const root = check(
    sampleNetwork({
      species: { A: 1, B: 2 },
      events: [
        {
          trigger: { kind: "at", time: 3 },
          assignments: [assign("A", binary(species("A"), "+", number(5)))],
        },
        { trigger: { kind: "at", time: 4 }, assignments: [assign("B", number(0))] },
        {
          trigger: { kind: "at", time: 3 },
          assignments: [assign("B", species("A")), assign("A", binary(species("A"), "*", species("B")))],
        },
        { trigger: { kind: "at", time: 0 }, assignments: [assign("B", number(9))] },
      ],
    }),
  );
  const state = new Map([
    ["A", 1],
    ["B", 2],
    ["time", 3],
  ]);
  const events = elementsNamed(root, "event");
  expect(events.map((event) => effectOf(event, state))).toEqual([{ A: 12, B: 6 }, { B: 0 }]);
  expect(events.map((event) => triggerOf(event, state))).toEqual([true, false]);
  expect(attributes(root, "event", "useValuesFromTriggerTime")).toEqual(["true", "true"]);
});

test("a repeating event moves its own next time; a condition true at the start does not fire", () => {
  const root = check(sampleNetworks["events"]!);
  const [, every, when] = elementsNamed(root, "event");
  const state = new Map([
    ["A", 1],
    ["B", 13],
    ["time", 3],
    ["next_event3", 3],
    ["period_event3", 1.5],
    ["dose", 3],
    ["k", 1],
  ]);
  expect(effectOf(every!, state)).toEqual({ B: 16, next_event3: 4.5 });
  expect(effectOf(when!, state)).toEqual({ B: 1, k: 0.5 });
  expect(attributes(root, "trigger", "initialValue")).toEqual(["false", "false", "true"]);
  const priorities = elementsNamed(root, "priority").map((priority) =>
    evaluateMathml(priority.children[0]!, state),
  );
  expect(priorities).toEqual([3, 2, 1]);
});

test("phases of a network repeat, those of a learning circuit run one cycle", () => {
  const network = sampleNetworks["phases"]!;
  expect(elementsNamed(check(network), "event").map((event) => effectOf(event, phaseState))).toEqual([
    { gate_first: 0, gate_second: 1, end_first: 2.75 },
    { gate_second: 0, gate_third: 1, end_second: 3.25 },
    { gate_third: 0, gate_first: 1, end_third: 3.5 },
  ]);
  const learning = { inputs: [], targets: [], weights: [], outputs: [], states: [], gradients: [] };
  const circuit: ReactionNetwork = {
    ...network,
    learning: {
      ...learning,
      cancellation: "host",
      feed: undefined,
      inferencePhases: ["first"],
      learningPhases: ["second", "third"],
      loss: number(0),
    },
  };
  const events = elementsNamed(check(circuit), "event");
  expect(events.map((event) => effectOf(event, phaseState))).toEqual([
    { gate_first: 0, gate_second: 1 },
    { gate_second: 0, gate_third: 1 },
    { gate_third: 0 },
  ]);
  const starts = [0.99, 1, 1.5, 1.75].map((time) => {
    const state = new Map([...phaseState, ["time", time]]);
    return events.filter((event) => triggerOf(event, state)).length;
  });
  expect(starts).toEqual([0, 1, 2, 3]);
});

const phaseState = new Map([
  ["end_first", 1],
  ["end_second", 1.5],
  ["end_third", 1.75],
  ["cycle", 1.75],
  ["time", 0],
]);

test("reserved and clashing identifiers are changed, with a hint and the original as name", () => {
  const network = sampleNetworks["names"]!;
  const spread: ReactionNetwork = {
    ...network,
    species: network.species.map((one, index) => ({
      ...one,
      provenance: { ...one.provenance, origin: at(index) },
    })),
    parameters: network.parameters.map((one, index) => ({
      ...one,
      provenance: { ...one.provenance, origin: at(10 + index) },
    })),
  };
  const { artefact, diagnostics } = sbmlFromReactions(spread);
  const root = parseXml(artefact!);
  expect(attributes(root, "species", "id", "name").slice(1, 4)).toEqual(["n_in in", "r1 r1", "tube tube"]);
  expect(attributes(root, "compartment", "id", "name")).toEqual(["tube__2 tube__2"]);
  expect(attributes(root, "reaction", "id")).toEqual(["r1__2", "r2", "r3"]);
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "identifier-renamed `time` becomes `n_time` in sbml.",
    "identifier-renamed `in` becomes `n_in` in sbml.",
    "identifier-renamed `lambda` becomes `n_lambda` in sbml.",
    "identifier-renamed `pi` becomes `n_pi` in sbml.",
    "identifier-renamed `if` becomes `n_if` in sbml.",
  ]);
});

function at(start: number) {
  return { file: origin.file, span: { start: start + 1, end: start + 2 } };
}

test("documentation becomes notes, and text is made safe for XML", () => {
  const network = sampleNetwork({
    species: { A: 1 },
    changes: { documentation: 'a < b & "c"\u0001\n\nsecond' },
  });
  const { artefact } = sbmlFromReactions(network);
  expect(artefact).toContain('<p>a &lt; b &amp; "c"\uFFFD</p>');
  expect(elementsNamed(parseXml(artefact!), "p").map(({ text }) => text)).toContain("second");
});

test("units that contradict a law are left out, and the notes say why", () => {
  const network = sampleNetwork({
    units: { time: "s", concentration: "nM" },
    species: { A: 1 },
    parameters: { k: 1 },
    reactions: [
      ["A -> 0", "k"],
      ["2 A -> 0", "k"],
    ],
  });
  const root = check(network);
  expect(attributes(root, "model", "substanceUnits", "timeUnits")).toEqual(["dimensionless dimensionless"]);
  expect(elementsNamed(root, "p").at(-1)!.text).toBe(
    "Numbers are in nM and s; units are not declared, because the law of r2 does not fit them.",
  );
});

test.each<[string, TargetOptions, ReactionNetwork, string]>([
  ["another level", { level: "l2v4" }, sampleNetworks["dimerisation"]!, "not-available-yet"],
  ["no volume", { profile: "ssa", volume: 0 }, sampleNetworks["dimerisation"]!, "target-not-supported"],
  ["not a number", {}, sampleNetwork({ species: { A: Number.NaN } }), "target-not-supported"],
  [
    "infinite",
    {},
    sampleNetwork({ species: {}, parameters: { k: Number.POSITIVE_INFINITY } }),
    "target-not-supported",
  ],
  [
    "nested too deep",
    {},
    sampleNetwork({ species: { A: 1 }, reactions: [["A -> 0", { flux: nested(120) }]] }),
    "target-not-supported",
  ],
])("%s is refused", (_, options, network, code) => {
  const { artefact, diagnostics } = sbmlFromReactions(network, options);
  expect(artefact).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
});

function nested(depth: number) {
  let expression = species("A");
  for (let level = 0; level < depth; level++)
    expression = binary(number(1), level % 2 === 0 ? "+" : "*", expression);
  return expression;
}

function check(network: ReactionNetwork, options: TargetOptions = {}): XmlElement {
  const { artefact, diagnostics } = sbmlFromReactions(network, options);
  expect(diagnostics).toEqual([]);
  expect(sbmlFromReactions(network, options).artefact).toBe(artefact);
  return parseXml(artefact!);
}

function attributes(root: XmlElement, name: string, ...keys: readonly string[]): readonly string[] {
  return elementsNamed(root, name).map((element) =>
    keys.map((key) => String(element.attributes[key])).join(" "),
  );
}

function effectOf(event: XmlElement, state: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    elementsNamed(event, "eventAssignment").map((assignment) => [
      assignment.attributes["variable"],
      evaluateMathml(assignment.children[0]!, state),
    ]),
  );
}

function triggerOf(event: XmlElement, state: ReadonlyMap<string, number>): boolean {
  return evaluateMathml(elementsNamed(event, "trigger")[0]!.children[0]!, state) !== 0;
}
