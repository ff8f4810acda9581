// Gated reactions → the same reactions between copies, their constants divided by the time for which the gate lets them act.

import type { AnonymousReaction } from "../network/number-reactions.js";
import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import type { SpeciesId, Stoichiometry } from "../network/reaction-network.js";
import { netChange } from "../network/stoichiometry.js";
import type { CircuitPlan } from "./circuit-plan.js";
import type { Coefficient } from "./coefficient.js";
import type { CopySpecies } from "./copy-species.js";
import { type Gate, gateKey } from "./gate-area.js";
import type { GatedReaction } from "./gated-reactions.js";
import type { Copies, Copy } from "./phase-local-copies.js";

/** A reaction between copies with what gates it. */
export interface CopiedReaction {
  readonly gated: GatedReaction;
  /** The windows that this one serves. */
  readonly windows: readonly number[];
  readonly reactants: readonly (Stoichiometry & { readonly copy: Copy })[];
  readonly products: readonly (Stoichiometry & { readonly copy: Copy })[];
  /** Undefined: at its own rate. */
  readonly gate: Gate | undefined;
}

/** One for each set of copies that a reaction meets. Products that nothing needs any more are left out. */
export function copiedReactions(
  plan: CircuitPlan,
  copies: Copies,
  reactions: readonly GatedReaction[],
): readonly CopiedReaction[] {
  const found = new Map<string, CopiedReaction>();
  for (const [index, gated] of reactions.entries()) {
    for (const window of gated.windows) {
      const side = (terms: readonly Stoichiometry[]) =>
        terms.flatMap((term) => {
          const copy = copies.at(term.species, window);
          return copy === undefined ? [] : [{ ...term, copy }];
        });
      const [reactants, products] = [side(gated.reaction.reactants), side(gated.reaction.products)];
      const gate = gateOf(gated, window, { reactants, count: plan.windows.length });
      const key = [
        index,
        gate === undefined ? "" : gateKey(gate),
        ...[...reactants, ...products].map(({ copy }) => `${copy.species}@${copy.start}`),
      ].join(" ");
      const windows = [...(found.get(key)?.windows ?? []), window];
      found.set(key, { gated, windows, reactants, products, gate });
    }
  }
  return [...found.values()];
}

function gateOf(
  { gate }: GatedReaction,
  window: number,
  { reactants, count }: Pick<CopiedReaction, "reactants"> & { readonly count: number },
): Gate | undefined {
  switch (gate) {
    case "none":
      return undefined;
    case "clock":
      return { kind: "clock", window };
    case "copies": {
      const intervals = reactants
        .filter(({ copy }) => !copy.permanent)
        .flatMap(({ copy: { start, end }, coefficient }) => {
          const shift = start < 0 ? count : 0;
          return Array.from({ length: coefficient }, () => ({ start: start + shift, end: end + shift }));
        });
      return { kind: "copies", intervals };
    }
  }
}

/** What turns copied reactions into reactions of the network. */
export interface WindowReactionContext {
  readonly ids: CopySpecies;
  readonly clock: readonly SpeciesId[];
  readonly areaOf: (gate: Gate) => number;
  readonly factors: ReadonlyMap<SpeciesId, Coefficient>;
  readonly token: { readonly species: SpeciesId; readonly amount: number };
}

export function windowReaction(
  { gated, windows, reactants, products, gate }: CopiedReaction,
  { ids, clock, areaOf, factors, token }: WindowReactionContext,
): AnonymousReaction {
  const { id: _, ...reaction } = gated.reaction;
  const side = (terms: CopiedReaction["reactants"]): readonly Stoichiometry[] => [
    ...(gate?.kind === "clock" ? [{ species: clock[gate.window]!, coefficient: 1 }] : []),
    ...terms.map(({ copy, coefficient }) => ({ species: ids.idOf(copy), coefficient })),
  ];
  const copied = { ...reaction, phases: [], reactants: side(reactants), products: side(products) };
  if (gate === undefined || reaction.rate.kind === "law") return copied;
  const isTokenGated = reactants.some(({ species }) => species === token.species);
  const time = (gated.duration * windows.length) / (isTokenGated ? token.amount : 1);
  const [changed] = netChange(gated.reaction).keys();
  const factor = changed === undefined ? undefined : factors.get(changed);
  const scaled = binaryExpression("*", numberExpression(time / areaOf(gate)), reaction.rate.constant);
  const constant = factor === undefined ? scaled : binaryExpression("*", scaled, factor.expression);
  return { ...copied, rate: { kind: "mass-action", constant } };
}
