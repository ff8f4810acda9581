// The form between mathematics and chemistry: `target' = polynomial` in some phases, with a role.

import type { Origin } from "@ncrn/language";
import type { Rails, ReactionRole } from "../network/reaction-network.js";
import { type Polynomial, variablesOf } from "../polynomials/polynomial.js";

/** One contribution to the time derivative of a variable; several for the same target add up. */
export interface RateEquation {
  /** Variable name, as used in the polynomials. */
  readonly target: string;
  readonly value: Polynomial;
  /** Phases in which it holds; empty: always. */
  readonly phases: readonly string[];
  readonly role: ReactionRole;
  /** Short phrase for the provenance, e.g. `dynamics of x`. */
  readonly rule: string;
  readonly origin: Origin;
}

/** The target and all variables that are read. */
export function namesIn({ target, value }: RateEquation): readonly string[] {
  return [target, ...variablesOf(value)];
}

/** How a variable is stored, and which rails may be read in given phases. */
export interface RailTable {
  /** Rails that reactions may change in the given phases. */
  readonly written: (variable: string, phases: readonly string[]) => Rails;
  /** Rails that carry the value while the given phases run; a rail left out is known to be 0 or not to be read. */
  readonly read: (variable: string, phases: readonly string[]) => Rails;
}
