// Texts of several files → the snapshot of the first one, which is open, and what features get beside it.

import { TextDocument } from "vscode-languageserver-textdocument";
import type { Documents } from "../src/documents.js";
import type { FeatureContext } from "../src/feature.js";
import type { Host } from "../src/host.js";
import { defaultSettings } from "../src/settings.js";
import { createSnapshots, type Snapshot } from "../src/snapshot.js";
import { createWorkspace } from "../src/workspace.js";
import { memoryHost } from "./memory-host.js";

export interface OpenWorkspace {
  readonly snapshot: Snapshot;
  readonly context: FeatureContext;
}

/** `open` are the documents in the editor by address, the first one asked about; `disk` lies beside them. */
export function openWorkspace(
  open: Readonly<Record<string, string>>,
  disk: Record<string, string> = {},
  overrides: Partial<Host> = {},
): OpenWorkspace {
  const host = memoryHost(disk, overrides);
  const all = Object.entries(open).map(([uri, text]) => TextDocument.create(uri, "ncrn", 1, text));
  const documents: Documents = {
    get: (uri) => all.find((document) => document.uri === uri),
    named: (name) => all.find(({ uri }) => host.nameOf(uri) === name),
    all: () => all,
    onChange: () => {},
    onClose: () => {},
  };
  const snapshots = createSnapshots(documents, host);
  const workspace = createWorkspace(documents, snapshots, host);
  const snapshot = snapshots.get(all[0]?.uri ?? "");
  if (snapshot === undefined) throw new Error("No document is open.");
  const placesOf: FeatureContext["placesOf"] = ({ sourceOf }) => ({
    sourceOf: (file) => (file.startsWith("std/") ? undefined : sourceOf(file)),
    uriOf: workspace.uriOf,
    documentationOf: () => undefined,
  });
  return { snapshot, context: { placesOf, settings: defaultSettings, workspace } };
}
