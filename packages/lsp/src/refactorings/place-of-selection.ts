// Selected characters → the place that refactorings look at.

import { type LoadedDocument, nodesAt, type Span } from "@ncrn/language";
import type { RefactoringPlace } from "./refactoring.js";

/** The place of a selection; a cursor in the blanks before a line stands for the beginning of the line. */
export function placeOfSelection(loaded: LoadedDocument, selected: Span): RefactoringPlace {
  const selection = trimmed(loaded.source.content, selected);
  const nodes = nodesAt(loaded.document, selection.start).filter(({ span }) => selection.end <= span.end);
  return { loaded, selection, nodes };
}

function trimmed(text: string, { start, end }: Span): Span {
  if (start < end) {
    const selected = text.slice(start, end);
    const first = start + selected.length - selected.trimStart().length;
    return { start: first, end: Math.max(first, start + selected.trimEnd().length) };
  }
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  if (/\S/.test(text.slice(lineStart, start))) return { start, end };
  const blanks = /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0;
  return { start: start + blanks, end: start + blanks };
}
