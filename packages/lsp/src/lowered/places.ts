// Places in the text → what of a lowered network comes from there.

import type { Reaction, ReactionNetwork, Species } from "@ncrn/compiler";
import type { Origin } from "@ncrn/language";

/** True if a place lies inside a span of a file. */
export function liesIn({ file, span }: Origin, place: Origin): boolean {
  return file === place.file && place.span.start <= span.start && span.end <= place.span.end;
}

/** True if a place is exactly a span of a file. */
export function isAt({ file, span }: Origin, place: Origin): boolean {
  return file === place.file && span.start === place.span.start && span.end === place.span.end;
}

/** The reactions of which a source term lies inside a place, such as a statement. */
export function reactionsFrom(network: ReactionNetwork, place: Origin): readonly Reaction[] {
  return network.reactions.filter(({ provenance }) => provenance.some(({ origin }) => liesIn(origin, place)));
}

/** The species that the declaration of a name made: components of an array, rails, copies in module instances. */
export function speciesDeclaredAt(network: ReactionNetwork, name: Origin): readonly Species[] {
  return network.species.filter(({ provenance }) => isAt(provenance.origin, name));
}
