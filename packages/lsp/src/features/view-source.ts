// ncrn/view: a view with its links, for clients that show it themselves.

import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import type { View } from "../views/view.js";
import { currentView } from "../views/view-request.js";
import { viewTarget } from "../views/view-targets.js";

/** Which network of which document, and in which form: `reactions`, `sbml`, `dsd`, `ncrn` or `bytecode`. */
export interface ViewParameters {
  readonly uri: string;
  readonly name: string;
  readonly target: string;
}

export const viewSource: WorkspaceFeature<ViewParameters, View | null> = {
  method: "ncrn/view",
  capabilities: {},
  nothing: null,
  respond: viewFor,
};

/** The view; null if the document is not open or there is no such form. */
export async function viewFor(parameters: ViewParameters, context: FeatureContext): Promise<View | null> {
  const target = viewTarget(parameters.target);
  if (target === undefined) return null;
  return (await currentView({ ...parameters, target: target.name }, context)) ?? null;
}
