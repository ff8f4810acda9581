// How large a network is, in words.

/** `2 species, 1 reaction`; the plural of species is the same. */
export function sizeText(species: number, reactions: number): string {
  return `${species} species, ${reactions} ${reactions === 1 ? "reaction" : "reactions"}`;
}
