// Where the pages about diagnostics are.

import { Uri } from "vscode";

/** The folder in which the extension has a page about each code. */
export function pagesOfCodes(extension: Uri): Uri {
  return Uri.joinPath(extension, "dist", "diagnostics");
}
