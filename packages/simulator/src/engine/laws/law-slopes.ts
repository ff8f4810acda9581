// Which derivatives of laws are kept where the matrix is factored.
import type { SystemStructure } from "../system-structure.js";

/** Slots of the derivatives of the laws that are integrated or, for corrections of balanced steps, of all laws. */
export function keptSlopeSlots(
  { quadratures, laws }: SystemStructure,
  isBalanced: boolean,
): readonly number[] {
  const integrated = quadratures.items.flatMap((terms) => terms.map(({ slot }) => slot));
  const values = isBalanced ? laws.valueSlots : new Set(integrated);
  return [...values].flatMap((value) => (laws.slopesOf.get(value) ?? []).map(({ slot }) => slot));
}
