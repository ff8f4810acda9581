// Text → its networks in a form in which two are equal if they mean the same chemistry, however they are written.

import {
  evaluateRateExpression,
  type RateExpression,
  type ReactionNetwork,
  reactionsFromModel,
} from "@ncrn/compiler";
import type { Snapshot } from "../../src/snapshot.js";

/** Each network by name: what starts where, and the flux of each reaction at some amounts. Throws for a text with errors. */
export function chemistryOf(snapshot: Snapshot): Readonly<Record<string, unknown>> {
  const analysis = snapshot.analysis();
  if (analysis === undefined) throw new Error("The text is too long.");
  const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const { networks, learns } = analysis.program;
  return Object.fromEntries(
    [...networks, ...learns].map((source) => {
      const { network, diagnostics } = reactionsFromModel(source);
      if (network === undefined) return [source.name, diagnostics.map(({ message }) => message).sort()];
      return [source.name, inNumbers(network)];
    }),
  );
}

/** Rates count by their values, since extracting and adding them changes how they are written; sides count as sets. */
function inNumbers(network: ReactionNetwork): unknown {
  const amounts = new Map(network.species.map(({ id }, index) => [id, 0.3 + 0.17 * index]));
  const parameters = new Map(network.parameters.map(({ id, value }) => [id, value]));
  const valueAt = (expression: RateExpression): number =>
    evaluateRateExpression(expression, {
      species: (id: string) => amounts.get(id) ?? 0,
      parameter: (id: string) => parameters.get(id) ?? 0,
      time: 0.7,
    });
  const side = (terms: readonly { species: string; coefficient: number }[]): string =>
    terms
      .map(({ species, coefficient }) => `${coefficient} ${species}`)
      .sort()
      .join(" + ");
  // Lowering makes one reaction of equal ones in several phases if their constants are written alike: here each phase counts.
  const fluxes = new Map<string, number>();
  for (const { reactants, products, rate, phases } of network.reactions) {
    const value = valueAt(rate.kind === "mass-action" ? rate.constant : rate.flux);
    for (const phase of phases.length === 0 ? ["always"] : phases) {
      const key = `${side(reactants)} -> ${side(products)} ${rate.kind} ${phase}`;
      fluxes.set(key, (fluxes.get(key) ?? 0) + value);
    }
  }
  const reactions = [...fluxes].map(([key, value]) => `${key} ${value.toPrecision(12)}`).sort();
  const species = network.species.map(({ id, initial }) => `${id} ${JSON.stringify(initial)}`).sort();
  return { reactions, species };
}
