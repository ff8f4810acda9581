// Texts → trees, remembered: a file that did not change is not parsed again because another one did.

import { createDiagnostic, createSourceText, type ParsedFile, parse, type SourceText } from "@ncrn/language";

/** The tree of a text as `parse` gives it; an empty one for a text that is too long, with a diagnostic that says so. */
export type Parses = (source: SourceText) => ParsedFile;

/** Longer files are not read where others import them: that would hold up typing. */
const LONGEST = 1_000_000;

/** Characters of all texts that are remembered; their trees take some hundred times as much memory. */
const MOST_CHARACTERS = 500_000;

/** Remembers the texts that were asked for last. */
export function createParses(mostCharacters = MOST_CHARACTERS): Parses {
  const known = new Map<string, ParsedFile>();
  let characters = 0;
  return (source) => {
    if (source.content.length > LONGEST) return unread(source);
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

function unread({ name, content }: SourceText): ParsedFile {
  const origin = { file: name, span: { start: 0, end: 0 } };
  const notice = createDiagnostic("text-too-long", origin, { length: content.length, limit: LONGEST });
  return { ...parse(createSourceText(name, "")), diagnostics: [notice] };
}
