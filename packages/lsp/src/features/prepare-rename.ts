// textDocument/prepareRename: the name that would be renamed, or why it cannot be.

import type { Name } from "@ncrn/language";
import {
  LSPErrorCodes,
  PrepareRenameRequest,
  type Range,
  ResponseError,
  type TextDocumentPositionParams,
} from "vscode-languageserver";
import type { Feature } from "../feature.js";
import { labelAt } from "../navigation/rename-label.js";
import { renameSubject } from "../navigation/rename-subject.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";

/** A name to be replaced, and what the editor shows in the box. */
export interface PreparedRename {
  readonly range: Range;
  readonly placeholder: string;
}

export const prepareRename: Feature<TextDocumentPositionParams, PreparedRename | ResponseError<void> | null> =
  {
    method: PrepareRenameRequest.method,
    capabilities: { renameProvider: { prepareProvider: true } },
    nothing: null,
    respond: preparedRename,
  };

/** The place of the name with its backticks, and the name without them. */
export function preparedRename(
  snapshot: Snapshot,
  { position }: Pick<TextDocumentPositionParams, "position">,
): PreparedRename | ResponseError<void> {
  const label = labelAt(snapshot, position)?.label;
  if (label !== undefined) return prepared(snapshot, label);
  const subject = renameSubject(snapshot, position);
  if ("reason" in subject) return new ResponseError(LSPErrorCodes.RequestFailed, subject.reason);
  return prepared(snapshot, subject.occurrence.name);
}

function prepared(snapshot: Snapshot, name: Name): PreparedRename {
  return { range: rangeFromSpan(snapshot.source, name.span), placeholder: name.text };
}
