// What a network means, computed straight from the intermediate representation.

import { evaluateRateExpression } from "../src/network/rate-expression.js";
import type { RateExpression, Reaction, ReactionNetwork } from "../src/network/reaction-network.js";

/** The flux of a reaction while it runs: `k·∏[S]^n`, or its law. */
export function fluxOf(
  reaction: Reaction,
  network: ReactionNetwork,
  state: ReadonlyMap<string, number>,
  time = 0,
): number {
  const parameters = new Map(network.parameters.map(({ id, value }) => [id, value]));
  const { rate, reactants } = reaction;
  const evaluate = (expression: RateExpression) =>
    evaluateRateExpression(expression, {
      parameter: (id) => parameters.get(id) ?? Number.NaN,
      species: (id) => state.get(id) ?? Number.NaN,
      time,
    });
  if (rate.kind === "law") return evaluate(rate.flux);
  return reactants.reduce(
    (product, { species, coefficient }) => product * (state.get(species) ?? Number.NaN) ** coefficient,
    evaluate(rate.constant),
  );
}

/** Change of a species by one firing. */
export function netChange(reaction: Reaction): ReadonlyMap<string, number> {
  const change = new Map<string, number>();
  for (const { species, coefficient } of reaction.reactants) change.set(species, -coefficient);
  for (const { species, coefficient } of reaction.products)
    change.set(species, (change.get(species) ?? 0) + coefficient);
  return change;
}
