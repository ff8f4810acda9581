// A file that a page has made → where the user wants it.

import { Uri, window, workspace } from "vscode";
import type { MadeFile } from "../messages/panel-messages.js";

/** Asks where to; beside the document is suggested. */
export async function saveFile(document: string, { name, content, encoding }: MadeFile): Promise<void> {
  const target = await window.showSaveDialog({ defaultUri: Uri.joinPath(Uri.parse(document), "..", name) });
  if (target === undefined) return;
  const bytes =
    encoding === "text"
      ? new TextEncoder().encode(content)
      : Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  await workspace.fs.writeFile(target, bytes);
}
