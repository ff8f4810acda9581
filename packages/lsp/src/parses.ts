// Texts → trees, remembered: a file that did not change is not parsed again because another one did.

import { type ParsedFile, parse, type SourceText } from "@ncrn/language";

/** The tree of a text; the same as `parse` gives. */
export type Parses = (source: SourceText) => ParsedFile;

/** Characters of all texts that are remembered; their trees take some hundred times as much memory. */
const MOST_CHARACTERS = 500_000;

/** Remembers the texts that were asked for last. */
export function createParses(mostCharacters = MOST_CHARACTERS): Parses {
  const known = new Map<string, ParsedFile>();
  let characters = 0;
  return (source) => {
    const key = `${source.name}\n${source.content}`;
    const last = known.get(key);
    if (last !== undefined) {
      known.delete(key);
      known.set(key, last);
      return last;
    }
    const parsed = parse(source);
    known.set(key, parsed);
    characters += key.length;
    for (const oldest of known.keys()) {
      if (characters <= mostCharacters) break;
      known.delete(oldest);
      characters -= oldest.length;
    }
    return parsed;
  };
}
