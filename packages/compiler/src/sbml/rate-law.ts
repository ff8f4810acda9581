// Reaction → the law of its SBML reaction, in extent per time: volume · k · ∏[S]^n for concentrations, the exact
// propensity for counts. Both are the plain law of this language, whatever convention the source was written in.

import { binaryExpression, mapLeaves, numberExpression } from "../network/rate-expression.js";
import type { RateExpression, Reaction, Stoichiometry } from "../network/reaction-network.js";

/** What laws refer to beside species and rate constants. */
export interface LawSetting {
  /** The compartment whose size turns a concentration into an amount; undefined for counts. */
  readonly compartment: string | undefined;
  /** The parameter that holds molecules per unit of concentration; undefined for concentrations. */
  readonly moleculesPerUnit: string | undefined;
}

/** The factors of a law that are not undefined, multiplied. */
export function rateLaw(
  reaction: Reaction,
  constant: RateExpression | undefined,
  gate: RateExpression | undefined,
  setting: LawSetting,
): RateExpression {
  const scale = setting.compartment === undefined ? undefined : parameter(setting.compartment);
  if (reaction.rate.kind === "law") {
    const molecules =
      setting.moleculesPerUnit === undefined ? undefined : parameter(setting.moleculesPerUnit);
    return product([scale ?? molecules, gate, inConcentrations(reaction.rate.flux, setting)]);
  }
  return setting.moleculesPerUnit === undefined
    ? product([scale, gate, constant, ...reaction.reactants.map(power)])
    : propensity(reaction.reactants, product([gate, constant]), setting.moleculesPerUnit);
}

/** An expression of the language, whose species are concentrations, where species are what the profile says. */
export function inConcentrations(
  expression: RateExpression,
  { moleculesPerUnit }: LawSetting,
): RateExpression {
  if (moleculesPerUnit === undefined) return expression;
  return mapLeaves(expression, (leaf) =>
    leaf.kind === "species"
      ? { kind: "binary", operator: "/", left: leaf, right: parameter(moleculesPerUnit) }
      : leaf,
  );
}

/** A concentration as a whole number of molecules; unchanged where species are concentrations. */
export function fromConcentration(value: RateExpression, setting: LawSetting): RateExpression {
  if (setting.moleculesPerUnit === undefined) return value;
  const count = product([parameter(setting.moleculesPerUnit), inConcentrations(value, setting)]);
  return { kind: "call", function: "round", arguments: [count] };
}

function power({ species, coefficient }: Stoichiometry): RateExpression {
  return binaryExpression("^", { kind: "species", id: species }, numberExpression(coefficient));
}

/** k · Ω^(1−m) · ∏ n(n−1)…: the large-volume limit is the concentration law. */
function propensity(
  reactants: readonly Stoichiometry[],
  constant: RateExpression,
  moleculesPerUnit: string,
): RateExpression {
  const order = reactants.reduce((sum, { coefficient }) => sum + coefficient, 0);
  const counts = reactants.flatMap(({ species, coefficient }) =>
    Array.from({ length: coefficient }, (_, taken) =>
      binaryExpression("-", { kind: "species", id: species }, numberExpression(taken)),
    ),
  );
  const combinations = product([constant, ...counts]);
  if (order === 1) return combinations;
  if (order === 0) return product([constant, parameter(moleculesPerUnit)]);
  const scale = binaryExpression("^", parameter(moleculesPerUnit), numberExpression(order - 1));
  return { kind: "binary", operator: "/", left: combinations, right: scale };
}

function product(factors: readonly (RateExpression | undefined)[]): RateExpression {
  return factors
    .filter((factor) => factor !== undefined)
    .reduce<RateExpression>((left, right) => binaryExpression("*", left, right), numberExpression(1));
}

function parameter(id: string): RateExpression {
  return { kind: "parameter", id };
}

/** Ontology term of a mass-action law by its reactants; undefined terms of higher orders fall back to the general one. */
export function massActionTerm(reactants: readonly Stoichiometry[], isDiscrete: boolean): number {
  const order = reactants.reduce((sum, { coefficient }) => sum + coefficient, 0);
  const key = `${order} of ${reactants.length}`;
  const [continuous, discrete] = termsByOrder[key] ?? [41, 166];
  return isDiscrete ? discrete : continuous;
}

/** Order and number of different reactants → terms of the continuous and of the discrete law. */
const termsByOrder: Readonly<Record<string, readonly [number, number]>> = {
  "0 of 0": [47, 140],
  "1 of 1": [49, 141],
  "2 of 1": [52, 142],
  "2 of 2": [54, 143],
  "3 of 1": [57, 144],
  "3 of 2": [59, 145],
  "3 of 3": [61, 146],
};

/** Ontology term of a rate constant by order. */
export function rateConstantTerm(order: number, isDiscrete: boolean): number | undefined {
  return (isDiscrete ? [65, 66, 67, 68] : [48, 35, 36, 37])[order];
}
