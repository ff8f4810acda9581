// Work on many files while others are let in: what it finds counts only if no document has changed meanwhile.

import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { FeatureContext } from "../feature.js";
import { inTurns, type Pieces } from "../pieces.js";
import type { Snapshot } from "../snapshot.js";
import type { Workspace } from "../workspace.js";

/** The result of the work; fails if a document was edited, opened or closed before the end. */
export async function whileUnchanged<Result>(
  pieces: Pieces<Result>,
  { workspace, yieldControl }: FeatureContext,
): Promise<Result> {
  const before = versionsOf(workspace);
  const result = await inTurns(pieces, yieldControl);
  if (versionsOf(workspace) === before) return result;
  throw new ResponseError(LSPErrorCodes.ContentModified, "A document has changed.");
}

function versionsOf(workspace: Workspace): string {
  return JSON.stringify(workspace.openSnapshots().map(({ uri, version }) => [uri, version]));
}

/** Analyses a document, so that it need not be done in one go when it is asked for. */
export function* analysed(snapshot: Snapshot): Pieces<void> {
  const work = snapshot.work();
  for (let next = work.next(); next.done !== true && next.value === "diagnostics"; next = work.next()) yield;
}
