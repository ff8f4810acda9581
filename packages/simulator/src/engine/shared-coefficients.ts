// Terms of a right-hand side → the coefficients they share. Terms whose coefficients are the same sum of fluxes, or its
// negative, have one coefficient: then rate·product is computed once for what a reaction takes and what it makes.
import type { PreparedSystem } from "../equations/prepared-system.js";

/** The distinct coefficients of a system's terms. */
export interface SharedCoefficients {
  readonly count: number;
  /** By term: the number of its coefficient, and 1 or −1. */
  readonly ofTerm: Int32Array;
  readonly signOfTerm: Int8Array;
  /** By flux of a row in which fluxes may cancel (cancelling-rows.ts): the number of its coefficient, which is positive. */
  readonly ofFlux: Int32Array;
  /** By coefficient: active reactions and how often the flux factor of each counts. */
  readonly parts: readonly (readonly CoefficientPart[])[];
}

export interface CoefficientPart {
  readonly reaction: number;
  readonly change: number;
}

/** Groups the terms of a system by what their coefficients are sums of. */
export function shareCoefficients(system: PreparedSystem): SharedCoefficients {
  return inOrderOfRowPairs(system, distinctCoefficients(system));
}

/** Coefficients of two rows that are computed at once stand next to each other. */
function inOrderOfRowPairs(
  { terms: { rowStart }, coreSize, unknowns }: PreparedSystem,
  { count, ofTerm, signOfTerm, ofFlux, parts }: SharedCoefficients,
): SharedCoefficients {
  const numberOf = new Int32Array(count).fill(-1);
  const order: number[] = [];
  const meet = (term: number, end: number): void => {
    const coefficient = term < end ? ofTerm[term]! : -1;
    if (coefficient < 0 || numberOf[coefficient]! >= 0) return;
    numberOf[coefficient] = order.length;
    order.push(coefficient);
  };
  const pair = (row: number, isSingle: boolean): void => {
    const [first, second, end] = [
      rowStart[row]!,
      rowStart[row + 1]!,
      rowStart[isSingle ? row + 1 : row + 2]!,
    ];
    for (let k = 0; first + k < second || second + k < end; k++) {
      meet(first + k, second);
      meet(second + k, end);
    }
  };
  for (let row = 0; row < coreSize; row += 2) pair(row, row + 1 === coreSize);
  for (let row = coreSize; row < unknowns.length; row += 2) pair(row, row + 1 === unknowns.length);
  // Those of single fluxes, which no term has.
  for (let coefficient = 0; coefficient < count; coefficient++)
    if (numberOf[coefficient]! < 0) numberOf[coefficient] = order.push(coefficient) - 1;
  return {
    count,
    ofTerm: ofTerm.map((coefficient) => numberOf[coefficient]!),
    signOfTerm,
    ofFlux: ofFlux.map((coefficient) => numberOf[coefficient]!),
    parts: order.map((coefficient) => parts[coefficient]!),
  };
}

function distinctCoefficients({ terms, cancelling }: PreparedSystem): SharedCoefficients {
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
  const ofFlux = cancelling.reaction.map((reaction, flux) => {
    const change = Math.abs(cancelling.change[flux]!);
    const key = `${reaction}:${change} `;
    const before = known.get(key);
    if (before !== undefined) return before;
    parts.push([{ reaction, change }]);
    known.set(key, parts.length - 1);
    return parts.length - 1;
  });
  return { count: parts.length, ofTerm, signOfTerm, ofFlux, parts };
}
