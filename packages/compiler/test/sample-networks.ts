// Small networks written by hand for the tests of the targets, without the front end.

import type { Origin } from "@ncrn/language";
import type {
  NetworkEvent,
  Parameter,
  Phase,
  RateExpression,
  Reaction,
  ReactionNetwork,
  ReactionRate,
  Species,
  Stoichiometry,
} from "../src/network/reaction-network.js";

export const origin: Origin = { file: "sample.ncrn", span: { start: 0, end: 1 } };
const provenance = { origin, rule: "written" };

/** A reaction as text, `2 A + B -> C`, with its rate: a parameter, a number, or a flux. */
export type SampleReaction =
  | readonly [text: string, constant: string | number | RateExpression]
  | readonly [text: string, constant: string | number | RateExpression, phases: readonly string[]]
  | readonly [text: string, rate: { readonly flux: RateExpression }, phases?: readonly string[]];

/** A network in short. Species that start with `*` are clamped. */
export interface SampleNetwork {
  readonly name?: string;
  readonly units?: Partial<ReactionNetwork["units"]>;
  readonly parameters?: Readonly<Record<string, number | readonly [value: number, unit: string]>>;
  readonly species: Readonly<Record<string, number>>;
  readonly reactions?: readonly SampleReaction[];
  readonly events?: readonly Pick<NetworkEvent, "trigger" | "assignments">[];
  readonly phases?: readonly Phase[];
  readonly observables?: ReactionNetwork["observables"];
  readonly changes?: Partial<ReactionNetwork>;
}

export function sampleNetwork(sample: SampleNetwork): ReactionNetwork {
  const species = Object.entries(sample.species).map(([id, initial]) => sampleSpecies(id, initial));
  const order = species.map(({ id }) => id);
  return {
    name: sample.name ?? "Sample",
    documentation: undefined,
    units: { time: undefined, concentration: undefined, volume: undefined, ...sample.units },
    kinetics: "plain",
    parameters: Object.entries(sample.parameters ?? {}).map(([id, value]) => sampleParameter(id, value)),
    species,
    reactions: (sample.reactions ?? []).map((reaction, index) => sampleReaction(reaction, index, order)),
    events: (sample.events ?? []).map((event, index) => ({ ...event, id: `event${index + 1}`, provenance })),
    phases: sample.phases ?? [],
    observables: sample.observables ?? [],
    learning: undefined,
    clock: undefined,
    provenance,
    ...sample.changes,
  };
}

function sampleSpecies(text: string, initial: number): Species {
  const id = text.replace("*", "");
  return {
    id,
    name: id,
    initial,
    clamped: text.startsWith("*"),
    role: "species",
    documentation: undefined,
    provenance,
  };
}

function sampleParameter(id: string, given: number | readonly [value: number, unit: string]): Parameter {
  const [value, unit] = typeof given === "number" ? [given, undefined] : given;
  return { id, name: id, value, unit, provenance };
}

function sampleReaction(
  [text, rate, phases]: SampleReaction,
  index: number,
  order: readonly string[],
): Reaction {
  const [left = "", right = ""] = text.split("->");
  return {
    id: `r${index + 1}`,
    reactants: sampleSide(left, order),
    products: sampleSide(right, order),
    rate: sampleRate(rate),
    phases: phases ?? [],
    role: "source",
    documentation: undefined,
    provenance: [provenance],
  };
}

function sampleRate(rate: SampleReaction[1]): ReactionRate {
  if (typeof rate === "string") return { kind: "mass-action", constant: parameter(rate) };
  if (typeof rate === "number") return { kind: "mass-action", constant: number(rate) };
  return "flux" in rate ? { kind: "law", flux: rate.flux } : { kind: "mass-action", constant: rate };
}

function sampleSide(text: string, order: readonly string[]): readonly Stoichiometry[] {
  return text
    .split("+")
    .map((term) => term.trim())
    .filter((term) => term !== "" && term !== "0")
    .map((term) => {
      const [, coefficient = "", name = ""] = /^(\d*)\s*(\w+)$/.exec(term) ?? [];
      return { species: name, coefficient: coefficient === "" ? 1 : Number(coefficient) };
    })
    .sort((a, b) => order.indexOf(a.species) - order.indexOf(b.species));
}

export function number(value: number): RateExpression {
  return { kind: "number", value };
}

export function parameter(id: string): RateExpression {
  return { kind: "parameter", id };
}

export function species(id: string): RateExpression {
  return { kind: "species", id };
}

export const time: RateExpression = { kind: "time" };

export function binary(
  left: RateExpression,
  operator: Extract<RateExpression, { kind: "binary" }>["operator"],
  right: RateExpression,
): RateExpression {
  return { kind: "binary", operator, left, right };
}

