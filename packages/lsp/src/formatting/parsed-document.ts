// Snapshot → its tree if the text has no syntax errors.

import { type Document, hasErrors, parse } from "@ncrn/language";
import { loadedOf } from "../cursor.js";
import type { Snapshot } from "../snapshot.js";

/** A document that can be printed, with its comments. */
export interface PrintableDocument {
  readonly document: Document;
  readonly comments: readonly { readonly span: { readonly start: number; readonly end: number } }[];
}

/** The tree of a text without syntax errors; undefined for a broken one, which nobody formats. */
export function printableDocument(snapshot: Snapshot): PrintableDocument | undefined {
  const { document, comments, diagnostics } = loadedOf(snapshot) ?? parse(snapshot.source);
  return hasErrors(diagnostics) ? undefined : { document, comments };
}
