// The address of a file → its text, wherever the editor has it.

import { type Uri, workspace } from "vscode";

/** Larger files are treated as missing: a data file of this size is not for an editor. */
const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

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
