// textDocument/documentSymbol: the outline of a document.

import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  DocumentSymbolRequest,
  SymbolKind,
} from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { Feature } from "../feature.js";
import { outlineOf } from "../navigation/outline.js";
import type { OutlineEntry, OutlineKind } from "../navigation/outline-entry.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";

export const documentSymbol: Feature<DocumentSymbolParams, DocumentSymbol[] | null> = {
  method: DocumentSymbolRequest.method,
  capabilities: { documentSymbolProvider: true },
  nothing: null,
  respond: symbolsOf,
};

/** What is declared in the document, nested; null for a document too long to be analysed. */
export function symbolsOf(snapshot: Snapshot): DocumentSymbol[] | null {
  const document = documentOf(snapshot);
  if (document === undefined) return null;
  const symbolFrom = (entry: OutlineEntry): DocumentSymbol => ({
    name: entry.name,
    detail: entry.detail,
    kind: symbolKinds[entry.kind],
    range: rangeFromSpan(snapshot.source, entry.span),
    selectionRange: rangeFromSpan(snapshot.source, entry.nameSpan),
    children: entry.children.map(symbolFrom),
  });
  return outlineOf(document, snapshot.source).map(symbolFrom);
}

/** The nearest words that the protocol has: editors choose icons by them. */
export const symbolKinds: Readonly<Record<OutlineKind, SymbolKind>> = {
  network: SymbolKind.Class,
  model: SymbolKind.Class,
  module: SymbolKind.Module,
  learn: SymbolKind.Class,
  data: SymbolKind.Struct,
  run: SymbolKind.Method,
  function: SymbolKind.Function,
  constant: SymbolKind.Constant,
  import: SymbolKind.Namespace,
  species: SymbolKind.Variable,
  rate: SymbolKind.Number,
  input: SymbolKind.Property,
  weight: SymbolKind.Field,
  output: SymbolKind.Property,
  definition: SymbolKind.Variable,
  instance: SymbolKind.Object,
  phase: SymbolKind.EnumMember,
  column: SymbolKind.Field,
  loop: SymbolKind.Namespace,
  event: SymbolKind.Event,
  reaction: SymbolKind.Operator,
  equation: SymbolKind.Operator,
};
