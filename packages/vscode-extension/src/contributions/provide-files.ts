// Reads files for a language server that has no disk: in a browser, and in virtual workspaces.

import { LIST_FILES_METHOD, READ_FILE_METHOD } from "@ncrn/lsp/client";
import { Disposable, Uri } from "vscode";
import { findFiles, MODELS } from "../documents/find-files.js";
import { textOfFile } from "../documents/text-of-file.js";
import type { Services } from "../services.js";

const DATA_FILES = "**/*.csv";
/** More models than a server without a disk shall ask for, and more data files than anybody chooses from. */
const MOST_FILES = 500;

/** Answers the server's requests for files. */
export function provideFiles({ client }: Services): Disposable {
  return Disposable.from(
    client.onRequest(READ_FILE_METHOD, async (address: string) => {
      return (await textOfFile(Uri.parse(address))) ?? null;
    }),
    client.onRequest(LIST_FILES_METHOD, async () => {
      const found = await Promise.all([MODELS, DATA_FILES].map((kind) => findFiles(kind, MOST_FILES)));
      return found
        .flatMap(({ files }) => files)
        .map((uri) => uri.toString())
        .sort();
    }),
  );
}
