// completionItem/resolve: the documentation of an offer, once somebody looks at it.

import { type CompletionItem, CompletionResolveRequest } from "vscode-languageserver";
import { documentationOfOffer } from "../completion/documentation-of-offer.js";
import type { About } from "../completion/offer.js";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { markupAt } from "../markup.js";

/** What `completion` puts into an item for this request. */
export interface OfferData {
  readonly uri: string;
  readonly about: About;
}

export const completionResolve: WorkspaceFeature<CompletionItem, CompletionItem | null> = {
  method: CompletionResolveRequest.method,
  capabilities: {}, // announced by the request that makes the items
  nothing: null,
  respond: resolvedItem,
};

/** The item with its documentation, if there is any. */
export function resolvedItem(item: CompletionItem, { workspace, client }: FeatureContext): CompletionItem {
  const { uri, about } = (item.data ?? {}) as Partial<OfferData>;
  if (uri === undefined || about === undefined) return item;
  const text = documentationOfOffer(about, workspace.snapshotOf(uri));
  return text === undefined
    ? item
    : { ...item, documentation: markupAt("completion", text, client?.plainText) };
}
