// The documents that are open in the editor: their text, their versions, and their names for the language package.

import { type Connection, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Host } from "./host.js";

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
  return {
    get: (uri) => documents.get(uri),
    all: () => documents.all(),
    named: (name) => documents.all().find(({ uri }) => host.nameOf(uri) === name),
    // The library reports an opened document as a change of its content, too.
    onChange: (listener) => void documents.onDidChangeContent(({ document }) => listener(document)),
    onClose: (listener) => void documents.onDidClose(({ document }) => listener(document)),
  };
}
