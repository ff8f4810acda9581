// A place in a text → the editor that shows it.

import { Range, Uri, window, workspace } from "vscode";
import type { Place } from "../messages/network-messages.js";

const MESSAGE_MILLISECONDS = 4000;

/** Selects characters of a file, in the editor that has it already, if there is one. */
export async function revealSpan({ file, span }: Place): Promise<void> {
  if (file.startsWith("std/")) {
    window.setStatusBarMessage(`This comes from the built-in file ${file}.`, MESSAGE_MILLISECONDS);
    return;
  }
  const document = await workspace.openTextDocument(Uri.parse(file));
  const address = document.uri.toString();
  const shown = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === address);
  await window.showTextDocument(document, {
    selection: new Range(document.positionAt(span.start), document.positionAt(span.end)),
    ...(shown?.viewColumn !== undefined && { viewColumn: shown.viewColumn }),
  });
}
