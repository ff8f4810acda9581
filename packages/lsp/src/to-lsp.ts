// Our offsets and diagnostics → the protocol's. The only file that counts lines from zero; columns stay UTF-16 units.

import {
  catalogue,
  type Diagnostic,
  type DiagnosticCode,
  lineColumnAt,
  lineText,
  type Origin,
  type Severity,
  type SourceText,
  type Span,
} from "@ncrn/language";
import {
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type Position,
  type Diagnostic as ProtocolDiagnostic,
  type Range,
  type TextEdit,
} from "vscode-languageserver";

/** Where the files of a diagnostic are, and where its code is explained. */
export interface Places {
  readonly sourceOf: (file: string) => SourceText | undefined;
  readonly uriOf: (file: string) => string;
  readonly documentationOf: (code: DiagnosticCode) => string | undefined;
}

/** Replaces the characters of a span: a line of a formatted text, or a part of a fix. */
export interface SpanEdit {
  readonly span: Span;
  readonly text: string;
}

/** The tool's name beside every message. */
const SOURCE = "ncrn";

/** A span in lines and UTF-16 columns, both from zero. */
export function rangeFromSpan(source: SourceText, span: Span): Range {
  const start = lineColumnAt(source, span.start);
  const end = lineColumnAt(source, span.end);
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

/** The offset of a position; one behind the end of its line is the end of the line. */
export function offsetFromPosition(source: SourceText, { line, character }: Position): number {
  const start = source.lineStarts[line];
  if (start === undefined) return source.content.length;
  return Math.min(start + character, start + lineText(source, line + 1).length);
}

/** Edits of a text as the protocol wants them. */
export function textEditsFrom(source: SourceText, edits: readonly SpanEdit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeFromSpan(source, span), newText: text }));
}

/** A diagnostic with everything that the protocol can carry; `source` is the file that it is in. */
export function diagnosticToProtocol(
  diagnostic: Diagnostic,
  source: SourceText,
  places: Places,
): ProtocolDiagnostic {
  const { code, severity, message, hint, origin, related, data } = diagnostic;
  const page = places.documentationOf(code);
  const relatedInformation = related.flatMap((place) => relatedInformationFrom(place, places));
  return {
    range: rangeFromSpan(source, origin.span),
    severity: severities[severity],
    code,
    source: SOURCE,
    message: hint === undefined ? message : `${message} ${hint}`,
    data,
    ...(page !== undefined && { codeDescription: { href: page } }),
    ...(catalogue[code].tag === "unnecessary" && { tags: [DiagnosticTag.Unnecessary] }),
    ...(relatedInformation.length > 0 && { relatedInformation }),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Nothing for a place in a text that is not at hand, such as one of the standard library. */
function relatedInformationFrom(
  place: { readonly origin: Origin; readonly message: string },
  places: Places,
): readonly DiagnosticRelatedInformation[] {
  const location = locationFromOrigin(place.origin, places);
  return location === undefined ? [] : [{ location, message: place.message }];
}

function locationFromOrigin({ file, span }: Origin, places: Places): Location | undefined {
  const source = places.sourceOf(file);
  return source === undefined ? undefined : { uri: places.uriOf(file), range: rangeFromSpan(source, span) };
}
