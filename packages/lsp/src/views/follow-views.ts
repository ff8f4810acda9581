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
}

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
  { documents, dependsOn, yieldControl }: ViewSurroundings,
): FollowedViews {
  const shown = new Set<string>();
  const refresher = createViewRefresher(connection, yieldControl, () => shown.clear());

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

/** Tells the client of one view after another; what comes for a view before it has been told counts once. */
function createViewRefresher(
  connection: Pick<Connection, "sendRequest">,
  yieldControl: () => Promise<void>,
  clientFailed: () => void,
): { readonly refresh: (view: string) => void } {
  const outdated = new Set<string>();
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      await yieldControl(); // edits that have arrived together are one
      for (let [uri] = outdated; uri !== undefined; [uri] = outdated) {
        outdated.delete(uri);
        await connection.sendRequest(TextDocumentContentRefreshRequest.type, { uri }).catch(unlessOfOneView);
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
