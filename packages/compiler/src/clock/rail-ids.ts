// Rails → their species.

import type { Rails, SpeciesId } from "../reactions/reaction-network.js";

/** The species of rails, positive before negative. */
export function railIds(rails: readonly Rails[]): readonly SpeciesId[] {
  return rails.flatMap(({ positive, negative }) =>
    negative === undefined ? [positive] : [positive, negative],
  );
}
