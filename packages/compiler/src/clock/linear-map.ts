// What becomes of each species when a window opens: the linear maps of the opening, applied one after the other.

import type { Provenance, SpeciesId } from "../network/reaction-network.js";
import type { LinearTerm } from "./circuit-windows.js";
import { addCoefficients, type Coefficient, multiplyCoefficients, ONE } from "./coefficient.js";

/** How much of a species there is afterwards for each molecule of one before, and by which terms. */
export interface Share {
  readonly coefficient: Coefficient;
  readonly provenance: readonly Provenance[];
}

/** What one species becomes. */
export type Image = ReadonlyMap<SpeciesId, Share>;

/** The image of a species; `token` stands for the terms that depend on nothing. */
export function imageOf(
  species: SpeciesId,
  opening: readonly (readonly LinearTerm[])[],
  token: SpeciesId,
): Image {
  let image = new Map<SpeciesId, Share>([[species, { coefficient: ONE, provenance: [] }]]);
  for (const terms of opening) {
    const next = new Map(image);
    for (const { from = token, to, coefficient, provenance } of terms) {
      const source = image.get(from);
      if (source === undefined) continue;
      const made = {
        coefficient: multiplyCoefficients(source.coefficient, coefficient),
        provenance: [...source.provenance, ...provenance],
      };
      const present = next.get(to);
      next.set(to, present === undefined ? made : sumOf(present, made));
    }
    image = next;
  }
  return image;
}

function sumOf(first: Share, second: Share): Share {
  return {
    coefficient: addCoefficients(first.coefficient, second.coefficient),
    provenance: [...first.provenance, ...second.provenance],
  };
}
