// Requests of ours to the client, by which a server without a disk gets at files.

import { RequestType } from "vscode-languageserver";

/** The address of a file → its text; null if it cannot be read or is too large for an editor. */
export const ReadFileRequest = new RequestType<string, string | null, void>("ncrn/readFile");
