// The server in a web worker: the protocol over messages to and from the page that started it.

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { LIST_FILES_METHOD, READ_FILE_METHOD } from "./client-files.js";
import { createClientHost } from "./client-host.js";
import { serve } from "./server.js";

/** One end of a channel: in a worker, the worker's own scope. */
type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

/** Serves the page on the other side of `port`, which must answer `ncrn/readFile` and `ncrn/listFiles`. */
export function startBrowserServer(port: Port): void {
  const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
  const readFile = async (uri: string): Promise<string | undefined> =>
    (await connection.sendRequest<string | null>(READ_FILE_METHOD, uri)) ?? undefined;
  const listFiles = (): Promise<readonly string[]> =>
    connection.sendRequest<readonly string[]>(LIST_FILES_METHOD);
  serve(connection, createClientHost({ readFile, listFiles }, nextMessage));
  connection.listen();
}

/** Timers would cost milliseconds each; a message to ourselves queues behind those that have arrived. */
function nextMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const received = (): void => {
      port1.close();
      resolve();
    };
    port1.addEventListener("message", received, { once: true });
    port1.start();
    port2.postMessage(undefined);
  });
}
