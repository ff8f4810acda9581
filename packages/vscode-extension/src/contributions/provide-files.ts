// Reads files for a language server that has no disk: in a browser, and in virtual workspaces.

import { LIST_FILES_METHOD, READ_FILE_METHOD } from "@ncrn/lsp/client";
import { Disposable, Uri, workspace } from "vscode";
import type { Services } from "../activate.js";

/** Larger files are treated as missing: a data file of this size is not for an editor. */
const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** More models than a server without a disk shall ask for, and more data files than anybody chooses from. */
const MOST_FILES = 500;

/** Answers the server's requests for files. */
export function provideFiles({ client }: Services): Disposable {
  return Disposable.from(
    client.onRequest(READ_FILE_METHOD, async (address: string) => {
      return (await textOfFile(Uri.parse(address))) ?? null;
    }),
    client.onRequest(LIST_FILES_METHOD, async () => {
      const found = await Promise.all(
        ["**/*.ncrn", "**/*.csv"].map((kind) => workspace.findFiles(kind, "**/node_modules/**", MOST_FILES)),
      );
      return found
        .flat()
        .map((uri) => uri.toString())
        .sort();
    }),
  );
}

/** The text of a file, or of the document that is open with it; undefined if it cannot be read or is too large. */
export async function textOfFile(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > LARGEST_FILE_BYTES) return undefined;
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
