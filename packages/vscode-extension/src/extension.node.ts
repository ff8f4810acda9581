// The extension on a desktop or a remote machine: the language server is a process of its own.

import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { activateExtension } from "./activate.js";
import { clientOptions } from "./client-options.js";
import { findProgram } from "./tasks/find-program.js";

/** Where bundle.mjs puts the server. */
const SERVER = "dist/server.cjs";

let client: LanguageClient | undefined;

/** Called by the editor when the first `.ncrn` file is opened, or a folder with such files. */
export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath(SERVER), transport: TransportKind.stdio };
  client = new LanguageClient("ncrn", "ncrn", server, clientOptions(context));
  activateExtension({ context, client, findProgram: (name) => findProgram(name, process.env) });
}

/** Called by the editor before it ends; the server is asked to end, too. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
