// Which derivatives of laws the integrals of a step need.
import type { SystemStructure } from "../system-structure.js";

/** Slots of the derivatives of all laws that are integrated. */
export function slopeSlotsOfItems({ quadratures, laws }: SystemStructure): readonly number[] {
  const values = new Set(quadratures.items.flatMap((terms) => terms.map(({ slot }) => slot)));
  return [...values].flatMap((value) => (laws.slopesOf.get(value) ?? []).map(({ slot }) => slot));
}
