// Copies → the transfers that open each window: what a species becomes, and what is cleaned.

import type { Provenance, SpeciesId } from "../network/reaction-network.js";
import type { CircuitPlan } from "./circuit-plan.js";
import { type Coefficient, coefficientOf, multiplyCoefficients, ONE } from "./coefficient.js";
import type { CopySpecies } from "./copy-species.js";
import type { Copies, Copy } from "./phase-local-copies.js";
import type { Transfer } from "./transfer-reactions.js";

/** What the transfers of a network depend on besides its copies. */
export interface TransferContext {
  readonly ids: CopySpecies;
  readonly clock: readonly SpeciesId[];
  readonly factors: ReadonlyMap<SpeciesId, Coefficient>;
  readonly tokenAmount: number;
}

/** The transfers of all windows: every copy that is not permanent ends in one. */
export function openingTransfers(
  plan: CircuitPlan,
  copies: Copies,
  context: TransferContext,
): readonly Transfer[] {
  const count = plan.windows.length;
  return plan.windows.flatMap((_, window) =>
    plan.species.flatMap((species) =>
      copies
        .of(species)
        .filter(({ end, permanent }) => !permanent && end % count === window)
        .map((copy) => transferOf(copy, window, { plan, copies, context })),
    ),
  );
}

function transferOf(
  copy: Copy,
  window: number,
  {
    plan,
    copies,
    context,
  }: { readonly plan: CircuitPlan; readonly copies: Copies; readonly context: TransferContext },
): Transfer {
  const { species } = copy;
  const { ids, clock, factors, tokenAmount } = context;
  const scale = (coefficient: Coefficient): Coefficient => {
    if (factors.has(species)) return ONE;
    return species === plan.token
      ? multiplyCoefficients(coefficientOf(1 / tokenAmount), coefficient)
      : coefficient;
  };
  const to = [...plan.image(species, window)].flatMap(([product, share]) => {
    const next = copies.at(product, window);
    if (next === undefined) return [];
    const coefficient = product === species ? share.coefficient : scale(share.coefficient);
    return [{ species: ids.idOf(next), coefficient, provenance: share.provenance }];
  });
  const terms = to.flatMap(({ provenance }) => provenance);
  return { from: ids.idOf(copy), clock: clock[window]!, to, terms: withoutRepetition(terms) };
}

function withoutRepetition(terms: readonly Provenance[]): readonly Provenance[] {
  const textOf = ({ origin, rule }: Provenance): string =>
    `${rule} ${origin.file} ${origin.span.start} ${origin.span.end}`;
  return [...new Map(terms.map((term) => [textOf(term), term])).values()];
}
