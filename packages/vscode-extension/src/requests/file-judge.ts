// Runs beside the text read the files that the language server would read, and no others.

import { READABLE_FILES_METHOD, type ReadableFilesParameters } from "@ncrn/lsp/client";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Which of these files a document may read. The server knows, where there is a disk, where symbolic links lead. */
export type FileJudge = (root: string, files: readonly string[]) => Promise<readonly string[]>;

/** Lets the server judge. */
export function fileJudgeOf(client: Pick<BaseLanguageClient, "sendRequest">): FileJudge {
  return (uri, files) => {
    const parameters: ReadableFilesParameters = { uri, files };
    return client.sendRequest<readonly string[]>(READABLE_FILES_METHOD, parameters);
  };
}
