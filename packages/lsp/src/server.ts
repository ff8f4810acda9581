// Connection ↔ features. Whatever fails while one message is handled is logged and ends nothing else.

import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LogMessageNotification,
  type LogMessageParams,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { startChecks } from "./checks.js";
import { followDocuments } from "./documents.js";
import type { DocumentParameters, Feature, FeatureContext } from "./feature.js";
import { codeAction } from "./features/code-action.js";
import { formatting } from "./features/formatting.js";
import type { Host } from "./host.js";
import { createSnapshots, type Snapshot, type Snapshots } from "./snapshot.js";
import type { Places } from "./to-lsp.js";

/** All requests about a document; a new one needs a file in features/ and a line here. */
const features: readonly AnyFeature[] = [codeAction, formatting];

// biome-ignore lint/suspicious/noExplicitAny: parameters and results differ from request to request
type AnyFeature = Feature<any, any>;

/** Files whose changes on disk matter to open documents. */
const WATCHED = "**/*.{ncrn,csv}";

/** Connects the features; the caller then listens on the connection. */
export function serve(connection: Connection, host: Host): void {
  const documents = followDocuments(connection, host);
  const snapshots = createSnapshots(documents, host);
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
  const checks = startChecks({
    documents,
    snapshots,
    host,
    placesOf,
    reportCrash,
    publish: ({ uri, diagnostics }, version) => {
      const message = version === undefined ? { uri, diagnostics } : { uri, version, diagnostics };
      sendIfConnected(() => connection.sendDiagnostics(message));
    },
  });
  const surroundings = { snapshots, context: { placesOf }, reportCrash, yieldControl: host.yieldControl };
  for (const feature of features) register(connection, feature, surroundings);
  connection.onDidChangeWatchedFiles(({ changes }) => checks.filesChanged(changes.map(({ uri }) => uri)));
  followWorkspace(connection, host, checks.checkAll);
}

interface Surroundings {
  readonly snapshots: Snapshots;
  readonly context: FeatureContext;
  readonly reportCrash: (error: unknown) => void;
  readonly yieldControl: () => Promise<void>;
}

/** A check may end after the client has gone; then nobody is left to be told, not even about the failure. */
function sendIfConnected(send: () => Promise<void>): void {
  try {
    send().catch(() => {});
  } catch {
    // The library throws at once when the connection is closed.
  }
}

/** One request: an unknown document and a crash give the empty answer, a document changed meanwhile gives none. */
function register(
  connection: Connection,
  feature: AnyFeature,
  { snapshots, context, reportCrash, yieldControl }: Surroundings,
): void {
  connection.onRequest(feature.method, async (parameters: DocumentParameters) => {
    try {
      const { uri } = parameters.textDocument;
      const snapshot = snapshots.get(uri);
      if (snapshot === undefined) return feature.nothing;
      const result = await feature.respond(snapshot, parameters, context);
      await yieldControl(); // an edit may have arrived right behind the request
      if (snapshots.get(uri)?.version === snapshot.version) return result;
      return new ResponseError(LSPErrorCodes.ContentModified, "The document has changed.");
    } catch (error) {
      reportCrash(error);
      return feature.nothing;
    }
  });
}

/** Hand-shake, open folders, and changes on disk. */
function followWorkspace(connection: Connection, host: Host, foldersChanged: () => void): void {
  let folders: readonly string[] = [];
  let client: InitializeParams["capabilities"] = {};
  connection.onInitialize((parameters): InitializeResult => {
    client = parameters.capabilities;
    folders =
      parameters.workspaceFolders?.map(({ uri }) => uri) ?? (parameters.rootUri ? [parameters.rootUri] : []);
    host.openFolders(folders);
    return { capabilities: capabilities(), serverInfo: { name: "ncrn" } };
  });
  connection.onInitialized(async () => {
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        host.openFolders(folders);
        foldersChanged();
      });
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = [{ globPattern: WATCHED }];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  });
}

/** What the server announces follows from the features that it has. */
function capabilities(): ServerCapabilities {
  const own: ServerCapabilities = {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  return Object.assign(own, ...features.map((feature) => feature.capabilities));
}
