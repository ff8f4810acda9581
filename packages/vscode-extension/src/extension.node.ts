// The extension on a desktop or a remote machine: starts the bundled language server and connects the editor to it.

import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/** Where bundle.mjs puts the server. */
const SERVER = "dist/server.cjs";

let client: LanguageClient | undefined;

/** Called by the editor when the first `.ncrn` file is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const server = { module: context.asAbsolutePath(SERVER), transport: TransportKind.stdio };
  client = new LanguageClient("ncrn", "ncrn", server, { documentSelector: [{ language: "ncrn" }] });
  await client.start();
}

/** Called by the editor before it ends; the server is asked to end, too. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
