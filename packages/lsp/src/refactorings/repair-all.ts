// All repairs that leave no choice, again and again until none is left.

import {
  analyze,
  createSourceText,
  type Diagnostic,
  type DiagnosticCode,
  fixesFor,
  type SourceText,
} from "@ncrn/language";
import { editedText } from "../edited-text.js";
import { lineEdits } from "../line-edits.js";
import type { Snapshot } from "../snapshot.js";
import type { SpanEdit } from "../to-lsp.js";
import type { SourceAction } from "./source-actions.js";

export const repairAll: SourceAction = {
  kind: "source.fixAll.ncrn",
  title: "Repair everything that leaves no choice",
  edits: repaired,
};

/** Codes whose first repair is what must be meant, or changes nothing but the text. */
const certain: ReadonlySet<DiagnosticCode> = new Set([
  "duplicate-reaction",
  "empty-reaction",
  "invalid-number",
  "unexpected-character",
  "uninitialised-species",
]);

/** Repairs may uncover mistakes that can be repaired in turn, but not for ever. */
const MOST_ROUNDS = 10;

function repaired(snapshot: Snapshot): readonly SpanEdit[] {
  const { source } = snapshot;
  let state = { source, diagnostics: snapshot.diagnostics() };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = certainEdits(state.diagnostics, state.source);
    if (edits.length === 0) break;
    const next = createSourceText(source.name, editedText(state.source.content, edits));
    const { diagnostics } = analyze(next, { resolve: snapshot.textOfFile });
    if (errorsIn(diagnostics) > errorsIn(state.diagnostics)) break;
    state = { source: next, diagnostics };
  }
  return lineEdits(source.content, state.source.content);
}

/** The edits of all certain repairs, without those of repairs that get in the way of an earlier one. */
function certainEdits(diagnostics: readonly Diagnostic[], source: SourceText): readonly SpanEdit[] {
  const accepted: SpanEdit[] = [];
  for (const diagnostic of diagnostics) {
    if (!isCertain(diagnostic)) continue;
    const edits = fixesFor(diagnostic, source)[0]?.edits ?? [];
    if (!edits.some((edit) => accepted.some((other) => meet(edit, other)))) accepted.push(...edits);
  }
  return accepted;
}

/** A character that stands for no other one may be a slip for anything. */
function isCertain({ code, data }: Diagnostic): boolean {
  return certain.has(code) && (code !== "unexpected-character" || data["replacement"] !== undefined);
}

function meet({ span: a }: SpanEdit, { span: b }: SpanEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function errorsIn(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}
