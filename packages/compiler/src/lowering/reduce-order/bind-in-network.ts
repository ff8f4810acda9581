// Reactions of a crn that are still of too high an order when its equations have been reduced become fast binding.

import type { CheckedNetwork, Diagnostic } from "@ncrn/language";
import type { AnonymousReaction } from "../../network/number-reactions.js";
import type { Species } from "../../network/reaction-network.js";
import type { NetworkNames } from "../network-names.js";
import { BINDING_FACTOR, bindReactants } from "./bind-reactants.js";
import { bindingDiagnostics } from "./binding-diagnostics.js";

/** The reactions, the complexes in them, and what they cost. */
export interface BoundNetwork {
  readonly reactions: readonly AnonymousReaction[];
  readonly complexes: readonly Species[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the text asks for no order, everything stays as it is. */
export function bindInNetwork(
  { lowering }: CheckedNetwork,
  reactions: readonly AnonymousReaction[],
  { identifiers, parameterValues }: NetworkNames,
): BoundNetwork {
  if (lowering.order === undefined) return { reactions, complexes: [], diagnostics: [] };
  const bound = bindReactants(reactions, {
    limit: lowering.order,
    factor: BINDING_FACTOR,
    identifierOf: (parts) => identifiers.fresh(`complex ${parts.join(" ")}`),
  });
  const complexes = bound.bindings.flatMap(({ complexes: made }) =>
    made.map<Species>(({ id, parts, reaction }) => ({
      id,
      name: `complex ${parts.join(" ")}`,
      initial: 0,
      clamped: false,
      role: "auxiliary",
      documentation: undefined,
      provenance: { origin: reaction.provenance[0]!.origin, rule: `complex of ${parts.join(", ")}` },
    })),
  );
  const valueOfParameter = (parameter: string): number => parameterValues.get(parameter) ?? Number.NaN;
  return {
    reactions: bound.reactions,
    complexes,
    diagnostics: bindingDiagnostics(bound.bindings, valueOfParameter),
  };
}
