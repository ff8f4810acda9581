// What the tree builder carries along: the mistakes it finds, one for each statement at most, and the units it meets.

import { type AnyCstNode, type CstToken, isInvented, spanOfCstNode } from "../cst/cst-token.js";
import type { SyntaxProblem } from "../cst/syntax-messages.js";
import type { Span } from "../text/span.js";
import { spanOfToken } from "../tokens/lexer.js";
import { QuotedName, Semicolon } from "../tokens/token-types.js";
import type { MissingExpression, NameNode, UnitExpression } from "./nodes.js";

/** Collects mistakes that only the tree shows, unless the parser has already reported one in the same statement. */
export interface BuildContext {
  readonly report: (problem: SyntaxProblem) => void;
  /** Runs `build` for one statement or declaration of the text. */
  readonly inItem: <Result>(item: AnyCstNode, build: () => Result) => Result;
  /** The units built so far. */
  readonly units: UnitExpression[];
}

/** `parserProblems` are what the parser reported, in any order; `found` receives what the builder adds. */
export function createBuildContext(parserProblems: readonly Span[], found: SyntaxProblem[]): BuildContext {
  const starts = parserProblems.map((span) => span.start).sort((a, b) => a - b);
  let itemIsBroken = false;
  return {
    units: [],
    report(problem) {
      if (!itemIsBroken) found.push(problem);
      itemIsBroken = true;
    },
    inItem(item, build) {
      const outerIsBroken = itemIsBroken;
      itemIsBroken = hasNumberIn(starts, spanOfCstNode(item));
      const result = build();
      itemIsBroken = outerIsBroken;
      return result;
    },
  };
}

function hasNumberIn(sorted: readonly number[], span: Span): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < span.start) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && (sorted[low] as number) <= span.end;
}

// ── Small pieces that every part of the builder needs ──────────────────────────────────────────────────

/** The name that a token spells; `node` tells where it is missing if the token is. */
export function nameFromToken(token: CstToken | undefined, node: AnyCstNode): NameNode {
  if (token === undefined) {
    const { end } = spanOfCstNode(node);
    return { kind: "MissingName", text: "", span: { start: end, end } };
  }
  const span = spanOfToken(token);
  if (isInvented(token)) return { kind: "MissingName", text: "", span };
  const quoted = token.tokenType === QuotedName;
  return { kind: "Name", text: quoted ? token.image.slice(1, -1) : token.image, quoted, span };
}

/** A value that is not there, at the end of `node`. */
export function missingExpressionIn(node: AnyCstNode): MissingExpression {
  const { end } = spanOfCstNode(node);
  return { kind: "MissingExpression", span: { start: end, end } };
}

/** Items of a block with the `;` that ends each, if it is written, inside their range. */
export function withSemicolons<Item extends { readonly span: Span }>(
  items: readonly Item[],
  terminators: readonly CstToken[] | undefined,
): readonly Item[] {
  const semicolons = (terminators ?? []).filter((token) => token.tokenType === Semicolon);
  if (semicolons.length === 0) return items;
  let next = 0;
  return items.map((item, index) => {
    const following = items[index + 1]?.span.start ?? Number.POSITIVE_INFINITY;
    while (next < semicolons.length && (semicolons[next] as CstToken).startOffset < item.span.end) next++;
    const semicolon = semicolons[next];
    if (semicolon === undefined || semicolon.startOffset >= following) return item;
    return { ...item, span: { start: item.span.start, end: spanOfToken(semicolon).end } };
  });
}
