// A range in an answer of the language server → the editor's own.

import type { RunEntry } from "@ncrn/lsp/client";
import { Range } from "vscode";

/** As the protocol writes it. */
export type ProtocolRange = RunEntry["range"];

/** Lines and characters count from zero in both. */
export function rangeFromProtocol({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
