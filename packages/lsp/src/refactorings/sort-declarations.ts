// Declarations in the order in which they are read best: parts first, then networks and models, data, experiments. Those
// of one kind keep their order, on which lists of networks and experiments rest.

import { type Declaration, hasErrors, type SourceText } from "@ncrn/language";
import { loadedOf } from "../cursor.js";
import { chunksOf, type DeclarationChunk } from "../formatting/declaration-chunks.js";
import { lineEdits } from "../line-edits.js";
import type { Snapshot } from "../snapshot.js";
import type { SpanEdit } from "../to-lsp.js";
import type { SourceAction } from "./source-actions.js";
import { lineEndOf } from "./statement-edits.js";

export const sortDeclarations: SourceAction = {
  kind: "source.sortDeclarations",
  title: "Sort declarations by kind",
  edits: sorted,
};

/** Whole lines are moved, with the comments above; comments that an empty line parts from the first declaration stay. */
function sorted(snapshot: Snapshot): readonly SpanEdit[] {
  const loaded = loadedOf(snapshot);
  if (loaded === undefined || hasErrors(loaded.diagnostics)) return [];
  const { source } = loaded;
  const chunks = withoutHeader(source, chunksOf(source, loaded.document.declarations));
  if (chunks.some(({ declarations }) => declarations.length > 1)) return [];
  const order = chunks
    .map((chunk, index) => ({ chunk, index, rank: rankOf(chunk) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index);
  if (order.every(({ index }, place) => index === place)) return [];
  const text = order
    .map(({ chunk, index, rank }, place) => {
      const before = order[place - 1];
      if (before === undefined) return linesOf(source, chunk);
      const isSame = before.index === index - 1;
      const gap = isSame ? gapBefore(source, chunks, index) : gapBetween(source, before, rank);
      return gap + linesOf(source, chunk);
    })
    .join("");
  const [first, last] = [chunks[0]?.span.start ?? 0, chunks.at(-1)?.span.end ?? 0];
  return lineEdits(source.content, source.content.slice(0, first) + text + source.content.slice(last));
}

function withoutHeader(source: SourceText, chunks: readonly DeclarationChunk[]): readonly DeclarationChunk[] {
  const [first, ...rest] = chunks;
  const declared = first?.declarations[0]?.span.start ?? 0;
  if (first === undefined) return [];
  const above = source.content.slice(first.span.start, declared);
  const header = /^[\s\S]*(\r\n|\n|\r)[ \t]*(\r\n|\n|\r)/.exec(above)?.[0].length ?? 0;
  return [{ ...first, span: { start: first.span.start + header, end: first.span.end } }, ...rest];
}

/** The last line of a file may lack its end. */
function linesOf(source: SourceText, { span }: DeclarationChunk): string {
  const text = source.content.slice(span.start, span.end);
  return /[\r\n]$/.test(text) ? text : text + lineEndOf(source);
}

function gapBefore(source: SourceText, chunks: readonly DeclarationChunk[], index: number): string {
  return source.content.slice(chunks[index - 1]?.span.end, chunks[index]?.span.start);
}

/** Constants that stand together now stand together as those of one kind do; everything else is set apart. */
function gapBetween(
  source: SourceText,
  before: { readonly rank: number; readonly chunk: DeclarationChunk },
  rank: number,
): string {
  const isShort =
    linesOf(source, before.chunk)
      .trim()
      .split(/\r\n|\n|\r/).length === 1;
  return before.rank === rank && isShort ? "" : lineEndOf(source);
}

function rankOf({ declarations: [declaration] }: DeclarationChunk): number {
  return declaration === undefined ? 0 : ranks[declaration.kind];
}

const ranks: Readonly<Record<Declaration["kind"], number>> = {
  ImportDeclaration: 0,
  UnitsDeclaration: 1,
  ConstDeclaration: 2,
  FunctionDeclaration: 3,
  ModuleDeclaration: 4,
  NetworkDeclaration: 5,
  ModelDeclaration: 5,
  LearnDeclaration: 6,
  DataDeclaration: 7,
  TrainDeclaration: 8,
  SimulateDeclaration: 8,
  ScanDeclaration: 8,
  MissingDeclaration: 9,
};
