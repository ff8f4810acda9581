// Signals and their equations → which of them need two rails. A signal that starts non-negative and whose every
// falling term contains the signal itself is a concentration already and keeps one rail (the rule of Kaemika:
// Cardelli, Tribastone, Tschaikowski, "From electric circuits to chemical networks", 2020).

import { mapRails } from "../network/rails.js";
import type { Rails, SpeciesId } from "../network/reaction-network.js";
import { type Polynomial, variablesOf } from "../polynomials/polynomial.js";
import { expandRails } from "./expand-rails.js";

/** A signed quantity that may need two rails. */
export interface RailCandidate {
  readonly name: string;
  /** All contributions to its derivative. */
  readonly derivative: Polynomial;
  /** Known never to start below zero. */
  readonly startsNonNegative: boolean;
  /** Both rails are needed whatever the dynamics: the text names them, or events may set negative values. */
  readonly needsBoth: boolean;
}

/**
 * The largest set of candidates that can keep one rail, by removing offenders until none is left; yields after each.
 * @param identifierOf gives the identifiers of `x`, `x.p` and `x.m`
 */
export function* chooseRails(
  candidates: readonly RailCandidate[],
  otherRails: (variable: string) => Rails,
  identifierOf: (name: string) => SpeciesId,
): Generator<void, ReadonlyMap<string, Rails>> {
  const single = new Set(
    candidates
      .filter((candidate) => candidate.startsNonNegative && !candidate.needsBoth)
      .map(({ name }) => name),
  );
  const names = new Set(candidates.map(({ name }) => name));
  const railsOf = (variable: string): Rails => {
    if (!names.has(variable)) return otherRails(variable);
    // Identifiers must not be given out before the decision is final, so that single rails get the plain name.
    return single.has(variable)
      ? { name: variable, positive: variable, negative: undefined }
      : { name: variable, positive: `${variable}.p`, negative: `${variable}.m` };
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const { name, derivative } of candidates) {
      if (!single.has(name)) continue;
      yield;
      if (isKinetic(name, derivative, railsOf)) continue;
      single.delete(name);
      changed = true;
    }
  }
  return new Map(candidates.map(({ name }) => [name, mapRails(railsOf(name), identifierOf)]));
}

function isKinetic(name: string, derivative: Polynomial, railsOf: (variable: string) => Rails): boolean {
  return expandRails(derivative, railsOf).every((term) => term.number > 0 || variablesOf([term]).has(name));
}
