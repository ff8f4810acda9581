// Identifiers of the network → names that the Visual CRN engine and other readers of its dialect accept.

import { freshNames } from "../network/free-name.js";
import type { ReactionNetwork } from "../network/reaction-network.js";

/** Words that the engine reserves or gives a meaning. */
const avoidedWords: ReadonlySet<string> = new Set(
  (
    "module system inference directive with constant def dom else false if init int_of_float float_of_int log new not " +
    "prod rxn sum tether then time true ceiling floor round spatial node edge"
  ).split(" "),
);

/** New names of species, parameters and phases. */
export interface CrnIdentifiers {
  /** Identifier of a species or parameter → name. */
  readonly of: (id: string) => string;
  /** Name of a phase → the species that is 1 while it runs. */
  readonly phaseSpecies: (phase: string) => string;
  /** A fresh parameter name for the rate constant with this number. */
  readonly freshConstant: (number: number) => string;
}

/**
 * Parameters begin with `p__` and phase species with `phase__`; `__` stands nowhere else, so that the three cannot meet.
 */
export function crnIdentifiers(network: ReactionNetwork): CrnIdentifiers {
  const names = new Map<string, string>();
  const phases = new Map<string, string>();
  // A number could make `__` or a name that the engine makes itself.
  const claim = freshNames([], (count) => "x".repeat(count - 1));
  for (const { id } of network.species) names.set(id, claim(speciesName(id)));
  for (const { id } of network.parameters) names.set(id, claim(`p__${withoutDoubleUnderscore(id)}`));
  for (const { name } of network.phases) {
    phases.set(name, claim(`phase__${withoutDoubleUnderscore(name.replace(/[^A-Za-z0-9_]/g, "_"))}`));
  }
  return {
    of: (id) => names.get(id) ?? id,
    phaseSpecies: (phase) => phases.get(phase) ?? phase,
    freshConstant: (number) => claim(`p__k${number}`),
  };
}

function speciesName(id: string): string {
  const plain = withoutDoubleUnderscore(/^[A-Za-z]/.test(id) ? id : `s${id}`);
  // `sp1` is a name that the engine makes, `r1` and `p` are prefixes of names in strand displacement exports.
  const clashes = avoidedWords.has(plain) || /^(sp_?[0-9]+|r[0-9]+|p)$/.test(plain);
  return clashes ? `${plain}x` : plain;
}

function withoutDoubleUnderscore(id: string): string {
  const collapsed = id.replace(/_+/g, "_");
  return collapsed.endsWith("_") ? `${collapsed}x` : collapsed;
}
