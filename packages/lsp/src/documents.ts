// The documents that are open in the editor: their text, their versions, and their names for the language package.

import { type Connection, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Host } from "./host.js";
import { isViewUri } from "./views/view-address.js";

/** Open documents, kept up to date by the client's incremental changes. */
export interface Documents {
  readonly get: (uri: string) => TextDocument | undefined;
  readonly all: () => readonly TextDocument[];
  /** The open document of that name, if any: its text counts more than the file on disk. */
  readonly named: (name: string) => TextDocument | undefined;
  /** Called with a document after it was opened and after every change. */
  readonly onChange: (listener: (document: TextDocument) => void) => void;
  readonly onClose: (listener: (document: TextDocument) => void) => void;
}

/** Starts to follow the documents of a connection; announces incremental synchronisation. */
export function followDocuments(connection: Connection, host: Host): Documents {
  const documents = new TextDocuments(TextDocument);
  documents.listen(connection);
  // Views are made from documents: they are nothing that could be checked or searched.
  const all = (): TextDocument[] => documents.all().filter(({ uri }) => !isViewUri(uri));
  const unlessView =
    (listener: (document: TextDocument) => void) =>
    ({ document }: { readonly document: TextDocument }): void => {
      if (!isViewUri(document.uri)) listener(document);
    };
  return {
    get: (uri) => (isViewUri(uri) ? undefined : documents.get(uri)),
    all,
    named: (name) => all().find(({ uri }) => host.nameOf(uri) === name),
    // The library reports an opened document as a change of its content, too.
    onChange: (listener) => void documents.onDidChangeContent(unlessView(listener)),
    onClose: (listener) => void documents.onDidClose(unlessView(listener)),
  };
}
