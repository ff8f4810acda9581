// Views that are shown ↔ edits: the client is told to ask again for each view of a document that has changed.

import {
  type Connection,
  ErrorCodes,
  ResponseError,
  TextDocumentContentRefreshRequest,
} from "vscode-languageserver";
import type { Documents } from "../documents.js";
import { viewAddress } from "./view-address.js";

/** Clients do not say when a view is closed; the oldest of many is no longer followed. */
const MOST_VIEWS = 30;

/** What following views needs. */
export interface ViewSurroundings {
  readonly documents: Documents;
  /** True if what is said about the document of an address rests on another one. */
  readonly dependsOn: (uri: string, changed: string) => boolean;
  readonly yieldControl: () => Promise<void>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Milliseconds from telling the client to telling it anew. */
const SHORTEST_INTERVAL = 300;

/** Milliseconds without an edit after which views are taken to have come to rest. */
const SETTLING = 700;

/** Views that are followed. */
export interface FollowedViews {
  /** Takes the address of each view that a client has asked for. */
  readonly viewShown: (view: string) => void;
  /** Any view may be out of date: something else than an open document has changed. */
  readonly refreshAll: () => void;
}

/** Starts to follow edits. */
export function followViews(
  connection: Pick<Connection, "sendRequest">,
  surroundings: ViewSurroundings,
): FollowedViews {
  const shown = new Set<string>();
  const { documents, dependsOn } = surroundings;
  const refresher = createViewRefresher(connection, surroundings, () => shown.clear());

  const changed = ({ uri }: { readonly uri: string }): void => {
    for (const view of shown) {
      const source = viewAddress(view)?.uri;
      if (source !== undefined && (source === uri || dependsOn(source, uri))) refresher.refresh(view);
    }
  };
  documents.onChange(changed);
  documents.onClose(changed);

  return {
    viewShown: (view) => {
      shown.delete(view); // the newest comes last
      shown.add(view);
      const [oldest] = shown;
      if (shown.size > MOST_VIEWS && oldest !== undefined) shown.delete(oldest);
    },
    refreshAll: () => {
      for (const view of shown) refresher.refresh(view);
    },
  };
}

/**
 * Tells the client of one view after another; what comes for a view before it has been told counts once, and so does what
 * comes in a short while after that: of three texts that follow one another too fast VS Code 1.100 computes the differences
 * to the wrong one (its `$onVirtualDocumentChange` forgets the second while the third is on its way). What has been told
 * several times is told once more when the edits have ended, which changes nothing where all went well.
 */
function createViewRefresher(
  connection: Pick<Connection, "sendRequest">,
  { yieldControl, pause }: Pick<ViewSurroundings, "yieldControl" | "pause">,
  clientFailed: () => void,
): { readonly refresh: (view: string) => void } {
  const outdated = new Set<string>();
  let isRunning = false;
  const tell = async (uri: string): Promise<void> => {
    outdated.delete(uri);
    await connection.sendRequest(TextDocumentContentRefreshRequest.type, { uri }).catch(unlessOfOneView);
  };
  const run = async (): Promise<void> => {
    isRunning = true;
    const [once, again] = [new Set<string>(), new Set<string>()];
    try {
      await yieldControl(); // edits that have arrived together are one
      while (outdated.size > 0) {
        for (const view of [...outdated]) {
          (once.has(view) ? again : once).add(view);
          await tell(view);
        }
        await pause(SHORTEST_INTERVAL);
        if (outdated.size > 0 || again.size === 0) continue;
        await pause(SETTLING);
        for (const view of again) await tell(view);
        again.clear();
      }
    } catch {
      outdated.clear();
      clientFailed();
    } finally {
      isRunning = false;
    }
  };
  return {
    refresh: (view) => {
      outdated.add(view);
      if (!isRunning) void run();
    },
  };
}

/** A client that could not show one view may show the next; one that has gone, or does not know the request, will not. */
function unlessOfOneView(error: unknown): void {
  if (!(error instanceof ResponseError) || error.code === ErrorCodes.MethodNotFound) throw error;
}
