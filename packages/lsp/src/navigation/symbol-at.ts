// A position → the name there with what it means.

import type { Analysis } from "@ncrn/language";
import type { Position } from "vscode-languageserver";
import { cursorAt } from "../cursor.js";
import type { Snapshot } from "../snapshot.js";
import { type Occurrence, occurrencesIn } from "./occurrences.js";

/** A name that means something, and the analysis that says so. */
export interface SymbolAt {
  readonly analysis: Analysis;
  readonly occurrence: Occurrence;
}

/** What the name at a position means; undefined if there is none or nobody knows. */
export function symbolAt(snapshot: Snapshot, position: Position): SymbolAt | undefined {
  const analysis = snapshot.analysis();
  const name = cursorAt(snapshot, position)?.name;
  const occurrence = analysis && name && occurrencesIn(analysis).of(name);
  return occurrence && { analysis, occurrence };
}
