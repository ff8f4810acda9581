// What can be said about each file alone, remembered until its text changes.

import { createBoundedMap } from "./bounded-map.js";
import { LONGEST_CHECKED } from "./longest-checked.js";

/** One thing that is made of texts. */
export interface PerText<Result> {
  /** Undefined for a file that cannot be read or is too long. */
  readonly of: (file: string) => Result | undefined;
  /** Told that these files may have other texts now, be new or be gone: what was made of the old ones is let go. */
  readonly textsChanged: (files: readonly string[]) => void;
}

/** Characters of texts of which is remembered what was made of them. */
const MOST_CHARACTERS = 8_000_000;

/** Makes something of the text of each file when it is asked for, again only after that text has changed. */
export function createPerText<Result>(
  textOf: (file: string) => string | undefined,
  make: (file: string, text: string) => Result,
): PerText<Result> {
  const known = createBoundedMap<{ readonly text: string; readonly result: Result }>(
    MOST_CHARACTERS,
    ({ text }) => text.length,
  );
  return {
    of: (file) => {
      const text = textOf(file);
      if (text === undefined || text.length > LONGEST_CHECKED) return undefined;
      const last = known.get(file);
      if (last?.text === text) return last.result;
      const result = make(file, text);
      known.set(file, { text, result });
      return result;
    },
    textsChanged: (files) => files.forEach(known.delete),
  };
}
