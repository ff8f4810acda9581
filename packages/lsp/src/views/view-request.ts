// Addresses of views and parameters of requests → the document and the form that they mean.

import type { FeatureContext } from "../feature.js";
import { type View, type ViewedDocument, viewOf } from "./view.js";
import type { ViewAddress } from "./view-address.js";
import { type ViewTarget, viewTarget } from "./view-targets.js";

/** A view that is asked for, with what it is made from. */
export interface RequestedView {
  readonly document: ViewedDocument;
  readonly name: string;
  readonly target: ViewTarget;
}

/** Undefined if the document is not open or there is no such form. */
export function requestedView(
  { uri, name, target: targetName }: Omit<ViewAddress, "target"> & { readonly target: string },
  { workspace, placesOf }: FeatureContext,
): RequestedView | undefined {
  const snapshot = workspace.snapshotOf(uri);
  const target = viewTarget(targetName);
  if (snapshot === undefined || target === undefined) return undefined;
  return { document: { snapshot, places: placesOf(snapshot) }, name, target };
}

/** The view of the newest version: one that was overtaken by an edit while it was made is made again. */
export async function currentView(address: ViewAddress, context: FeatureContext): Promise<View | undefined> {
  for (;;) {
    const requested = requestedView(address, context);
    if (requested === undefined) return undefined;
    const view = await viewOf(requested.document, requested.name, requested.target);
    const isCurrent = context.workspace.snapshotOf(address.uri) === requested.document.snapshot;
    if (isCurrent) return view;
  }
}
