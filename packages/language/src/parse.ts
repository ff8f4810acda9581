// Text → tree, comments and syntax diagnostics: the part of `analyze` that needs one file only.

import { astFromCst, commentsFromTokens } from "./ast/ast-from-cst.js";
import type { Comment, Document, UnitExpression } from "./ast/nodes.js";
import { cstFromTokens } from "./cst/cst-from-tokens.js";
import { type Diagnostic, sortDiagnostics } from "./diagnostics/diagnostic.js";
import type { SourceText } from "./text/source-text.js";
import { tokensFromText } from "./tokens/tokens-from-text.js";

/** A parsed file; the tree is whole even if there are diagnostics. */
export interface ParsedFile {
  readonly document: Document;
  /** All comments in source order; documentation comments stand directly before what they document. */
  readonly comments: readonly Comment[];
  /** All units in the tree, in source order. */
  readonly units: readonly UnitExpression[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses one file. Total: any text gives a tree; mistakes are diagnostics, ordered by position. */
export function parse(source: SourceText): ParsedFile {
  const lexed = tokensFromText(source);
  const lexicalMistakes = lexed.diagnostics.map((diagnostic) => diagnostic.origin.span.start);
  const cst = cstFromTokens(source, lexed.value.tokens, lexicalMistakes);
  const reported = [...lexed.diagnostics, ...cst.diagnostics];
  const ast = astFromCst(
    source,
    cst.value,
    reported.map((diagnostic) => diagnostic.origin.span),
  );
  return {
    document: ast.value,
    comments: commentsFromTokens(lexed.value.comments),
    units: ast.units,
    diagnostics: sortDiagnostics([...reported, ...ast.diagnostics]),
  };
}
