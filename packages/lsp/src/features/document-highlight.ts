// textDocument/documentHighlight: all places of this document that name what stands at the position, and whether they
// make or change it (declared, set, produced, consumed) or only read it.

import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  DocumentHighlightRequest,
} from "vscode-languageserver";
import type { Feature } from "../feature.js";
import { identityOf, occurrencesIn } from "../navigation/occurrences.js";
import { symbolAt } from "../navigation/symbol-at.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";

export const documentHighlight: Feature<DocumentHighlightParams, DocumentHighlight[] | null> = {
  method: DocumentHighlightRequest.method,
  capabilities: { documentHighlightProvider: true },
  nothing: null,
  respond: highlightsAt,
};

/** The places in the order of the text; null where no name stands that means something. */
export function highlightsAt(
  snapshot: Snapshot,
  { position }: Pick<DocumentHighlightParams, "position">,
): DocumentHighlight[] | null {
  const found = symbolAt(snapshot, position);
  if (found === undefined) return null;
  const { analysis, occurrence } = found;
  const identity = identityOf(analysis, occurrence.symbol);
  return (occurrencesIn(analysis).byFile.get(snapshot.source.name) ?? [])
    .filter(({ symbol }) => identityOf(analysis, symbol) === identity)
    .map(({ name, access }) => ({
      range: rangeFromSpan(snapshot.source, name.span),
      kind: access === "write" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
