// What becomes of each species when a window opens: the linear maps of the opening, applied one after the other.

import type { SpeciesId } from "../reactions/reaction-network.js";
import { addCoefficients, type Coefficient, multiplyCoefficients, ONE } from "./coefficient.js";
import type { LinearTerm } from "./circuit-windows.js";

/** Species → how much of it there is afterwards for each molecule of one species before. */
export type Image = ReadonlyMap<SpeciesId, Coefficient>;

/** The image of a species; `token` stands for the terms that depend on nothing. */
export function imageOf(
  species: SpeciesId,
  opening: readonly (readonly LinearTerm[])[],
  token: SpeciesId,
): Image {
  let image = new Map<SpeciesId, Coefficient>([[species, ONE]]);
  for (const terms of opening) {
    const next = new Map(image);
    for (const { from = token, to, coefficient } of terms) {
      const amount = image.get(from);
      if (amount === undefined) continue;
      const made = multiplyCoefficients(amount, coefficient);
      const present = next.get(to);
      next.set(to, present === undefined ? made : addCoefficients(present, made));
    }
    image = next;
  }
  return image;
}
