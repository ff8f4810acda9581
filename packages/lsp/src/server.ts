// Connection ↔ documents, checks and features: wires them together and holds no logic of its own.

import {
  type Connection,
  LogMessageNotification,
  type LogMessageParams,
  MessageType,
} from "vscode-languageserver";
import { type CheckEnvironment, type Checks, startChecks } from "./checks.js";
import { type Documents, followDocuments } from "./documents.js";
import type { ClientAbilities } from "./feature.js";
import { type ClientListener, followClient } from "./follow-client.js";
import type { Host } from "./host.js";
import { createRefresher, type Refresher } from "./refresh-shown.js";
import { registerFeatures } from "./register-features.js";
import { defaultSettingsOf, type SettingsOf } from "./scoped-settings.js";
import { createSnapshots, type Snapshot } from "./snapshot.js";
import type { Places } from "./to-lsp.js";
import { followViews } from "./views/follow-views.js";
import { isStandardFile } from "./views/standard-file.js";
import { createWorkspace } from "./workspace.js";

/** Connects the features; the caller then listens on the connection. */
export function serve(connection: Connection, host: Host): void {
  const documents = followDocuments(connection, host);
  const snapshots = createSnapshots(documents, host);
  const workspace = createWorkspace(documents, snapshots, host);
  const reportCrash = crashReporter(connection);
  const placesOf = placesIn(documents, host);
  const known: KnownOfClient = { settingsOf: defaultSettingsOf, abilities: { snippets: false } };
  // Before the checks, which forget what has to be made anew after an edit.
  const views = followViews(connection, {
    documents,
    dependsOn: (uri, changed) => snapshots.get(uri)?.dependsOn(host.nameOf(changed)) ?? false,
    yieldControl: host.yieldControl,
    pause: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
  });
  const refresher = createRefresher(connection);
  const checks = startChecks({
    documents,
    snapshots,
    workspace,
    host,
    placesOf,
    reportCrash,
    othersChanged: () => {
      refresher.refresh();
      views.refreshAll();
    },
    levelsOf: (uri) => known.settingsOf(uri).diagnostics.severity,
    publish: publisher(connection),
  });
  registerFeatures(connection, {
    snapshots,
    contextFor: (uri) => {
      const { settingsOf, abilities: client } = known;
      return { placesOf, workspace, settings: settingsOf(uri), client, viewShown: views.viewShown };
    },
    reportCrash,
    yieldControl: host.yieldControl,
  });
  followClient(connection, listenerOf(known, { host, refresher, checks }));
}

/** What the client has said so far. */
interface KnownOfClient {
  settingsOf: SettingsOf;
  abilities: ClientAbilities;
}

/** What hears of the client. */
interface Hearers {
  readonly host: Host;
  readonly refresher: Refresher;
  readonly checks: Checks;
}

function listenerOf(known: KnownOfClient, { host, refresher, checks }: Hearers): ClientListener {
  return {
    configured: host.configure,
    foldersOpened: host.openFolders,
    clientKnown: (abilities) => {
      known.abilities = abilities;
    },
    clientReady: (refreshable) => {
      refresher.clientReady(refreshable);
      host.clientReady();
    },
    foldersChanged: checks.checkAll,
    filesChanged: checks.filesChanged,
    settingsChanged: (settingsOf) => {
      known.settingsOf = settingsOf;
      checks.levelsChanged();
      refresher.refresh();
    },
  };
}

function placesIn(documents: Documents, host: Host): (snapshot: Snapshot) => Places {
  return (snapshot) => ({
    // Nothing is wrong in built-in files, and most clients could not open them.
    sourceOf: (file) => (isStandardFile(file) ? undefined : snapshot.sourceOf(file)),
    uriOf: (file) => documents.named(file)?.uri ?? host.uriOf(file),
    documentationOf: host.documentationOf,
  });
}

function crashReporter(connection: Connection): (error: unknown) => void {
  return (error) => {
    const message = `This is a bug in ncrn: ${error instanceof Error ? error.stack : String(error)}`;
    const parameters: LogMessageParams = { type: MessageType.Error, message };
    sendIfConnected(() => connection.sendNotification(LogMessageNotification.type, parameters));
  };
}

function publisher(connection: Connection): CheckEnvironment["publish"] {
  return ({ uri, diagnostics }, version) => {
    const message = version === undefined ? { uri, diagnostics } : { uri, version, diagnostics };
    sendIfConnected(() => connection.sendDiagnostics(message));
  };
}

/** A check may end after the client has gone; then nobody is left to be told, not even about the failure. */
function sendIfConnected(send: () => Promise<void>): void {
  try {
    send().catch(() => {});
  } catch {
    // The library throws at once when the connection is closed.
  }
}
