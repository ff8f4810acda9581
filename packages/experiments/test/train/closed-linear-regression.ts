// Linear regression as a closed network, written by hand: 27 reactions of 21 species, none above order 2. A ring
// oscillator of three species moves copies of inputs, states and errors from window to window; the environment feeds.

import type { Reaction, ReactionNetwork, Species, SpeciesRole, Stoichiometry } from "@ncrn/compiler";
import { origin } from "../hand-built.js";

/** Settings: the model is z' = θ ⊙ x + h for a time T, ŷ = z1 + z2. */
export interface ClosedRegression {
  readonly eta: number;
  readonly forward: number;
  readonly bias: number;
  /** One more species and reaction keep the output apart from the error. */
  readonly keepsOutput?: boolean;
}

const SEED = 1e-6;
const RING = 10;
const FAST = 100;
/** Of the ring with these constants: ∫ of one clock species over a period is a third of it. */
export const PERIOD = 8.289306934823975;
const AREA = PERIOD / 3;

const provenance = { origin, rule: "written by hand" };

/** The network; it starts where samples are due, in the middle of the window of C3. */
export function closedLinearRegression({
  eta,
  forward,
  bias,
  keepsOutput = false,
}: ClosedRegression): ReactionNetwork {
  const species = speciesList(keepsOutput);
  const slow = forward / AREA;
  const each = (pattern: (i: string) => readonly string[]) => ["1", "2"].flatMap(pattern);
  const lines = [
    `C1 + C2 -> 2 C2 : ${RING}`,
    `C2 + C3 -> 2 C3 : ${RING}`,
    `C1 + C3 -> 2 C1 : ${RING}`,
    ...each((i) => [`X${i}0 + C1 -> X${i}F + Z + C1 : ${FAST}`]),
    ...each((i) => [`X${i}F + P${i}p -> X${i}F + P${i}p + Z : ${slow}`]),
    `C1 -> C1 + Z : ${2 * bias * slow}`,
    ...each((i) => [`X${i}F + C2 -> X${i}B + C2 : ${FAST}`]),
    `Z + C2 -> Ep + C2${keepsOutput ? " + O" : ""} : ${FAST}`,
    `Y + C2 -> Em + C2 : ${FAST}`,
    `Ep + Em -> : ${FAST}`,
    ...each((i) => [`P${i}p + P${i}m -> : ${FAST}`]),
    ...each((i) =>
      ["p", "m"].map((sign) => `E${sign} + X${i}B -> E${sign} + X${i}B + G${i}${sign} : ${eta * slow}`),
    ),
    ...each((i) => [`G${i}p -> P${i}m : ${FAST}`, `G${i}m -> P${i}p : ${FAST}`]),
    ...each((i) => [`X${i}B + C3 -> C3 : ${FAST}`]),
    `Ep + C3 -> C3 : ${FAST}`,
    `Em + C3 -> C3 : ${FAST}`,
    ...(keepsOutput ? [`O + C3 -> C3 : ${FAST}`] : []),
  ];
  const rails = (name: string, positive: string, negative?: string) => ({ name, positive, negative });
  const weight = (i: number) => ({ ...rails(`theta[${i}]`, `P${i}p`, `P${i}m`), restricted: false });
  const species1 = { kind: "species" as const, id: "C1" };
  return {
    name: "Closed",
    documentation: undefined,
    units: { time: undefined, concentration: undefined, volume: undefined },
    kinetics: "plain",
    parameters: [],
    species,
    reactions: lines.map((line, index) => reaction(line, index, species)),
    events: [],
    phases: [],
    observables: [],
    learning: {
      inputs: [rails("x[1]", "X10"), rails("x[2]", "X20")],
      targets: [rails("y", "Y")],
      weights: [weight(1), weight(2)],
      // Without a target, the error is the output.
      outputs: [keepsOutput ? rails("yhat", "O") : rails("yhat", "Ep", "Em")],
      states: [],
      gradients: [],
      cancellation: "chemistry",
      feed: {
        trigger: {
          kind: "when",
          condition: { kind: "binary", operator: ">", left: species1, right: { kind: "species", id: "C2" } },
        },
        period: PERIOD,
        readDelay: (2 / 3) * PERIOD,
      },
      inferencePhases: [],
      learningPhases: [],
      loss: { kind: "number", value: 0 },
    },
    clock: {
      kind: "oscillator",
      period: PERIOD,
      windows: ["forward", "feedback", "idle"].map((name, index) => ({
        name,
        phases: [name],
        species: `C${index + 1}`,
        start: (index + 0.5) * AREA,
        area: AREA,
      })),
      areaMismatch: 0,
      overlap: 0.1,
      transferRate: FAST,
      measured: true,
    },
    provenance,
  };
}

function speciesList(keepsOutput: boolean): readonly Species[] {
  const roles: readonly (readonly [string, SpeciesRole])[] = [
    ["C1 C2 C3", "clock"],
    ["X10 X20", "input"],
    ["X1F X2F X1B X2B", "auxiliary"],
    ["Y", "target"],
    ["P1p P1m P2p P2m", "weight"],
    ["Z", "state"],
    ["Ep Em", "adjoint"],
    ["G1p G1m G2p G2m", "gradient"],
    ...(keepsOutput ? [["O", "output"] as const] : []),
  ];
  return roles.flatMap(([names, role]) =>
    names.split(" ").map((id) => ({
      id,
      name: id,
      initial: { C1: SEED, C2: SEED, C3: 1 - 2 * SEED }[id] ?? 0,
      clamped: false,
      role,
      documentation: undefined,
      provenance,
    })),
  );
}

function reaction(line: string, index: number, species: readonly Species[]): Reaction {
  const [equation, constant] = line.split(" : ");
  const [left, right] = equation!.split("->");
  const order = (id: string) => species.findIndex((entry) => entry.id === id);
  const side = (text: string): readonly Stoichiometry[] =>
    text
      .split("+")
      .map((term) => term.trim())
      .filter((term) => term !== "")
      .map((term) => {
        const [, coefficient, id] = /^(\d+ )?(\w+)$/.exec(term)!;
        return { species: id!, coefficient: Number(coefficient ?? 1) };
      })
      .sort((a, b) => order(a.species) - order(b.species));
  return {
    id: `r${index + 1}`,
    reactants: side(left!),
    products: side(right!),
    rate: { kind: "mass-action", constant: { kind: "number", value: Number(constant) } },
    phases: [],
    role: "source",
    documentation: undefined,
    provenance: [provenance],
  };
}
