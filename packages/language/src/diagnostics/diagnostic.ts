// What the user is told about the text: one shape for every stage of the pipeline.

import type { Span } from "../text/span.js";
import { type CatalogueEntry, catalogue, type DiagnosticCode, type ParametersOf } from "./catalogue.js";

export type { DiagnosticCode, ParametersOf } from "./catalogue.js";

export type Severity = "error" | "warning" | "information" | "hint";

/** A range in a named file; every diagnostic, and every generated species and reaction, points at one. */
export interface Origin {
  readonly file: string;
  readonly span: Span;
}

/** A second place that a diagnostic speaks of, such as the first declaration of a name. */
export interface RelatedPlace {
  readonly origin: Origin;
  readonly message: string;
}

/** One problem in a source file. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence; names stand in backticks. */
  readonly message: string;
  readonly origin: Origin;
  readonly related: readonly RelatedPlace[];
  /** What to do about it, undefined if the message says it all. */
  readonly hint: string | undefined;
  /** The parameters of the message, by which fixes are found. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a diagnostic may carry beside its parameters. */
export interface DiagnosticExtras {
  readonly related?: readonly RelatedPlace[];
  /** Replaces the hint of the catalogue. */
  readonly hint?: string;
}

/** Makes a diagnostic of the catalogue; severity, message and hint come from its entry. */
export function createDiagnostic<Code extends DiagnosticCode>(
  code: Code,
  origin: Origin,
  parameters: ParametersOf<Code>,
  extras: DiagnosticExtras = {},
): Diagnostic {
  const entry = catalogue[code] as unknown as CatalogueEntry<ParametersOf<Code>>;
  return {
    code,
    severity: entry.severity,
    message: entry.message(parameters),
    origin,
    related: extras.related ?? [],
    hint: extras.hint ?? entry.hint?.(parameters),
    data: parameters as Readonly<Record<string, unknown>>,
  };
}

/** Orders by file, position, then code; drops exact repetitions (same code at the same span). */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return [...diagnostics]
    .sort(
      (a, b) =>
        compareText(a.origin.file, b.origin.file) ||
        a.origin.span.start - b.origin.span.start ||
        a.origin.span.end - b.origin.span.end ||
        compareText(a.code, b.code),
    )
    .filter((diagnostic) => {
      const { file, span } = diagnostic.origin;
      const key = `${file}\u0000${span.start}\u0000${span.end}\u0000${diagnostic.code}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** True if any diagnostic is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
