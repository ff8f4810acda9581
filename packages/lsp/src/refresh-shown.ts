// What is shown beside the text rests on more than the text: on settings, and on files that change on disk or arrive
// later. Editors ask for it again after an edit only, unless they are told to.

import {
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
} from "vscode-languageserver";

/** What a client can be asked to ask for again. */
export interface Refreshable {
  readonly codeLenses: boolean;
  readonly inlayHints: boolean;
  readonly semanticTokens: boolean;
}

/** What of it a client knows. */
export function refreshableBy({ workspace }: InitializeParams["capabilities"]): Refreshable {
  return {
    codeLenses: workspace?.codeLens?.refreshSupport === true,
    inlayHints: workspace?.inlayHint?.refreshSupport === true,
    semanticTokens: workspace?.semanticTokens?.refreshSupport === true,
  };
}

/** Something to be told again and again, but not before the last time has been heard. */
export interface Refresher {
  readonly clientReady: (refreshable: Refreshable) => void;
  readonly refresh: () => void;
}

/** Tells nothing until the client is ready; what comes while it is being told counts once. */
export function createRefresher(connection: Pick<Connection, "sendRequest">): Refresher {
  let known: Refreshable | undefined;
  let isRunning = false;
  let isOutdated = false;

  const tell = async ({ codeLenses, inlayHints, semanticTokens }: Refreshable): Promise<void> => {
    isRunning = true;
    try {
      while (isOutdated) {
        isOutdated = false;
        await Promise.all([
          codeLenses ? connection.sendRequest(CodeLensRefreshRequest.type) : undefined,
          inlayHints ? connection.sendRequest(InlayHintRefreshRequest.type) : undefined,
          semanticTokens ? connection.sendRequest(SemanticTokensRefreshRequest.type) : undefined,
        ]);
      }
    } catch {
      // The connection is closed, or the client has failed: it will ask after the next edit.
    } finally {
      isRunning = false;
    }
  };
  return {
    clientReady: (refreshable) => {
      known = refreshable;
    },
    refresh: () => {
      if (known === undefined) return;
      isOutdated = true;
      if (!isRunning) void tell(known);
    },
  };
}
