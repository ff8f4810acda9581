// The command `ncrn.reveal`: a place in the source is shown and selected. Panels use it.

import { commands, type Disposable, Range, Uri, window, workspace } from "vscode";
import type { Services } from "../activate.js";

/** A place in a document; lines and characters count from zero, as in the protocol. */
export interface RevealedPlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

const MESSAGE_MILLISECONDS = 4000;

/** Registers the command. */
export function revealPlaces(_services: Services): Disposable {
  return commands.registerCommand("ncrn.reveal", revealPlace);
}

/** Shows characters of a file, counted from its start. */
export async function revealSpan(
  file: string,
  span: { readonly start: number; readonly end: number },
): Promise<void> {
  if (file.startsWith("std/")) {
    window.setStatusBarMessage(`This comes from the built-in file ${file}.`, MESSAGE_MILLISECONDS);
    return;
  }
  const document = await workspace.openTextDocument(Uri.parse(file));
  const [start, end] = [document.positionAt(span.start), document.positionAt(span.end)];
  await revealPlace({ uri: file, range: { start, end } });
}

/** Shows a place in the editor that has the document already, if there is one. */
export async function revealPlace({ uri, range }: RevealedPlace): Promise<void> {
  const { start, end } = range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  const address = Uri.parse(uri);
  const shown = window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === address.toString(),
  );
  await window.showTextDocument(address, {
    selection,
    ...(shown?.viewColumn !== undefined && { viewColumn: shown.viewColumn }),
  });
}
