// The client's side of the connection: hand-shake, open folders, files that change on disk, and settings.

import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { ClientAbilities } from "./feature.js";
import { announcedCapabilities } from "./features.js";
import { type Refreshable, refreshableBy } from "./refresh-shown.js";
import { type Settings, settingsFrom } from "./settings.js";

/** What is done about news from the client. */
export interface ClientListener {
  /** Told once, first. */
  readonly configured: (initializationOptions: unknown) => void;
  /** Told once at the start and after every change. */
  readonly foldersOpened: (uris: readonly string[]) => void;
  /** Told once, at the start. */
  readonly clientKnown: (abilities: ClientAbilities) => void;
  /** Told once, when the client may be asked; with what it can be asked to ask for again. */
  readonly clientReady: (refreshable: Refreshable) => void;
  /** Told after a change only. */
  readonly foldersChanged: () => void;
  readonly filesChanged: (uris: readonly string[]) => void;
  readonly settingsChanged: (settings: Settings) => void;
}

/** Files whose changes on disk matter to open documents. */
const WATCHED = "**/*.{ncrn,csv}";

type ClientCapabilities = InitializeParams["capabilities"];

/** Answers the hand-shake and passes on what the client tells. */
export function followClient(connection: Connection, listener: ClientListener): void {
  let folders: readonly string[] = [];
  let client: ClientCapabilities = {};
  connection.onInitialize((parameters): InitializeResult => {
    client = parameters.capabilities;
    listener.clientKnown({
      snippets: client.textDocument?.completion?.completionItem?.snippetSupport === true,
      codeActions: client.textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    });
    listener.configured(parameters.initializationOptions);
    folders =
      parameters.workspaceFolders?.map(({ uri }) => uri) ?? (parameters.rootUri ? [parameters.rootUri] : []);
    listener.foldersOpened(folders);
    return { capabilities: capabilities(), serverInfo: { name: "ncrn" } };
  });
  connection.onInitialized(async () => {
    listener.clientReady(refreshableBy(client));
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        listener.foldersOpened(folders);
        listener.foldersChanged();
      });
    }
    await followFiles(connection, client);
    await followSettings(connection, client, listener);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => listener.filesChanged(changes.map(({ uri }) => uri)));
}

async function followFiles(connection: Connection, { workspace }: ClientCapabilities): Promise<void> {
  if (!workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [{ globPattern: WATCHED }];
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** Some clients are asked for the settings, others send them along. */
async function followSettings(
  connection: Connection,
  { workspace }: ClientCapabilities,
  { settingsChanged }: ClientListener,
): Promise<void> {
  if (!workspace?.configuration) {
    connection.onDidChangeConfiguration(({ settings }) => settingsChanged(settingsFrom(settings?.ncrn)));
    return;
  }
  const ask = async (): Promise<void> => {
    settingsChanged(settingsFrom(await connection.workspace.getConfiguration("ncrn")));
  };
  connection.onDidChangeConfiguration(ask);
  if (workspace.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "ncrn" });
  }
  await ask();
}

/** What the server announces follows from the features that it has. */
function capabilities(): ServerCapabilities {
  const announced = announcedCapabilities();
  const workspaceFolders = { supported: true, changeNotifications: true };
  return {
    ...announced,
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { ...announced.workspace, workspaceFolders },
  };
}
