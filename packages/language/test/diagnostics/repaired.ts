// A broken text → the texts that its quick fixes make of it.

import { applyFix, type DiagnosticCode, fixesFor } from "../../src/index.js";
import { analyzeText } from "../analyze-fixture.js";

/** One quick fix with the text after it. */
export interface Repair {
  readonly title: string;
  readonly after: string;
}

/** The quick fixes of all diagnostics of a code. */
export function repairs(text: string, code: DiagnosticCode): readonly Repair[] {
  const { analysis, source } = analyzeText(text);
  return analysis.diagnostics
    .filter((diagnostic) => diagnostic.code === code && diagnostic.origin.file === source.name)
    .flatMap((diagnostic) => fixesFor(diagnostic, source))
    .map((fix) => ({ title: fix.title, after: applyFix(source, fix) }));
}

/** Codes of what is reported, hints included. */
export function codesIn(text: string): readonly string[] {
  return analyzeText(text).analysis.diagnostics.map(({ code }) => code);
}

/** Messages of what is an error. */
export function errorsIn(text: string): readonly string[] {
  return analyzeText(text)
    .analysis.diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message}`);
}
