// textDocument/definition inside a view → the source terms that the line comes from.

import type { DefinitionParams, Location } from "vscode-languageserver";
import type { FeatureContext } from "../feature.js";
import { viewAddress } from "./view-address.js";
import { currentView } from "./view-request.js";

/** Where the line at a position comes from; null if it comes from nowhere. */
export async function definitionInView(
  { textDocument, position }: DefinitionParams,
  context: FeatureContext,
): Promise<Location[] | null> {
  const address = viewAddress(textDocument.uri);
  const view = address && (await currentView(address, context));
  const sources = (view?.links ?? [])
    .filter(({ range }) => range.start.line === position.line)
    .map(({ source }) => source);
  return sources.length === 0 ? null : sources;
}
