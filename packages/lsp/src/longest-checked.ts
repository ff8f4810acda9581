// One limit for all that looks into whole texts.

/**
 * Longer texts, in characters, are not checked, and left out of what concerns several files: that would hold up typing. An open
 * document is still parsed (see `snapshot.ts`).
 */
export const LONGEST_CHECKED = 1_000_000;
