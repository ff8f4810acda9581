// textDocument/rename: another name for what stands at the position, in all files of the workspace, or why that cannot be.

import {
  LSPErrorCodes,
  type RenameParams,
  RenameRequest,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Feature, FeatureContext } from "../feature.js";
import { renameEdits } from "../navigation/rename-edits.js";
import { labelAt, labelEdit } from "../navigation/rename-label.js";
import { renameSubject } from "../navigation/rename-subject.js";
import { analysed, whileUnchanged } from "../navigation/while-unchanged.js";
import type { Pieces } from "../pieces.js";
import type { Snapshot } from "../snapshot.js";
import { textEditsFrom } from "../to-lsp.js";
import type { Workspace } from "../workspace.js";

export const rename: Feature<RenameParams, WorkspaceEdit | ResponseError<void> | null> = {
  method: RenameRequest.method,
  capabilities: { renameProvider: { prepareProvider: true } },
  nothing: null,
  respond: renamed,
};

/** The edits by address; a refusal carries its reason. */
export function renamed(
  snapshot: Snapshot,
  asked: Pick<RenameParams, "position" | "newName">,
  context: FeatureContext,
): Promise<WorkspaceEdit | ResponseError<void>> {
  return whileUnchanged(findEdits(snapshot, asked, context.workspace), context);
}

function* findEdits(
  snapshot: Snapshot,
  { position, newName }: Pick<RenameParams, "position" | "newName">,
  workspace: Workspace,
): Pieces<WorkspaceEdit | ResponseError<void>> {
  yield* analysed(snapshot);
  const label = labelAt(snapshot, position);
  if (label !== undefined) {
    const edit = yield* labelEdit(label, newName, snapshot, workspace);
    if ("reason" in edit) return refused(edit.reason);
    return { changes: { [snapshot.uri]: textEditsFrom(snapshot.source, [edit]) } };
  }
  const subject = renameSubject(snapshot, position);
  if ("reason" in subject) return refused(subject.reason);
  const { analysis, occurrence } = subject;
  const sought = { analysis, symbol: occurrence.symbol, at: snapshot.source.name };
  const edits = yield* renameEdits(sought, newName, workspace);
  if ("reason" in edits) return refused(edits.reason);
  const changes: Record<string, TextEdit[]> = {};
  for (const [file, ofFile] of edits) {
    const source = workspace.sourceOf(file);
    if (source !== undefined) changes[workspace.uriOf(file)] = textEditsFrom(source, ofFile);
  }
  return { changes };
}

function refused(reason: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
