// Documents, snapshots and features as the server puts them together, without a connection: what is measured is the work.

import { TextDocument } from "vscode-languageserver-textdocument";
import type { Documents } from "../src/documents.js";
import type { FeatureContext } from "../src/feature.js";
import { diagnostics } from "../src/features/diagnostics.js";
import { features, workspaceFeatures } from "../src/features.js";
import type { Host } from "../src/host.js";
import { inertHost } from "../src/inert-host.js";
import { stretchOf } from "../src/pieces.js";
import { defaultSettings } from "../src/settings.js";
import { createSnapshots, type Snapshot } from "../src/snapshot.js";
import { createWorkspace } from "../src/workspace.js";
import { ENOUGH_BETWEEN_STRETCHES, ENOUGH_IN_A_PAUSE, youngObjectCollector } from "../src/young-objects.js";
import { type Clock, startedAt } from "./times.js";

const collectInPause = youngObjectCollector(ENOUGH_IN_A_PAUSE);
const collectBetweenStretches = youngObjectCollector(ENOUGH_BETWEEN_STRETCHES);

/** One open document among files in memory. */
export interface Editor {
  readonly uri: string;
  readonly text: () => string;
  /** Replaces `length` characters at an offset, as an edit that the client sends. */
  readonly edit: (offset: number, length: number, text: string) => void;
  readonly snapshot: () => Snapshot;
  /** What the server does after an edit, up to the message that it sends. */
  readonly check: () => string;
  /** The same; returns the longest stretch of it behind the parser, in milliseconds. */
  readonly longestStretch: (clock: Clock) => number;
  /** Nobody types for a while: what the server does then. */
  readonly pause: () => void;
  /** The answer to a request about the document, as the text that is sent. */
  readonly ask: (method: string, parameters?: object) => Promise<string>;
  readonly positionAt: (offset: number) => { readonly line: number; readonly character: number };
}

/** Opens `name` of a folder. */
export function openEditor(name: string, folder: Readonly<Record<string, string>>): Editor {
  const uri = `file:///${name}`;
  const disk = new Map(Object.entries(folder).map(([file, text]) => [`file:///${file}`, text]));
  const host = hostOver(disk);
  let document = TextDocument.create(uri, "ncrn", 1, folder[name] ?? "");
  const opened = (asked: string): TextDocument | undefined => (asked === uri ? document : undefined);
  const documents: Documents = {
    get: opened,
    named: opened,
    all: () => [document],
    onChange: () => {},
    onClose: () => {},
  };
  const snapshots = createSnapshots(documents, host);
  const workspace = createWorkspace(documents, snapshots, host);
  const yieldControl = async (): Promise<void> => void collectBetweenStretches();
  const context: FeatureContext = { placesOf, workspace, settings: defaultSettings, yieldControl };
  const snapshot = (): Snapshot => snapshots.get(uri) as Snapshot;
  return {
    uri,
    text: () => document.getText(),
    edit: (offset, length, text) => {
      const range = { start: document.positionAt(offset), end: document.positionAt(offset + length) };
      document = TextDocument.update(document, [{ range, text }], document.version + 1);
    },
    snapshot,
    check: () => {
      workspace.textsChanged([uri]);
      snapshots.invalidate([uri]);
      const current = snapshot();
      inStretches(current.work(), (stretch) => stretch());
      return JSON.stringify([...diagnostics(current, placesOf(current))]);
    },
    longestStretch: (clock) => {
      const work = snapshot().work();
      work.next();
      let longest = 0;
      inStretches(work, (stretch) => {
        const since = startedAt(clock);
        stretch();
        longest = Math.max(longest, since());
      });
      return longest;
    },
    pause: () => void collectInPause(),
    ask: async (method, parameters = {}) => {
      const asked = { textDocument: { uri }, ...parameters };
      const feature = features.find((one) => one.method === method);
      if (feature !== undefined) return JSON.stringify(await feature.respond(snapshot(), asked, context));
      const other = workspaceFeatures.find((one) => one.method === method);
      if (other === undefined) throw new Error(`Nothing answers ${method}.`);
      return JSON.stringify(await other.respond({ uri, ...parameters }, context));
    },
    positionAt: (offset) => document.positionAt(offset),
  };
}

/** Work as the server does it, collections between its stretches included; `run` is given each of both. */
function inStretches(work: Iterator<unknown>, run: (stretch: () => void) => void): void {
  for (let isDone = false; !isDone; ) {
    run(() => {
      isDone = stretchOf(work).done === true;
    });
    run(collectBetweenStretches);
  }
}

function placesOf({ sourceOf }: Snapshot): ReturnType<FeatureContext["placesOf"]> {
  return {
    sourceOf: (file) => (file.startsWith("std/") ? undefined : sourceOf(file)),
    uriOf: (file) => file,
    documentationOf: () => undefined,
  };
}

/** A disk in memory, on which names are addresses. */
function hostOver(disk: ReadonlyMap<string, string>): Host {
  return {
    ...inertHost,
    locate: (written) => `file:///${written}`,
    mayRead: () => true,
    read: (name) => disk.get(name),
    find: () => [...disk.keys()],
    filesBeside: () => [...disk.keys()],
  };
}
