// Connection ↔ documents, checks and features: wires them together and holds no logic of its own.

import {
  type Connection,
  LogMessageNotification,
  type LogMessageParams,
  MessageType,
} from "vscode-languageserver";
import { startChecks } from "./checks.js";
import { followDocuments } from "./documents.js";
import type { ClientAbilities } from "./feature.js";
import { followClient } from "./follow-client.js";
import type { Host } from "./host.js";
import { createRefresher } from "./refresh-shown.js";
import { registerFeatures } from "./register-features.js";
import { defaultSettings } from "./settings.js";
import { createSnapshots, type Snapshot } from "./snapshot.js";
import type { Places } from "./to-lsp.js";
import { followViews } from "./views/follow-views.js";
import { createWorkspace } from "./workspace.js";

/** Connects the features; the caller then listens on the connection. */
export function serve(connection: Connection, host: Host): void {
  const documents = followDocuments(connection, host);
  const snapshots = createSnapshots(documents, host);
  const workspace = createWorkspace(documents, snapshots, host);
  let settings = defaultSettings;
  let client: ClientAbilities = { snippets: false };
  const placesOf = (snapshot: Snapshot): Places => ({
    // Built-in files have no address: an editor could not open them.
    sourceOf: (file) => (file.startsWith("std/") ? undefined : snapshot.sourceOf(file)),
    uriOf: (file) => documents.named(file)?.uri ?? host.uriOf(file),
    documentationOf: host.documentationOf,
  });
  const reportCrash = (error: unknown): void => {
    const message = `This is a bug in ncrn: ${error instanceof Error ? error.stack : String(error)}`;
    const parameters: LogMessageParams = { type: MessageType.Error, message };
    sendIfConnected(() => connection.sendNotification(LogMessageNotification.type, parameters));
  };
  // Before the checks, which forget what has to be made anew after an edit.
  const views = followViews(connection, {
    documents,
    dependsOn: (uri, changed) => snapshots.get(uri)?.dependsOn(host.nameOf(changed)) ?? false,
    yieldControl: host.yieldControl,
  });
  const refresher = createRefresher(connection);
  const checks = startChecks({
    documents,
    snapshots,
    host,
    placesOf,
    reportCrash,
    othersChanged: () => {
      refresher.refresh();
      views.refreshAll();
    },
    publish: ({ uri, diagnostics }, version) => {
      const message = version === undefined ? { uri, diagnostics } : { uri, version, diagnostics };
      sendIfConnected(() => connection.sendDiagnostics(message));
    },
  });
  registerFeatures(connection, {
    snapshots,
    context: () => ({
      placesOf,
      workspace,
      settings,
      client,
      viewShown: views.viewShown,
      yieldControl: host.yieldControl,
    }),
    reportCrash,
    yieldControl: host.yieldControl,
  });
  followClient(connection, {
    configured: host.configure,
    foldersOpened: host.openFolders,
    clientKnown: (abilities) => {
      client = abilities;
    },
    clientReady: (refreshable) => {
      refresher.clientReady(refreshable);
      host.clientReady();
    },
    foldersChanged: checks.checkAll,
    filesChanged: checks.filesChanged,
    settingsChanged: (changed) => {
      settings = changed;
      refresher.refresh();
    },
  });
}

/** A check may end after the client has gone; then nobody is left to be told, not even about the failure. */
function sendIfConnected(send: () => Promise<void>): void {
  try {
    send().catch(() => {});
  } catch {
    // The library throws at once when the connection is closed.
  }
}
