// What an SBML document says, before it is XML: identifiers are SIds, laws are final, dimensions are open still.

import type { Dimension } from "@ncrn/language";
import type { Provenance, RateExpression, Stoichiometry } from "../network/reaction-network.js";

/** `ode`: species are concentrations; `ssa`: species are molecule counts. */
export type SbmlProfile = "ode" | "ssa";

export interface SbmlModel {
  readonly id: string;
  readonly name: string;
  readonly profile: SbmlProfile;
  /** Paragraphs of the model's notes. */
  readonly notes: readonly string[];
  readonly compartment: string;
  readonly species: readonly SbmlSpecies[];
  readonly parameters: readonly SbmlParameter[];
  readonly reactions: readonly SbmlReaction[];
  readonly events: readonly SbmlEvent[];
  readonly provenance: Provenance;
}

export interface SbmlSpecies {
  readonly id: string;
  readonly name: string;
  /** A concentration, or a whole count in the `ssa` profile. */
  readonly initial: number;
  /** Not changed by reactions. */
  readonly boundary: boolean;
  /** Not changed by anything. */
  readonly constant: boolean;
  readonly documentation: string | undefined;
  readonly provenance: Provenance;
}

export interface SbmlParameter {
  readonly id: string;
  readonly name: string;
  /** Undefined if a formula gives it. */
  readonly value: number | undefined;
  /** Undefined: whatever its uses need. */
  readonly dimension: Dimension | undefined;
  readonly constant: boolean;
  /** `initial`: computed once at the start; `always`: an assignment rule. */
  readonly formula: { readonly kind: "initial" | "always"; readonly expression: RateExpression } | undefined;
  readonly term: number | undefined;
}

export interface SbmlReaction {
  readonly id: string;
  readonly reactants: readonly Stoichiometry[];
  readonly products: readonly Stoichiometry[];
  /** Extent per time; the compartment and counts are parameters in it. */
  readonly law: RateExpression;
  /** Systems Biology Ontology term of the law; undefined if it is not mass action. */
  readonly term: number | undefined;
  readonly documentation: string | undefined;
  readonly provenance: readonly Provenance[];
}

export interface SbmlEvent {
  readonly id: string;
  readonly name: string;
  readonly trigger: RateExpression;
  /** The value that the trigger is taken to have before time 0: `true` keeps a condition true at the start from firing. */
  readonly triggerBefore: boolean;
  readonly assignments: readonly { readonly target: string; readonly value: RateExpression }[];
  /** Among events at one time, higher ones run first and later ones see their results; undefined if none coincide. */
  readonly priority: number | undefined;
}
