// Old and new text → the edits that lead from one to the other, in whole lines, so that cursors, folded regions and
// breakpoints of the lines that stay the same survive.

import { createSourceText, type SourceText } from "@ncrn/language";
import type { SpanEdit } from "./to-lsp.js";

/** Above this many pairs of lines the part that differs is replaced as a whole: comparing costs one step a pair. */
const MOST_PAIRS = 4_000_000;

/** The edits in ascending order, none touching another; empty if the texts are equal. */
export function lineEdits(oldText: string, newText: string): readonly SpanEdit[] {
  if (oldText === newText) return [];
  const source = createSourceText("", oldText);
  const oldLines = linesOf(source);
  const newLines = linesOf(createSourceText("", newText));
  const start = commonStart(oldLines, newLines);
  const end = commonEnd(oldLines, newLines, start);
  const oldMiddle = oldLines.slice(start, oldLines.length - end);
  const newMiddle = newLines.slice(start, newLines.length - end);
  const kept =
    oldMiddle.length * newMiddle.length > MOST_PAIRS ? [] : longestCommonSubsequence(oldMiddle, newMiddle);
  return editsBetween(source, start, oldMiddle.length, newMiddle, kept);
}

/** A line of the old text that stays, with the line of the new text that it becomes. */
interface KeptLine {
  readonly old: number;
  readonly new: number;
}

/** The gaps between kept lines become edits; line numbers count from `first`, the first line that differs. */
function editsBetween(
  source: SourceText,
  first: number,
  oldCount: number,
  newLines: readonly string[],
  kept: readonly KeptLine[],
): readonly SpanEdit[] {
  const edits: SpanEdit[] = [];
  let previous: KeptLine = { old: -1, new: -1 };
  for (const line of [...kept, { old: oldCount, new: newLines.length }]) {
    const span = {
      start: offsetOf(source, first + previous.old + 1),
      end: offsetOf(source, first + line.old),
    };
    const text = newLines.slice(previous.new + 1, line.new).join("");
    if (span.start !== span.end || text !== "") edits.push({ span, text });
    previous = line;
  }
  return edits;
}

function offsetOf(source: SourceText, line: number): number {
  return source.lineStarts[line] ?? source.content.length;
}

/** The lines with their line ends. */
function linesOf(source: SourceText): readonly string[] {
  return source.lineStarts
    .map((start, line) => source.content.slice(start, offsetOf(source, line + 1)))
    .filter((line) => line !== "");
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}

/** Dynamic programming from the end, then one walk from the start. */
function longestCommonSubsequence(a: readonly string[], b: readonly string[]): readonly KeptLine[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const kept: KeptLine[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) kept.push({ old: i++, new: j++ });
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return kept;
}
