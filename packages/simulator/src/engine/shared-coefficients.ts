// Terms of a right-hand side → the coefficients they share. Terms whose coefficients are the same sum of fluxes, or its
// negative, have one coefficient: then rate·product is computed once for what a reaction takes and what it makes.
import type { PreparedSystem } from "../equations/prepared-system.js";

/** The distinct coefficients of a system's terms. */
export interface SharedCoefficients {
  readonly count: number;
  /** By term: the number of its coefficient, and 1 or −1. */
  readonly ofTerm: Int32Array;
  readonly signOfTerm: Int8Array;
  /** By coefficient: active reactions and how often the flux factor of each counts. */
  readonly parts: readonly (readonly CoefficientPart[])[];
}

export interface CoefficientPart {
  readonly reaction: number;
  readonly change: number;
}

/** Groups the terms of a system by what their coefficients are sums of. */
export function shareCoefficients({ terms }: PreparedSystem): SharedCoefficients {
  const { contributionTerm, contributionReaction, contributionChange, slot } = terms;
  const ofTerm = new Int32Array(slot.length);
  const signOfTerm = new Int8Array(slot.length);
  const known = new Map<string, number>();
  const parts: (readonly CoefficientPart[])[] = [];
  for (let start = 0; start < contributionTerm.length; ) {
    const term = contributionTerm[start]!;
    const sign = contributionChange[start]! < 0 ? -1 : 1;
    let end = start;
    let key = "";
    for (; end < contributionTerm.length && contributionTerm[end] === term; end++)
      key += `${contributionReaction[end]!}:${sign * contributionChange[end]!} `;
    let coefficient = known.get(key);
    if (coefficient === undefined) {
      coefficient = parts.length;
      known.set(key, coefficient);
      const from = start;
      parts.push(
        Array.from({ length: end - from }, (_, k) => ({
          reaction: contributionReaction[from + k]!,
          change: sign * contributionChange[from + k]!,
        })),
      );
    }
    ofTerm[term] = coefficient;
    signOfTerm[term] = sign;
    start = end;
  }
  return { count: parts.length, ofTerm, signOfTerm, parts };
}
