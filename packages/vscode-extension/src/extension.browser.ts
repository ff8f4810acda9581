// The extension in a browser: the language server is a web worker.

import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { activateExtension } from "./activate.js";
import { clientOptions } from "./client-options.js";

/** Where bundle.mjs puts the server. */
const SERVER = "dist/server.browser.js";

let client: LanguageClient | undefined;

/** Called by the editor when the first `.ncrn` file is opened. */
export function activate(context: ExtensionContext): void {
  const worker = new Worker(Uri.joinPath(context.extensionUri, SERVER).toString(true));
  client = new LanguageClient("ncrn", "ncrn", worker, clientOptions(context));
  activateExtension({ context, client });
}

/** Called by the editor before it ends. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
