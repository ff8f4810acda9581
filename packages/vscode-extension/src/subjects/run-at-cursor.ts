// Which run is meant at a place of the text. Knows nothing of the editor.

import type { RunEntry } from "@ncrn/lsp/client";

/** A place in a text; lines and characters count from zero. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/**
 * The runs that may be meant, one if it is certain: the record or network around the cursor; else of the records that
 * concern the block around it the nearest; else all of them, records alone if there are any.
 */
export function runsAtCursor(
  entries: readonly RunEntry[],
  cursor: TextPosition | undefined,
): readonly RunEntry[] {
  if (cursor !== undefined) {
    const around = recordAtCursor(entries, cursor);
    const concerned = entries.filter(({ blocks }) => blocks.some((block) => contains(block, cursor)));
    const meant = around ?? nearest(concerned, cursor);
    if (meant !== undefined) return [meant];
  }
  const records = entries.filter(({ kind }) => isRecord(kind));
  return records.length > 0 ? records : entries;
}

/** The record around the cursor. */
export function recordAtCursor(entries: readonly RunEntry[], cursor: TextPosition): RunEntry | undefined {
  return entries.find(({ kind, range }) => isRecord(kind) && contains(range, cursor));
}

/** The runs that a name means: those of that name, else those of the network with that name. */
export function runsNamed(entries: readonly RunEntry[], name: string): readonly RunEntry[] {
  const named = entries.filter((entry) => entry.name === name);
  return named.length > 0 ? named : runsOfNetwork(entries, name);
}

/** All runs of a network. */
export function runsOfNetwork(entries: readonly RunEntry[], network: string): readonly RunEntry[] {
  return entries.filter(({ subject }) => subject === network);
}

function isRecord(kind: RunEntry["kind"]): boolean {
  return kind === "simulate" || kind === "scan" || kind === "train";
}

/** The end belongs to it, since that is where the cursor is after a block was written. */
function contains({ start, end }: RunEntry["range"], place: TextPosition): boolean {
  return !isBefore(place, start) && !isBefore(end, place);
}

function isBefore(a: TextPosition, b: TextPosition): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** By lines between record and cursor; of two as near as each other the first. */
function nearest(entries: readonly RunEntry[], { line }: TextPosition): RunEntry | undefined {
  const distance = ({ range: { start, end } }: RunEntry): number =>
    Math.max(start.line - line, line - end.line, 0);
  return entries.reduce<RunEntry | undefined>(
    (best, entry) => (best === undefined || distance(entry) < distance(best) ? entry : best),
    undefined,
  );
}
