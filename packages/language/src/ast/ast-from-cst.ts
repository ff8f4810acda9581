// CST → AST. Total: any CST, however broken, yields an AST, in which `Missing…` nodes stand for what is not there.

import { diagnosticFromProblem } from "../cst/cst-from-tokens.js";
import type { CstToken } from "../cst/cst-token.js";
import type { DocumentCstNode } from "../cst/cst-types.generated.js";
import type { SyntaxProblem } from "../cst/syntax-messages.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceText } from "../text/source-text.js";
import type { Span } from "../text/span.js";
import { spanOfToken } from "../tokens/lexer.js";
import { createBuildContext, withSemicolons } from "./build-context.js";
import { declaration } from "./declarations-from-cst.js";
import type { Comment, Document, UnitExpression } from "./nodes.js";

/**
 * Builds the tree; `parserProblems` are the places where a mistake has already been reported. `units` are all units in
 * the tree, in source order.
 */
export function astFromCst(
  source: SourceText,
  cst: DocumentCstNode,
  parserProblems: readonly Span[],
): {
  readonly value: Document;
  readonly units: readonly UnitExpression[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const found: SyntaxProblem[] = [];
  const context = createBuildContext(parserProblems, found);
  const { declaration: nodes = [], Terminator: ends } = cst.children;
  const declarations = withSemicolons(
    nodes.map((node) => declaration(context, node)),
    ends,
  );
  return {
    value: { kind: "Document", declarations, span: { start: 0, end: source.content.length } },
    // The values of a conditional are built before its conditions.
    units: context.units.sort((a, b) => a.span.start - b.span.start),
    diagnostics: found.map((problem) => diagnosticFromProblem(source, problem)),
  };
}

/** The comments of a text, in source order; exactly three slashes make documentation. */
export function commentsFromTokens(tokens: readonly CstToken[]): readonly Comment[] {
  return tokens.map((token): Comment => {
    const style = token.image.startsWith("/*")
      ? "block"
      : /^\/\/\/(?!\/)/.test(token.image)
        ? "documentation"
        : "line";
    return { kind: "Comment", style, value: token.image, span: spanOfToken(token) };
  });
}
