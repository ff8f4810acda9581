// textDocument/references: every place where what stands at the position is named, in all files of the workspace.

import { type Location, type ReferenceParams, ReferencesRequest } from "vscode-languageserver";
import type { Feature, FeatureContext } from "../feature.js";
import { allOccurrences, locationOf } from "../navigation/all-occurrences.js";
import { symbolAt } from "../navigation/symbol-at.js";
import { analysed, whileUnchanged } from "../navigation/while-unchanged.js";
import type { Pieces } from "../pieces.js";
import type { Snapshot } from "../snapshot.js";
import type { Workspace } from "../workspace.js";

export const references: Feature<ReferenceParams, Location[] | null> = {
  method: ReferencesRequest.method,
  capabilities: { referencesProvider: true },
  nothing: null,
  respond: referencesAt,
};

/** The places by file and position; null where no name stands that means something. */
export function referencesAt(
  snapshot: Snapshot,
  { position, context: asked }: Pick<ReferenceParams, "position" | "context">,
  context: FeatureContext,
): Promise<Location[] | null> {
  return whileUnchanged(findReferences(snapshot, { position, context: asked }, context.workspace), context);
}

function* findReferences(
  snapshot: Snapshot,
  { position, context: asked }: Pick<ReferenceParams, "position" | "context">,
  workspace: Workspace,
): Pieces<Location[] | null> {
  yield* analysed(snapshot);
  const found = symbolAt(snapshot, position);
  if (found === undefined) return null;
  const { analysis, occurrence } = found;
  const sought = { analysis, symbol: occurrence.symbol, at: snapshot.source.name };
  const places = yield* allOccurrences(sought, workspace);
  return places
    .filter(({ declares }) => asked.includeDeclaration || !declares)
    .flatMap((one) => locationOf(one, workspace) ?? []);
}
