// The documents that are open in the editor: their text, their versions, and their names for the language package.

import { type Connection, type TextDocumentContentChangeEvent, TextDocuments } from "vscode-languageserver";
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
  const documents = new TextDocuments({ create: createDocument, update: updateDocument });
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

/** Longer documents are far beyond what is read (see `snapshot.ts`): edits of them cost time and change nothing. */
const LONGEST_FOLLOWED = 10_000_000;

function createDocument(uri: string, languageId: string, version: number, text: string): TextDocument {
  const document = TextDocument.create(uri, languageId, version, text);
  return text.length <= LONGEST_FOLLOWED ? document : unfollowed(document, version);
}

/** A document that is too long stays as it was opened until the client sends another text as a whole. */
function updateDocument(
  document: TextDocument,
  changes: TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  const { uri, languageId } = document;
  const wholes = changes.flatMap((change, index) => ("range" in change ? [] : [{ change, index }]));
  const whole = wholes.at(-1);
  if (whole !== undefined) {
    const next = createDocument(uri, languageId, version, whole.change.text);
    return updateDocument(next, changes.slice(whole.index + 1), version);
  }
  if (document.getText().length > LONGEST_FOLLOWED) return unfollowed(document, version);
  return TextDocument.update(document, changes, version);
}

/** All its places are its beginning. */
function unfollowed(document: TextDocument, version: number): TextDocument {
  const text = document.getText();
  const { uri, languageId } = document;
  return Object.assign(TextDocument.create(uri, languageId, version, ""), { getText: () => text });
}
