// textDocument/documentLink: paths of imports and data sets lead to their files.

import { type DocumentLink, type DocumentLinkParams, DocumentLinkRequest } from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import { fileNamedBy, namedFiles } from "../navigation/named-files.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";

export const documentLink: Feature<DocumentLinkParams, DocumentLink[]> = {
  method: DocumentLinkRequest.method,
  capabilities: { documentLinkProvider: { resolveProvider: false } },
  nothing: [],
  respond: (snapshot, _, context) => linksOf(snapshot, context),
};

/** The links without the quotes around them; built-in files and files that cannot be read have none. */
export function linksOf(snapshot: Snapshot, { workspace }: FeatureContext): DocumentLink[] {
  const document = documentOf(snapshot);
  if (document === undefined) return [];
  return namedFiles(document).flatMap((named) => {
    const file = fileNamedBy(named, snapshot.source.name, workspace);
    if (file === undefined || !workspace.exists(file)) return [];
    const { span, raw } = named.literal;
    const isClosed = raw.length > 1 && raw.endsWith('"');
    const written = { start: span.start + 1, end: isClosed ? span.end - 1 : span.end };
    return {
      range: rangeFromSpan(snapshot.source, written),
      target: workspace.uriOf(file),
      tooltip: named.kind === "import" ? "Open the imported file" : "Open the data file",
    };
  });
}
