// A mistake → the network, model, data set or record that it cannot reach beyond, so that all others are what they would
// be without it.

import type { Declaration } from "./ast/nodes.js";
import { catalogue } from "./diagnostics/catalogue.js";
import type { Diagnostic, DiagnosticCode } from "./diagnostics/diagnostic.js";
import type { LoadedDocument } from "./model/load-documents.js";

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
 * A mistake of syntax stays only in a declaration whose first word and whose brackets are there: between declarations, or
 * where a bracket is never closed, nobody knows what the lost text was, and it may have been the units of all networks.
 */
export function confiningDeclaration(
  { source, document }: LoadedDocument,
  { code, origin, related }: Diagnostic,
): Declaration | undefined {
  if (origin.file !== source.name) return undefined;
  const { start, end } = origin.span;
  const around = document.declarations.find(({ span }) => span.start <= start && end <= span.end);
  if (around === undefined) return undefined;
  const keyword = keywords[around.kind];
  if (keyword === undefined || catalogue[code].stage !== "syntax") return keyword && around;
  const isBegun =
    source.content.startsWith(keyword, around.span.start) && start > around.span.start + keyword.length;
  const isNamed = !("subject" in around) || around.subject.kind === "Name";
  // What is related to a mistake of syntax is the bracket that is never closed.
  const isClosed = related.length === 0 && !goesOn.has(code);
  return isBegun && isNamed && isClosed ? around : undefined;
}

/** Mistakes behind which text is not read as what it is. */
const goesOn: ReadonlySet<DiagnosticCode> = new Set([
  "unterminated-comment",
  "unterminated-string",
  "nesting-too-deep",
]);
