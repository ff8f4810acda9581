// Openings of windows → reactions: `S + C -> S' + Σ c·D + C`. The whole part of a coefficient is stoichiometry; a
// fraction f is a competition of two conversions, with f and 1 − f of the transfer rate.

import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import type { Provenance, RateExpression, SpeciesId, Stoichiometry } from "../network/reaction-network.js";
import type { ClockReaction } from "./clock-reaction.js";
import type { Coefficient } from "./coefficient.js";

/** A species that a clock species turns into others. */
export interface Transfer {
  readonly from: SpeciesId;
  readonly clock: SpeciesId;
  /** Nothing: the species is cleaned. */
  readonly to: readonly { readonly species: SpeciesId; readonly coefficient: Coefficient }[];
  /** The terms of the circuit that it carries out. */
  readonly terms: readonly Provenance[];
}

/** How far a coefficient may be from a whole number and count as one. */
const WHOLE_WITHIN = 1e-9;

/** One reaction, or several that share the transfer rate among sets of products so that the mean is right. */
export function transferReactions(
  { from, clock, to, terms }: Transfer,
  transferRate: number,
): readonly ClockReaction[] {
  const parts = to.map(({ species, coefficient }) => ({ species, ...split(coefficient) }));
  const fractions = parts
    .flatMap(({ fraction }) => (fraction === undefined ? [] : [fraction]))
    .sort((a, b) => a.value - b.value);
  const steps = [
    ...fractions.filter(
      ({ value }, index) => index === 0 || value - fractions[index - 1]!.value > WHOLE_WITHIN,
    ),
    { value: 1, expression: numberExpression(1) },
  ];
  return steps.map((step, index) => {
    const share = binaryExpression("-", step.expression, steps[index - 1]?.expression ?? numberExpression(0));
    const products = parts.flatMap(({ species, whole, fraction }) => {
      const extra = fraction !== undefined && fraction.value > step.value - WHOLE_WITHIN ? 1 : 0;
      return whole + extra === 0 ? [] : [{ species, coefficient: whole + extra }];
    });
    return { ...conversion({ from, clock, products, constant: times(share, transferRate) }), terms };
  });
}

function conversion(parts: {
  readonly from: SpeciesId;
  readonly clock: SpeciesId;
  readonly products: readonly Stoichiometry[];
  readonly constant: RateExpression;
}): ClockReaction {
  const { from, clock, products, constant } = parts;
  const isCleaning = products.length === 0;
  const catalyst = { species: clock, coefficient: 1 };
  return {
    reactants: [{ species: from, coefficient: 1 }, catalyst],
    products: [...products, catalyst],
    constant,
    role: isCleaning ? "cleaning" : "transfer",
    rule: isCleaning ? `cleaning of ${from}` : `transfer of ${from}`,
  };
}

function times(share: RateExpression, rate: number): RateExpression {
  return binaryExpression("*", numberExpression(rate), share);
}

function split({ value, expression }: Coefficient): {
  readonly whole: number;
  readonly fraction: Coefficient | undefined;
} {
  const nearest = Math.round(value);
  if (Math.abs(value - nearest) <= WHOLE_WITHIN * Math.max(1, nearest))
    return { whole: nearest, fraction: undefined };
  const whole = Math.floor(value);
  const rest = binaryExpression("-", expression, numberExpression(whole));
  return { whole, fraction: { value: value - whole, expression: rest } };
}
