// The server and a client in one process, connected by two streams. Keeps no more than what was published last.

import { PassThrough } from "node:stream";
import {
  createConnection,
  type Diagnostic,
  type LogMessageParams,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Host } from "../src/host.js";
import { serve } from "../src/server.js";

/** What a long run asks of a server. */
export interface MemoryServer {
  readonly open: (uri: string, text: string) => Promise<void>;
  readonly change: (
    uri: string,
    version: number,
    contentChanges: readonly TextDocumentContentChangeEvent[],
  ) => Promise<void>;
  readonly close: (uri: string) => Promise<void>;
  /** The answer, or the code of the refusal. */
  readonly ask: (method: string, parameters: object) => Promise<unknown>;
  /** What is published for a version of a document, now or later. */
  readonly diagnosticsOf: (uri: string, version: number) => Promise<readonly Diagnostic[]>;
  /** What the server has logged: it writes there only when it has failed. */
  readonly failures: string[];
  readonly stop: () => void;
}

/** Starts a server and shakes hands. */
export async function serverInMemory(host: Host): Promise<MemoryServer> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const watchDog = { shutdownReceived: false, initialize: () => {}, exit: () => {} };
  const connect = (input: PassThrough, output: PassThrough) =>
    createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const server = createConnection(() => connect(toServer, toClient), watchDog);
  serve(server, host);
  server.listen();
  const client = connect(toClient, toServer);
  const failures: string[] = [];
  const latest = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Map<string, () => void>();
  client.onNotification("textDocument/publishDiagnostics", (published: PublishDiagnosticsParams) => {
    latest.set(published.uri, published);
    waiting.get(published.uri)?.();
  });
  client.onNotification("window/logMessage", ({ message }: LogMessageParams) => void failures.push(message));
  client.onRequest("client/registerCapability", () => null);
  client.listen();
  await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  await client.sendNotification("initialized", {});

  return {
    failures,
    open: (uri, text) => {
      const textDocument = { uri, languageId: "ncrn", version: 1, text };
      return client.sendNotification("textDocument/didOpen", { textDocument });
    },
    change: (uri, version, contentChanges) =>
      client.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges }),
    close: (uri) => client.sendNotification("textDocument/didClose", { textDocument: { uri } }),
    ask: (method, parameters) =>
      client.sendRequest(method, parameters).catch(({ code }) => ({ refused: code })),
    diagnosticsOf: (uri, version) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = latest.get(uri);
          if (found?.version !== version) return;
          waiting.delete(uri);
          resolve(found.diagnostics);
        };
        waiting.set(uri, look);
        look();
      }),
    stop: () => {
      client.dispose();
      server.dispose();
    },
  };
}
