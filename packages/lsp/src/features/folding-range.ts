// textDocument/foldingRange: what can be folded away: blocks, records, lists, runs of comments and imports, marked regions.

import {
  type Comment,
  type Document,
  descendants,
  lineColumnAt,
  type Node,
  type SourceText,
} from "@ncrn/language";
import {
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  FoldingRangeRequest,
} from "vscode-languageserver";
import { loadedOf } from "../cursor.js";
import type { Feature } from "../feature.js";
import type { Snapshot } from "../snapshot.js";

export const foldingRange: Feature<FoldingRangeParams, FoldingRange[] | null> = {
  method: FoldingRangeRequest.method,
  capabilities: { foldingRangeProvider: true },
  nothing: null,
  respond: foldingRanges,
};

/** All ranges of at least two lines, by their first line; of several that start in one line the largest. */
export function foldingRanges(snapshot: Snapshot): FoldingRange[] | null {
  const loaded = loadedOf(snapshot);
  if (loaded === undefined) return null;
  const { source, document, comments } = loaded;
  const all = [
    ...regions(source, comments),
    ...commentRuns(source, comments),
    ...importRuns(source, document),
    ...brackets(source, document),
  ].filter(({ startLine, endLine }) => endLine > startLine);
  const largest = new Map<number, FoldingRange>();
  for (const range of all) {
    const known = largest.get(range.startLine);
    if (known === undefined || known.endLine < range.endLine) largest.set(range.startLine, range);
  }
  return [...largest.values()].sort((a, b) => a.startLine - b.startLine);
}

/** Nodes that end with a bracket of their own. */
const bracketed: ReadonlySet<Node["kind"]> = new Set([
  "ArgumentList",
  "Block",
  "DataDeclaration",
  "ListExpression",
  "Record",
  "SampleBlock",
]);

/** The line of the closing bracket stays visible. */
function brackets(source: SourceText, document: Document): readonly FoldingRange[] {
  return [...descendants(document)]
    .filter(({ kind }) => bracketed.has(kind))
    .map(({ span }) => {
      const text = source.content.slice(span.start, span.end).trimEnd();
      const isClosed = /[})\]];?$/.test(text);
      const endLine = lineOf(source, span.start + text.length);
      return { startLine: lineOf(source, span.start), endLine: isClosed ? endLine - 1 : endLine };
    });
}

/** Imports that follow one another. */
function importRuns(source: SourceText, { declarations }: Document): readonly FoldingRange[] {
  const runs: Node[][] = [[]];
  for (const node of declarations) {
    if (node.kind === "ImportDeclaration") runs.at(-1)!.push(node);
    else runs.push([]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    return {
      startLine: lineOf(source, first.span.start),
      endLine: lineOf(source, last.span.end),
      kind: FoldingRangeKind.Imports,
    };
  });
}

/** Comments that stand alone in lines that follow one another, and block comments of several lines. */
function commentRuns(source: SourceText, comments: readonly Comment[]): readonly FoldingRange[] {
  const runs: { startLine: number; endLine: number }[] = [];
  for (const comment of comments) {
    const [startLine, endLine] = [lineOf(source, comment.span.start), lineOf(source, comment.span.end)];
    if (comment.style === "block") runs.push({ startLine, endLine });
    else if (standsAlone(source, comment) && marker(comment) === undefined) {
      const last = runs.at(-1);
      if (last?.endLine === startLine - 1) last.endLine = endLine;
      else runs.push({ startLine, endLine });
    }
  }
  return runs.map((run) => ({ ...run, kind: FoldingRangeKind.Comment }));
}

function standsAlone(source: SourceText, { span }: Comment): boolean {
  const lineStart = source.lineStarts[lineOf(source, span.start)] ?? 0;
  return source.content.slice(lineStart, span.start).trim() === "";
}

/** `// #region` … `// #endregion`, also nested; a region that is never closed is none. */
function regions(source: SourceText, comments: readonly Comment[]): readonly FoldingRange[] {
  const open: Comment[] = [];
  return comments.flatMap((comment) => {
    const mark = marker(comment);
    if (mark === "start") open.push(comment);
    const first = mark === "end" ? open.pop() : undefined;
    if (first === undefined) return [];
    return {
      startLine: lineOf(source, first.span.start),
      endLine: lineOf(source, comment.span.start),
      kind: FoldingRangeKind.Region,
    };
  });
}

function marker({ value, style }: Comment): "start" | "end" | undefined {
  if (style !== "line") return undefined;
  if (/^\/\/\s*#region\b/.test(value)) return "start";
  return /^\/\/\s*#endregion\b/.test(value) ? "end" : undefined;
}

/** Lines from zero. */
function lineOf(source: SourceText, offset: number): number {
  return lineColumnAt(source, offset).line - 1;
}
