// Files of the standard library as documents that never change, for requests about what a view of them shows.

import { TextDocument } from "vscode-languageserver-textdocument";
import type { Documents } from "../documents.js";
import { inertHost } from "../inert-host.js";
import { createSnapshots, type Snapshot } from "../snapshot.js";
import { standardFileAt } from "./standard-file.js";

const known = new Map<string, Snapshot>();

/** The file of the standard library that an address of a view shows; undefined for other addresses. */
export function standardSnapshot(uri: string): Snapshot | undefined {
  const before = known.get(uri);
  if (before !== undefined) return before;
  const source = standardFileAt(uri);
  if (source === undefined) return undefined;
  const document = TextDocument.create(uri, "ncrn", 0, source.content);
  const documents: Documents = {
    get: () => document,
    all: () => [document],
    named: (name) => (name === source.name ? document : undefined),
    onChange: () => {},
    onClose: () => {},
  };
  // The library imports nothing but itself, which the language package brings along: no other file is there.
  const snapshot = createSnapshots(documents, { ...inertHost, nameOf: () => source.name }).get(uri);
  if (snapshot !== undefined) known.set(uri, snapshot);
  return snapshot;
}
