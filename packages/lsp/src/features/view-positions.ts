// ncrn/viewPositions: a position in a document → what came from there, in a view of it.

import type { Position, Range } from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { networkName } from "../lowered/network-name.js";
import type { Snapshot } from "../snapshot.js";
import { offsetFromPosition } from "../to-lsp.js";
import { viewPositions } from "../views/view.js";
import { requestedView } from "../views/view-request.js";

/** A position, and the view in which it is looked for; without a name, that of the block around the position. */
export interface ViewPositionsParameters {
  readonly uri: string;
  readonly position: Position;
  readonly name?: string;
  readonly target: string;
}

export const viewPositionsOf: WorkspaceFeature<ViewPositionsParameters, readonly Range[]> = {
  method: "ncrn/viewPositions",
  capabilities: {},
  nothing: [],
  respond: positionsInView,
};

/** Ranges in the view, in order. */
export async function positionsInView(
  { uri, position, name: given, target }: ViewPositionsParameters,
  context: FeatureContext,
): Promise<readonly Range[]> {
  const snapshot = context.workspace.snapshotOf(uri);
  const offset = snapshot && offsetFromPosition(snapshot.source, position);
  if (snapshot === undefined || offset === undefined) return [];
  const name = given ?? blockAround(snapshot, offset);
  const requested = name === undefined ? undefined : requestedView({ uri, name, target }, context);
  if (requested === undefined || name === undefined) return [];
  return viewPositions(requested.document, { name, offset }, requested.target);
}

/** The network that the declaration around an offset makes, or that the model there is learnt as. */
export function blockAround(snapshot: Snapshot, offset: number): string | undefined {
  const declaration = documentOf(snapshot)?.declarations.find(
    ({ span }) => span.start <= offset && offset <= span.end,
  );
  if (declaration?.kind !== "ModelDeclaration") return declaration && networkName(declaration)?.text;
  const learns = snapshot.analysis()?.program.learns ?? [];
  return learns.find(({ model }) => model.name === declaration.name.text)?.name;
}
