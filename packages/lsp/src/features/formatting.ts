// textDocument/formatting: the whole document in the one style. What does not parse is left as it is.

import { catalogue, type Diagnostic } from "@ncrn/language";
import {
  type DocumentFormattingParams,
  DocumentFormattingRequest,
  type TextEdit,
} from "vscode-languageserver";
import type { Feature } from "../feature.js";
import { formatText } from "../formatting/format-text.js";
import { lineEdits } from "../line-edits.js";
import type { Snapshot } from "../snapshot.js";
import { textEditsFrom } from "../to-lsp.js";

export const formatting: Feature<DocumentFormattingParams, TextEdit[] | null> = {
  method: DocumentFormattingRequest.method,
  capabilities: { documentFormattingProvider: true },
  nothing: null,
  respond: formattingEdits,
};

/**
 * The edits that format the document; null if it has syntax errors. The editor's tab size is not asked for: a file
 * looks the same whoever formats it, here or with `ncrn format`.
 */
export async function formattingEdits(snapshot: Snapshot): Promise<TextEdit[] | null> {
  const { source } = snapshot;
  if (snapshot.diagnostics().some((diagnostic) => isSyntaxError(diagnostic, source.name))) return null;
  const formatted = await formatText(source.content);
  return textEditsFrom(source, lineEdits(source.content, formatted));
}

function isSyntaxError({ code, severity, origin }: Diagnostic, file: string): boolean {
  return severity === "error" && origin.file === file && catalogue[code].stage === "syntax";
}
