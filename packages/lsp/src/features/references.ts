// textDocument/references: every place where what stands at the position is named, in all files of the workspace.

import { type Location, type ReferenceParams, ReferencesRequest } from "vscode-languageserver";
import type { Feature, FeatureContext } from "../feature.js";
import { allOccurrences, locationOf } from "../navigation/all-occurrences.js";
import { symbolAt } from "../navigation/symbol-at.js";
import type { Snapshot } from "../snapshot.js";

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
  { workspace }: FeatureContext,
): Location[] | null {
  const found = symbolAt(snapshot, position);
  if (found === undefined) return null;
  const { analysis, occurrence } = found;
  const sought = { analysis, symbol: occurrence.symbol, at: snapshot.source.name };
  return allOccurrences(sought, workspace)
    .filter(({ declares }) => asked.includeDeclaration || !declares)
    .flatMap((one) => locationOf(one, workspace) ?? []);
}
