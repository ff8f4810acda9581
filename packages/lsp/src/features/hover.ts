// textDocument/hover: what a name, reaction, equation, number, setting or function means, with its kinetics.

import { type Hover, type HoverParams, HoverRequest } from "vscode-languageserver";
import { cursorAt } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import { hoverAt } from "../hover/hover-at.js";
import { markupAt } from "../markup.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";

export const hover: Feature<HoverParams, Hover | null> = {
  method: HoverRequest.method,
  capabilities: { hoverProvider: true },
  nothing: null,
  respond: hoverOf,
};

/** The hover at a position; null where nothing is known. */
export async function hoverOf(
  snapshot: Snapshot,
  { position }: Pick<HoverParams, "position">,
  { placesOf, client }: Pick<FeatureContext, "placesOf" | "client">,
): Promise<Hover | null> {
  const cursor = cursorAt(snapshot, position);
  if (cursor === undefined) return null;
  const found = await hoverAt({ snapshot, cursor, places: placesOf(snapshot) });
  if (found === undefined) return null;
  return {
    contents: markupAt("hover", found.sections.join("\n\n"), client?.plainText),
    range: rangeFromSpan(snapshot.source, found.span),
  };
}
