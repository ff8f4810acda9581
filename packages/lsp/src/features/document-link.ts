// textDocument/documentLink: paths of imports and data sets lead to their files.

import { type DocumentLink, type DocumentLinkParams, DocumentLinkRequest } from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import { fileNamedBy, namedFiles } from "../navigation/named-files.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";
import { standardLocation } from "../views/standard-file.js";

export const documentLink: Feature<DocumentLinkParams, DocumentLink[]> = {
  method: DocumentLinkRequest.method,
  capabilities: { documentLinkProvider: { resolveProvider: false } },
  nothing: [],
  respond: (snapshot, _, context) => linksOf(snapshot, context),
};

/** The links without the quotes around them; files that cannot be read have none, nor built-in ones that the client cannot open. */
export function linksOf(snapshot: Snapshot, context: FeatureContext): DocumentLink[] {
  const { workspace } = context;
  const document = documentOf(snapshot);
  if (document === undefined) return [];
  return namedFiles(document).flatMap((named) => {
    const file = fileNamedBy(named, snapshot.source.name, workspace);
    const standard =
      named.kind === "import" ? standardLocation(named.literal.value, context)?.uri : undefined;
    const target = file !== undefined && workspace.exists(file) ? workspace.uriOf(file) : standard;
    if (target === undefined) return [];
    const { span, raw } = named.literal;
    const isClosed = raw.length > 1 && raw.endsWith('"');
    const written = { start: span.start + 1, end: isClosed ? span.end - 1 : span.end };
    return {
      range: rangeFromSpan(snapshot.source, written),
      target,
      tooltip: named.kind === "import" ? "Open the imported file" : "Open the data file",
    };
  });
}
