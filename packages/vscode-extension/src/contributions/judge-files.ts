// Runs beside the text read the files that the language server would read, and no others.

import { READABLE_FILES_METHOD, type ReadableFilesParameters } from "@ncrn/lsp/client";
import { Disposable } from "vscode";
import type { Services } from "../activate.js";
import { judgeFilesBy } from "../panels/model-texts.js";

/** Lets the server judge what panels ask for. */
export function judgeFiles({ client }: Services): Disposable {
  judgeFilesBy((uri, files) => {
    const parameters: ReadableFilesParameters = { uri, files };
    return client.sendRequest<readonly string[]>(READABLE_FILES_METHOD, parameters);
  });
  return new Disposable(() => judgeFilesBy(async () => []));
}