export function call(
  name: Extract<RateExpression, { kind: "call" }>["function"],
  ...given: readonly RateExpression[]
): RateExpression {
  return { kind: "call", function: name, arguments: given };
}

/** `species = value` at an event. */
export function assign(id: string, value: RateExpression): NetworkEvent["assignments"][number] {
  return { target: { kind: "species", id }, value };
}

/** Every feature of the intermediate representation at least once, by name. */
export const sampleNetworks: Readonly<Record<string, ReactionNetwork>> = {
  "lotka-volterra": sampleNetwork({
    name: "LotkaVolterra",
    units: { time: "s", concentration: "nM" },
    species: { Prey: 10, Pred: 5 },
    parameters: { birth: [1, "1/s"], eat: [0.1, "1/nM/s"], death: [0.8, "1/s"] },
    reactions: [
      ["Prey -> 2 Prey", "birth"],
      ["Prey + Pred -> 2 Pred", "eat"],
      ["Pred -> 0", "death"],
    ],
    changes: { documentation: "Predator and prey, mass action." },
  }),
  dimerisation: sampleNetwork({
    name: "Dimerisation",
    species: { A: 10, B: 0 },
    reactions: [["2 A -> B", 0.1]],
  }),
  events: sampleNetwork({
    name: "Events",
    units: { time: "min", concentration: "uM" },
    species: { A: 10, B: 0, "*E": 2 },
    parameters: { k: [0.2, "1/min"], dose: [3, "uM"] },
    reactions: [
      ["A -> B", "k"],
      ["E -> E + B", binary(parameter("k"), "/", number(2))],
      ["0 -> A", 0.1],
    ],
    events: [
      { trigger: { kind: "at", time: 1 }, assignments: [assign("A", binary(species("A"), "+", number(5)))] },
      { trigger: { kind: "at", time: 1 }, assignments: [assign("A", binary(species("A"), "*", number(2)))] },
      {
        trigger: { kind: "every", period: 1.5 },
        assignments: [assign("B", binary(species("B"), "+", parameter("dose")))],
      },
      {
        trigger: { kind: "when", condition: binary(species("B"), ">", number(12)) },
        assignments: [
          assign("B", number(1)),
          { target: { kind: "parameter", id: "k" }, value: binary(parameter("k"), "*", number(0.5)) },
        ],
      },
    ],
    observables: [
      { name: "total", value: binary(species("A"), "+", species("B")) },
      { name: "A", value: species("A") },
    ],
  }),
  phases: sampleNetwork({
    name: "Phases",
    species: { A: 10, B: 1, C: 0 },
    parameters: { k: 1 },
    reactions: [
      ["A -> B", "k", ["first"]],
      ["A + B -> C + B", 0.5, ["second"]],
      ["B -> 0", 0.25, ["first", "third"]],
      ["C -> 0", 0.1],
    ],
    phases: [
      { name: "first", duration: 1 },
      { name: "second", duration: 0.5 },
      { name: "third", duration: 0.25 },
    ],
  }),
  laws: sampleNetwork({
    name: "Laws",
    units: { time: "s", concentration: "nM" },
    species: { S: 10, P: 0, I: 1 },
    parameters: {
      V: [2, "nM/s"],
      K: [3, "nM"],
      Ki: 2,
      a: [0.1, "1/nM/s"],
      b: [0.2, "1/s"],
      c: 0.05,
      d: [0.01, "1/s"],
      q: [3, "nM"],
    },
    reactions: [
      [
        "S -> P",
        {
          flux: binary(
            binary(parameter("V"), "*", species("S")),
            "/",
            binary(
              binary(parameter("K"), "*", binary(number(1), "+", binary(species("I"), "/", parameter("Ki")))),
              "+",
              species("S"),
            ),
          ),
        },
      ],
      ["P -> 0", { flux: binary(parameter("a"), "*", binary(species("P"), "^", number(2))) }],
      [
        "0 -> I",
        {
          flux: {
            kind: "conditional",
            condition: binary(binary(time, ">", number(1)), "&&", binary(species("P"), "<", number(5))),
            thenValue: binary(parameter("b"), "*", call("max", species("S"), number(1))),
            elseValue: number(0),
          },
        },
      ],
      ["I -> 0", { flux: binary(parameter("c"), "*", call("sqrt", species("I"))) }],
      ["P -> I", { flux: binary(parameter("d"), "*", binary(species("P"), "-", parameter("q"))) }],
    ],
  }),
  names: sampleNetwork({
    name: "time",
    species: { time_: 1, in: 2, r1: 3, tube: 4, p: 5, constant: 6, x__y_: 7, lambda: 1 },
    parameters: { pi: 0.5, if: 0.25 },
    reactions: [
      ["in + r1 -> tube", "pi"],
      ["p -> constant + x__y_", "if"],
      ["lambda + time_ -> 0", 1e-7],
    ],
  }),
};
