// Diagnostics → text for a terminal: place, message, the source line with the range underlined, related places, hint.

import { lineColumnAt, lineText, type SourceText } from "../text/source-text.js";
import type { Diagnostic, Origin, Severity } from "./diagnostic.js";

/** How a report looks. */
export interface ReportOptions {
  /** ANSI colours; the caller decides by terminal and `NO_COLOR`. */
  readonly color: boolean;
}

/** Finds the text of a file that a diagnostic names; undefined if only its name is known. */
export type SourceOf = (file: string) => SourceText | undefined;

/** Renders several diagnostics, separated by blank lines; empty for none. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sourceOf: SourceOf,
  options: ReportOptions = { color: false },
): string {
  return diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sourceOf, options)).join("\n");
}

/**
 * Renders one diagnostic, ending in a newline:
 *
 *     model.ncrn:3:7: error[unknown-name]: No species named `ES` is visible here.
 *       3 |   E + ES ->{k} P
 *         |       ^^
 *       = hint: Did you mean `SE`?
 */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  sourceOf: SourceOf,
  options: ReportOptions = { color: false },
): string {
  const paint = painter(options);
  const { severity, code, message, origin, related, hint } = diagnostic;
  const width = gutterWidth([origin, ...related.map((place) => place.origin)], sourceOf);
  const lines = [
    `${paint("bold", placeOf(origin, sourceOf))}: ${paint(severity, `${severity}[${code}]`)}: ${paint("bold", printable(message))}`,
    ...excerpt(origin, sourceOf, width, (text) => paint(severity, text)),
  ];
  for (const place of related) {
    lines.push(`${" ".repeat(width + 3)}= ${placeOf(place.origin, sourceOf)}: ${printable(place.message)}`);
    lines.push(...excerpt(place.origin, sourceOf, width, (text) => paint("related", text)));
  }
  if (hint !== undefined)
    lines.push(`${" ".repeat(width + 3)}= ${paint("hint", "hint")}: ${printable(hint)}`);
  return `${lines.join("\n")}\n`;
}

/** Lines longer than this are cut around the range. */
const longestLine = 160;

function excerpt(
  origin: Origin,
  sourceOf: SourceOf,
  width: number,
  paint: (text: string) => string,
): readonly string[] {
  const source = sourceOf(origin.file);
  if (source === undefined || source.content === "") return [];
  const { line, column } = lineColumnAt(source, origin.span.start);
  const full = lineText(source, line);
  const from = Math.max(0, Math.min(column - 1 - 40, full.length - longestLine));
  const offset = full.length > longestLine ? from : 0;
  const text = full.slice(offset, offset + longestLine);
  const start = Math.min(column - 1 - offset, text.length);
  const length = Math.max(1, Math.min(origin.span.end - origin.span.start, text.length - start));
  // Tabs stay tabs, so that the marks stand below what they mark.
  const indent = text.slice(0, start).replace(/[^\t]/g, " ");
  const number = String(line).padStart(width + 2);
  return [
    `${number} | ${printable(text)}`,
    `${" ".repeat(width + 2)} | ${indent}${paint("^".repeat(length))}`,
  ];
}

function placeOf(origin: Origin, sourceOf: SourceOf): string {
  const source = sourceOf(origin.file);
  if (source === undefined) return printable(origin.file);
  const { line, column } = lineColumnAt(source, origin.span.start);
  return `${printable(origin.file)}:${line}:${column}`;
}

function gutterWidth(origins: readonly Origin[], sourceOf: SourceOf): number {
  const lines = origins.map((origin) => {
    const source = sourceOf(origin.file);
    return source === undefined ? 1 : lineColumnAt(source, origin.span.start).line;
  });
  return String(Math.max(...lines)).length;
}

/** Control characters could move the cursor or change colours: a file must not command a terminal. */
function printable(text: string): string {
  return text.replace(/(?!\t)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, "\uFFFD");
}

type Style = Severity | "related" | "bold";

const codes: Readonly<Record<Style, string>> = {
  error: "31;1",
  warning: "33;1",
  information: "36;1",
  hint: "36",
  related: "34",
  bold: "1",
};

function painter({ color }: ReportOptions): (style: Style, text: string) => string {
  return (style, text) => (color ? `\u001B[${codes[style]}m${text}\u001B[0m` : text);
}
