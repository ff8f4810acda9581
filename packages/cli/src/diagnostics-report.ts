// Diagnostics → lines on standard error and entries of a JSON document.

import {
  type Diagnostic,
  type DiagnosticCode,
  lineColumnAt,
  type Origin,
  renderDiagnostic,
  type SourceText,
} from "@ncrn/language";
import type { CommandContext } from "./context.js";

/** Source texts by the name that origins use. */
export type Sources = ReadonlyMap<string, SourceText>;

/** A range for tools: one-based lines and columns, the end excluded. */
export interface PlaceDocument {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A diagnostic as it stands in every JSON document. */
export interface DiagnosticDocument extends PlaceDocument {
  readonly code: DiagnosticCode;
  readonly severity: string;
  readonly message: string;
  readonly hint: string | null;
  readonly related: readonly (PlaceDocument & { readonly message: string })[];
}

/** Writes diagnostics with their source lines; hints only with `--hints`, nothing but errors with `--quiet`. */
export function showDiagnostics(
  { output, hints }: Pick<CommandContext, "output" | "hints">,
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): void {
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === "hint" && !hints) continue;
    if (diagnostic.severity !== "error" && output.quiet) continue;
    output.problem(renderDiagnostic(diagnostic, (file) => sources.get(file), { color: output.color }));
  }
}

/** All diagnostics, hints included. */
export function diagnosticDocuments(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): readonly DiagnosticDocument[] {
  return diagnostics.map(({ code, severity, message, hint, origin, related }) => ({
    code,
    severity,
    message,
    ...placeDocument(origin, sources),
    hint: hint ?? null,
    related: related.map((place) => ({ message: place.message, ...placeDocument(place.origin, sources) })),
  }));
}

/** The place of a range in its source; line 1 if the source is not at hand. */
export function placeDocument({ file, span }: Origin, sources: Sources): PlaceDocument {
  const source = sources.get(file);
  const start = source === undefined ? { line: 1, column: 1 } : lineColumnAt(source, span.start);
  const end = source === undefined ? start : lineColumnAt(source, span.end);
  return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
