// Lines of a formatted chunk → the edits of those declarations and statements that the lines touch. Statements go with
// the whole lines that belong to them; a statement that shares a line with its block goes with the block.

import { lineColumnAt, type Node, type SourceText, type Span } from "@ncrn/language";
import { lineEdits } from "../line-edits.js";
import type { SpanEdit } from "../to-lsp.js";
import { startOfNextLine } from "./declaration-chunks.js";
import type { FormattedChunk } from "./format-chunk.js";

/** First and last line, both counted from one. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The edits for lines of the chunk, in its offsets. */
export function editsOfLines({ before, after }: FormattedChunk, lines: Lines): readonly SpanEdit[] {
  const [old, next] = [before.declarations[0], after.declarations[0]];
  const whole = { old: wholeOf(before.source), new: wholeOf(after.source) };
  if (old === undefined || next === undefined) return [];
  const inner = before.declarations.length > 1 ? undefined : innerRegion({ before, after, lines }, old, next);
  const region = inner ?? whole;
  return lineEdits(
    before.source.content.slice(region.old.start, region.old.end),
    after.source.content.slice(region.new.start, region.new.end),
  ).map(({ span, text }) => ({
    span: { start: span.start + region.old.start, end: span.end + region.old.start },
    text,
  }));
}

/** Whole lines before and after. */
interface Region {
  readonly old: Span;
  readonly new: Span;
}

interface Selected extends FormattedChunk {
  readonly lines: Lines;
}

/** The statements below two equal nodes that the lines touch; undefined if they touch more than these. */
function innerRegion(selected: Selected, old: Node, next: Node): Region | undefined {
  const { before, lines } = selected;
  const [oldBlocks, newBlocks] = [blocksOf(old), blocksOf(next)];
  for (const [index, block] of oldBlocks.entries()) {
    const inside = linesOf(before.source, block.span);
    if (inside.first >= lines.first || lines.last >= inside.last) continue;
    const other = newBlocks[index];
    return other === undefined ? undefined : regionOfStatements(selected, block, other);
  }
  return undefined;
}

function regionOfStatements(selected: Selected, block: Block, other: Block): Region | undefined {
  const { before, after, lines } = selected;
  const placed = block.statements.map((statement) => linesOf(before.source, statement.span));
  const touched = placed.flatMap((place, index) =>
    place.first <= lines.last && lines.first <= place.last ? [index] : [],
  );
  const [first, last] = [touched[0], touched.at(-1)];
  const nothing = { start: 0, end: 0 };
  if (first === undefined || last === undefined) return { old: nothing, new: nothing };
  const from = firstOfLine(placed, first);
  const to = lastOfLine(placed, last);
  const edges = linesOf(before.source, block.span);
  if (placed[from]!.first === edges.first || placed[to]!.last === edges.last) return undefined;
  const [old, next] = [block.statements[from]!, other.statements[from]!];
  const deeper = from === to ? innerRegion(selected, old, next) : undefined;
  return (
    deeper ?? {
      old: linesAround(before.source, block, { from, to }),
      new: linesAround(after.source, other, { from, to }),
    }
  );
}

/** From behind the line of the statement before, or of the brace, to the end of the last line. */
function linesAround(
  source: SourceText,
  block: Block,
  { from, to }: { readonly from: number; readonly to: number },
): Span {
  const previous = block.statements[from - 1]?.span.end ?? block.span.start;
  return {
    start: startOfNextLine(source, previous),
    end: startOfNextLine(source, block.statements[to]!.span.end),
  };
}

function firstOfLine(placed: readonly Lines[], index: number): number {
  let first = index;
  while (first > 0 && placed[first - 1]!.last === placed[first]!.first) first--;
  return first;
}

function lastOfLine(placed: readonly Lines[], index: number): number {
  let last = index;
  while (last + 1 < placed.length && placed[last + 1]!.first === placed[last]!.last) last++;
  return last;
}

type Block = Extract<Node, { kind: "Block" }>;

/** The blocks of statements right inside a node. */
function blocksOf(node: Node): readonly Block[] {
  switch (node.kind) {
    case "NetworkDeclaration":
    case "ModelDeclaration":
    case "ModuleDeclaration":
    case "PhaseStatement":
    case "ForStatement":
      return [node.body];
    case "IfStatement":
      return node.elseBlock === undefined ? [node.thenBlock] : [node.thenBlock, node.elseBlock];
    default:
      return [];
  }
}

function linesOf(source: SourceText, { start, end }: Span): Lines {
  return { first: lineColumnAt(source, start).line, last: lineColumnAt(source, end).line };
}

function wholeOf({ content }: SourceText): Span {
  return { start: 0, end: content.length };
}
