// A small editor: speaks the protocol over two streams, keeps what is published, and can wait for it.

import type { Readable, Writable } from "node:stream";
import {
  createProtocolConnection,
  type InitializeParams,
  type InitializeResult,
  type LogMessageParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";

/** What tests do with a server. */
export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialize: (parameters?: Partial<InitializeParams>) => Promise<InitializeResult>;
  readonly open: (uri: string, text: string, version?: number) => Promise<void>;
  readonly change: (
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ) => Promise<void>;
  readonly close: (uri: string) => Promise<void>;
  readonly request: <Result>(method: string, parameters: unknown) => Promise<Result>;
  /**
   * Sends messages in one piece: the server has all of them before it handles the first, however slow the machine is. Requests
   * are those with an `id`, which no message of the connection has. Returns their answers in the order in which they come.
   */
  readonly together: (messages: readonly LooseMessage[]) => Promise<readonly Answer[]>;
  /** All that was published for a document so far, oldest first. */
  readonly published: (uri: string) => readonly PublishDiagnosticsParams[];
  /** The first publication for a document that fulfils the condition, now or later. */
  readonly publication: (
    uri: string,
    condition: (publication: PublishDiagnosticsParams) => boolean,
  ) => Promise<PublishDiagnosticsParams>;
  /** What the server wrote into the log. */
  readonly log: readonly string[];
  /** The first message of the log; the server writes there only when it has failed. */
  readonly failure: Promise<string>;
}

/** A message that is not sent by the connection. */
export interface LooseMessage {
  readonly id?: string;
  readonly method: string;
  readonly params: unknown;
}

/** What the server has answered to one of these. */
export interface Answer {
  readonly id: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

export function createClient(fromServer: Readable, toServer: Writable): Client {
  const connection = createProtocolConnection(
    new StreamMessageReader(fromServer),
    new StreamMessageWriter(toServer),
  );
  const publications: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  const log: string[] = [];
  connection.onNotification("textDocument/publishDiagnostics", (publication: PublishDiagnosticsParams) => {
    publications.push(publication);
    for (const look of [...waiting]) look();
  });
  const failure = new Promise<string>((resolve) => {
    connection.onNotification("window/logMessage", ({ message }: LogMessageParams) => {
      log.push(message);
      resolve(message);
    });
  });
  const answers: Answer[] = [];
  new StreamMessageReader(fromServer).listen((message) => {
    const { id, method } = message as Partial<LooseMessage>;
    if (method === undefined && typeof id === "string") answers.push(message as unknown as Answer);
    for (const look of [...waiting]) look();
  });
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();

  /** What `find` gives as soon as it is not undefined, after whatever message. */
  const until = <Found>(find: () => Found | undefined): Promise<Found> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const published = (uri: string): readonly PublishDiagnosticsParams[] =>
    publications.filter((one) => one.uri === uri);
  return {
    connection,
    log,
    failure,
    published,
    initialize: async (parameters = {}) => {
      const all = { processId: null, rootUri: null, capabilities: {}, ...parameters };
      const result = await connection.sendRequest<InitializeResult>("initialize", all);
      await connection.sendNotification("initialized", {});
      return result;
    },
    open: (uri, text, version = 1) => {
      const textDocument = { uri, languageId: "ncrn", version, text };
      return connection.sendNotification("textDocument/didOpen", { textDocument });
    },
    change: (uri, version, contentChanges) => {
      return connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges,
      });
    },
    close: (uri) => connection.sendNotification("textDocument/didClose", { textDocument: { uri } }),
    request: (method, parameters) => connection.sendRequest(method, parameters),
    together: (messages) => {
      const before = answers.length;
      toServer.write(messages.map(inStream).join(""));
      const asked = messages.flatMap(({ id }) => id ?? []);
      return until(() => {
        const found = answers.slice(before).filter(({ id }) => asked.includes(id));
        return found.length === asked.length ? found : undefined;
      });
    },
    publication: (uri, condition) => until(() => published(uri).find(condition)),
  };
}

/** A message as it stands in the stream. */
function inStream(message: LooseMessage): string {
  const content = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}
