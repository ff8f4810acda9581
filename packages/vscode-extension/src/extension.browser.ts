// The extension in a browser: the language server is a web worker.

import { type ExtensionContext, Uri, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { activateExtension } from "./activate.js";
import { clientOptions } from "./client-options.js";

/** Where bundle.mjs puts the server. */
const SERVER = "dist/server.browser.js";

let client: LanguageClient | undefined;

/** Called by the editor when the first `.ncrn` file is opened, or a folder with such files. */
export function activate(context: ExtensionContext): void {
  let worker: Worker | undefined;
  const startWorker = async (): Promise<MessageTransports> => {
    worker?.terminate(); // of the client before a restart
    worker = new Worker(await addressOfScript(Uri.joinPath(context.extensionUri, SERVER)));
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  client = new LanguageClient("ncrn", "ncrn", startWorker, clientOptions(context));
  activateExtension({ context, client });
}

/** Workers start from web addresses only; the files of an extension that is installed on a remote machine have none. */
async function addressOfScript(file: Uri): Promise<string> {
  if (/^(?:https?|file)$/.test(file.scheme)) return file.toString(true);
  const script = new Uint8Array(await workspace.fs.readFile(file));
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}

/** Called by the editor before it ends. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
