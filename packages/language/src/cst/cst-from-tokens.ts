// Tokens → concrete syntax tree and syntax diagnostics. Total: any tokens yield a tree.

import type { IToken } from "chevrotain";
import { createDiagnostic, type Diagnostic, type ParametersOf } from "../diagnostics/diagnostic.js";
import type { SourceText } from "../text/source-text.js";
import { LeftBrace, RightBrace } from "../tokens/token-types.js";
import type { DocumentCstNode } from "./cst-types.generated.js";
import { NcrnParser } from "./grammar.js";
import type { SyntaxProblem } from "./syntax-messages.js";

let sharedParser: NcrnParser | undefined;

/**
 * Parses the tokens of `source`; the parser is built at the first call and used again.
 * `lexicalMistakes` are the offsets that the lexer has reported: what follows from them is not reported again.
 */
export function cstFromTokens(
  source: SourceText,
  tokens: IToken[],
  lexicalMistakes: readonly number[],
): { readonly value: DocumentCstNode; readonly diagnostics: readonly Diagnostic[] } {
  sharedParser ??= new NcrnParser({ skipValidations: true });
  sharedParser.input = tokens;
  sharedParser.lexicalMistakes = lexicalMistakes;
  sharedParser.braceBalance = braceBalance(tokens);
  const value = sharedParser.document() as DocumentCstNode;
  const diagnostics = sharedParser.problems.map((problem) => diagnosticFromProblem(source, problem));
  sharedParser.input = [];
  return { value, diagnostics };
}

function braceBalance(tokens: readonly IToken[]): number {
  let balance = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === LeftBrace) balance++;
    else if (tokenType === RightBrace) balance--;
  }
  return balance;
}

/** Gives a syntax problem its file. */
export function diagnosticFromProblem(source: SourceText, problem: SyntaxProblem): Diagnostic {
  const origin = (span: SyntaxProblem["span"]) => ({ file: source.name, span });
  const { code, span, parameters, hint, opening } = problem;
  const related = opening === undefined ? [] : [{ origin: origin(opening), message: "opened here" }];
  return createDiagnostic(code, origin(span), parameters as ParametersOf<typeof code>, {
    related,
    ...(hint === undefined ? {} : { hint }),
  });
}
