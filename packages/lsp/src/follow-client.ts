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
import { placesOfPlainText } from "./markup.js";
import { type Refreshable, refreshableBy } from "./refresh-shown.js";
import { askForSettings, type SettingsOf } from "./scoped-settings.js";
import { settingsFrom } from "./settings.js";

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
  readonly settingsChanged: (settingsOf: SettingsOf) => void;
}

/** Files whose changes on disk matter to open documents. */
const WATCHED = "**/*.{ncrn,csv}";

type ClientCapabilities = InitializeParams["capabilities"];

/** Answers the hand-shake and passes on what the client tells. */
export function followClient(connection: Connection, listener: ClientListener): void {
  let folders: readonly string[] = [];
  let client: ClientCapabilities = {};
  let askAgain = async (): Promise<void> => {};
  connection.onInitialize((parameters): InitializeResult => {
    client = parameters.capabilities;
    listener.clientKnown({
      snippets: client.textDocument?.completion?.completionItem?.snippetSupport === true,
      codeActions: client.textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
      virtualDocuments: client.workspace?.textDocumentContent !== undefined,
      plainText: placesOfPlainText(client),
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
        void askAgain();
      });
    }
    if (client.workspace?.configuration) askAgain = settingsAsker(connection, () => folders, listener);
    await Promise.all([
      followSettings(connection, client, { ...listener, ask: askAgain }),
      followFiles(connection, client),
    ]);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => listener.filesChanged(changes.map(({ uri }) => uri)));
}

async function followFiles(connection: Connection, { workspace }: ClientCapabilities): Promise<void> {
  if (!workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [{ globPattern: WATCHED }];
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/**
 * Some clients send the settings along, some are asked for them, and some do both. Those sent along count at once: such a
 * client may ask for hints before it has answered, and not ask again.
 */
async function followSettings(
  connection: Connection,
  { workspace }: ClientCapabilities,
  { settingsChanged, ask }: Pick<ClientListener, "settingsChanged"> & { readonly ask: () => Promise<void> },
): Promise<void> {
  connection.onDidChangeConfiguration(({ settings }) => {
    const sent = settingsFrom(settings?.ncrn);
    if (settings?.ncrn || !workspace?.configuration) settingsChanged(() => sent);
    return ask();
  });
  const isRegistered = workspace?.configuration && workspace.didChangeConfiguration?.dynamicRegistration;
  await Promise.all([
    ask(),
    isRegistered && connection.client.register(DidChangeConfigurationNotification.type, { section: "ncrn" }),
  ]);
}

/** Asks for the settings in general and of each open folder; of answers that cross only the newest counts. */
function settingsAsker(
  connection: Connection,
  folders: () => readonly string[],
  { settingsChanged }: ClientListener,
): () => Promise<void> {
  let newest = 0;
  return async () => {
    const own = ++newest;
    const settingsOf = await askForSettings(connection, folders());
    if (settingsOf !== undefined && own === newest) settingsChanged(settingsOf);
  };
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
