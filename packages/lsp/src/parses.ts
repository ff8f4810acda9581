// Texts → trees, remembered: a file that did not change is not parsed again because another one did.

import { createDiagnostic, createSourceText, type ParsedFile, parse, type SourceText } from "@ncrn/language";
import { createBoundedMap } from "./bounded-map.js";
import { LONGEST_CHECKED } from "./longest-checked.js";

/** The tree of a text as `parse` gives it; an empty one for a text that is too long, with a diagnostic that says so. */
export type Parses = (source: SourceText) => ParsedFile;

/** Characters of all texts that are remembered; their trees take some hundred times as much memory. */
const MOST_CHARACTERS = 500_000;

/** A file as it is, and as a rename would make it; what it was before an edit is not asked for again. */
const MOST_TEXTS_OF_A_FILE = 2;

/** A store of trees. */
export interface RememberedParses {
  readonly parses: Parses;
  /** Lets the trees of these files go: they have other texts now. */
  readonly forget: (files: readonly string[]) => void;
}

/** The trees of the latest texts of a file. */
type Latest = readonly { readonly content: string; readonly parsed: ParsedFile }[];

/** Remembers the texts that were asked for last. */
export function createParses(mostCharacters = MOST_CHARACTERS): RememberedParses {
  const known = createBoundedMap<Latest>(mostCharacters, (latest) =>
    latest.reduce((characters, { content }) => characters + content.length, 0),
  );
  const parses: Parses = (source) => {
    const { name, content } = source;
    if (content.length > LONGEST_CHECKED) return unread(source);
    const latest = known.get(name) ?? [];
    const last = latest.find((one) => one.content === content);
    const newest = last ?? { content, parsed: parse(source) };
    if (newest !== latest[0])
      known.set(name, [newest, ...latest.filter((one) => one !== last)].slice(0, MOST_TEXTS_OF_A_FILE));
    return newest.parsed;
  };
  return { parses, forget: (files) => files.forEach(known.delete) };
}

function unread({ name, content }: SourceText): ParsedFile {
  const origin = { file: name, span: { start: 0, end: 0 } };
  const notice = createDiagnostic("text-too-long", origin, {
    length: content.length,
    limit: LONGEST_CHECKED,
  });
  return { ...parse(createSourceText(name, "")), diagnostics: [notice] };
}
