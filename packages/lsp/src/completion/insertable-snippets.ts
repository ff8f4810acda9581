// Every template of completion that stands by itself, for lists from which a user inserts one without typing.

import { startKeywords } from "./keywords.js";
import { reactionTemplatesOf } from "./templates.js";

/** A text with placeholders. */
export interface InsertableSnippet {
  readonly name: string;
  readonly body: string;
  readonly description: string;
}

/** Declarations and statements in the order of the language, then whole reactions. */
export function insertableSnippets(): readonly InsertableSnippet[] {
  const begun = startKeywords.flatMap(({ word, snippet, meaning }) =>
    snippet === undefined ? [] : [{ name: word, body: snippet, description: meaning }],
  );
  const reactions = reactionTemplatesOf({ species: [], rates: [] }, 0).flatMap(
    ({ label, snippet, detail }) =>
      snippet === undefined ? [] : [{ name: label, body: snippet, description: detail ?? label }],
  );
  return [...begun, ...reactions];
}
