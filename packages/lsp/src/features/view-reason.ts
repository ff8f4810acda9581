// ncrn/viewReason: a position in a document → why nothing in a view comes from there.

import { documentOf } from "../cursor.js";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { offsetFromPosition } from "../to-lsp.js";
import { phaseAt, reactionsOfPhase, whyPhaseIsEmpty } from "../views/phase-at.js";
import type { ViewPositionsParameters } from "./view-positions.js";
import { blockAround } from "./view-positions.js";

export const viewReasonOf: WorkspaceFeature<ViewPositionsParameters, string | null> = {
  method: "ncrn/viewReason",
  capabilities: {},
  nothing: null,
  respond: reasonForNoPositions,
};

/** A sentence; null where there is no particular reason. */
export async function reasonForNoPositions(
  { uri, position, name: given }: ViewPositionsParameters,
  context: FeatureContext,
): Promise<string | null> {
  const snapshot = context.workspace.snapshotOf(uri);
  const document = snapshot && documentOf(snapshot);
  if (snapshot === undefined || document === undefined) return null;
  const offset = offsetFromPosition(snapshot.source, position);
  const name = given ?? blockAround(snapshot, offset);
  const lowered = name === undefined ? undefined : await snapshot.lowered(name);
  const phase = phaseAt(document, offset);
  if (lowered?.network === undefined || phase === undefined) return null;
  const { source, network } = lowered;
  return reactionsOfPhase(network, phase).length > 0 ? null : whyPhaseIsEmpty(source, network, phase);
}
