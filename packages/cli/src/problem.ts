// A problem that has no place in a source text → one message for people or one JSON document.

import { catalogue, type DiagnosticCode } from "@ncrn/language";
import type { Output } from "./output.js";

/** A problem that has no place in a source text. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint: string | undefined;
  readonly file: string | undefined;
  /** One-based; undefined if the problem is the file as a whole. */
  readonly line?: number | undefined;
}

/** `file: error[code]: message` (as severe as the catalogue says) with a hint below; with `--json` also as the one document. */
export function reportProblem(output: Output, problem: Problem): void {
  if (output.json) output.document({ error: problemDocument(problem), diagnostics: [] });
  showProblem(output, problem);
}

/** The problem as it stands in JSON documents. */
export function problemDocument({ code, message, hint, file, line }: Problem): Required<Problem> {
  return { code, message: sentence(message), hint, file, line };
}

/** The message for people alone, for a command that prints its own document. */
export function showProblem(output: Output, { code, message, hint, file, line }: Problem): void {
  const [red, bold, off] = output.color ? ["\u001B[31;1m", "\u001B[1m", "\u001B[0m"] : ["", "", ""];
  const place = `${file ?? "ncrn"}${line === undefined ? "" : `:${line}:1`}`;
  const { severity } = catalogue[code];
  output.problem(
    `${bold}${place}${off}: ${red}${severity}[${code}]${off}: ${bold}${sentence(message)}${off}`,
  );
  if (hint !== undefined) output.problem(`  = hint: ${hint}`);
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
