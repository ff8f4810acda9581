// Text → the snapshot of a document that is open with it, as features get it.

import { TextDocument } from "vscode-languageserver-textdocument";
import type { Documents } from "../src/documents.js";
import type { FeatureContext } from "../src/feature.js";
import { defaultSettings } from "../src/settings.js";
import { createSnapshots, type Snapshot } from "../src/snapshot.js";
import type { Places } from "../src/to-lsp.js";
import { createWorkspace } from "../src/workspace.js";
import { memoryHost } from "./memory-host.js";

const MAIN = "file:///main.ncrn";

/** A document named `file:///main.ncrn`; other files come from `disk`. */
export function openSnapshot(text: string, disk: Record<string, string> = {}): Snapshot {
  const document = TextDocument.create(MAIN, "ncrn", 1, text);
  const find = (uri: string): TextDocument | undefined => (uri === MAIN ? document : undefined);
  const documents: Documents = {
    get: find,
    named: find,
    all: () => [document],
    onChange: () => {},
    onClose: () => {},
  };
  const snapshot = createSnapshots(documents, memoryHost(disk)).get(MAIN);
  if (snapshot === undefined) throw new Error("The document is not open.");
  return snapshot;
}

const noDocuments: Documents = {
  get: () => undefined,
  named: () => undefined,
  all: () => [],
  onChange: () => {},
  onClose: () => {},
};

/** What features are given beside the snapshot: no other document is open, and nothing is set. */
export const featureContext: FeatureContext = {
  placesOf,
  settings: defaultSettings,
  workspace: createWorkspace(noDocuments, createSnapshots(noDocuments, memoryHost()), memoryHost()),
};

/** Where the files of the snapshot are: names are addresses. */
export function placesOf(snapshot: Snapshot): Places {
  return {
    sourceOf: snapshot.sourceOf,
    uriOf: (file) => file,
    documentationOf: () => undefined,
  };
}
