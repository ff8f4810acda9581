// A mistake → the network, model, data set or record that it cannot reach beyond, so that all others are what they would
// be without it.

import type { Declaration } from "./ast/nodes.js";
import { catalogue } from "./diagnostics/catalogue.js";
import type { Diagnostic, DiagnosticCode } from "./diagnostics/diagnostic.js";
import type { LoadedDocument } from "./model/load-documents.js";
import { createSourceText, type SourceText } from "./text/source-text.js";
import { writtenTokens } from "./tokens/tokens-before.js";

/** Declarations that a command can be asked for, or that are there for that alone, with the word that each begins with. */
const keywords: Partial<Readonly<Record<Declaration["kind"], string>>> = {
  NetworkDeclaration: "crn",
  ModelDeclaration: "model",
  LearnDeclaration: "learn",
  DataDeclaration: "data",
  TrainDeclaration: "train",
  SimulateDeclaration: "simulate",
  ScanDeclaration: "scan",
};

/** True for what commands are asked for; the rest of a file serves whatever reads it. */
export function standsAlone({ kind }: Declaration): boolean {
  return keywords[kind] !== undefined;
}

/**
 * The declaration in which a mistake stays; undefined if other parts of the file may mean something else because of it.
 * A mistake of syntax stays only in a declaration whose first word and whose braces are there: between declarations, or
 * where a brace is never closed, nobody knows what the lost text was, and it may have been the units of all networks.
 */
export function confiningDeclaration(
  { source, document }: LoadedDocument,
  { code, origin }: Diagnostic,
): Declaration | undefined {
  if (origin.file !== source.name) return undefined;
  const { start, end } = origin.span;
  const around = document.declarations.find(({ span }) => span.start <= start && end <= span.end);
  const keyword = around && keywords[around.kind];
  if (around === undefined || keyword === undefined) return undefined;
  if (catalogue[code].stage !== "syntax") return around;
  const isBegun =
    source.content.startsWith(keyword, around.span.start) && start >= around.span.start + keyword.length;
  const isNamed = !("subject" in around) || around.subject.kind === "Name";
  return isBegun && isNamed && !goesOn.has(code) && isClosed(source, around) ? around : undefined;
}

/** Mistakes behind which text is not read as what it is. */
const goesOn: ReadonlySet<DiagnosticCode> = new Set([
  "unterminated-comment",
  "unterminated-string",
  "nesting-too-deep",
]);

const closed = new WeakMap<Declaration, boolean>();

/** True if every `{` in the declaration has its `}`. */
function isClosed(source: SourceText, declaration: Declaration): boolean {
  const known = closed.get(declaration);
  if (known !== undefined) return known;
  const { start, end } = declaration.span;
  const tokens = writtenTokens(createSourceText(source.name, source.content.slice(start, end)));
  const count = (brace: string): number => tokens.filter(({ text }) => text === brace).length;
  const result = count("{") === count("}");
  closed.set(declaration, result);
  return result;
}
