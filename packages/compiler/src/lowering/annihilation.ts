// Two rails of one quantity cancel: `q⁺ + q⁻ -> 0`.

import type { Origin } from "@ncrn/language";
import type { AnonymousReaction } from "../network/number-reactions.js";
import { numberExpression } from "../network/rate-expression.js";
import type { Rails } from "../network/reaction-network.js";

/** How fast rails cancel, and in which phases (empty: always). */
export interface AnnihilationSetting {
  readonly rateConstant: number;
  readonly phases: readonly string[];
}

/** The annihilation of a quantity; nothing if it has one rail. */
export function annihilationOf(
  rails: Rails,
  { rateConstant, phases }: AnnihilationSetting,
  origin: Origin,
): readonly AnonymousReaction[] {
  if (rails.negative === undefined || rateConstant === 0) return [];
  return [
    {
      reactants: [
        { species: rails.positive, coefficient: 1 },
        { species: rails.negative, coefficient: 1 },
      ],
      products: [],
      rate: { kind: "mass-action", constant: numberExpression(rateConstant) },
      phases,
      role: "annihilation",
      documentation: undefined,
      provenance: [{ origin, rule: `annihilation of the rails of ${rails.name}` }],
    },
  ];
}
