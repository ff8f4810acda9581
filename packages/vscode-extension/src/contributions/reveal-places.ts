// The command `ncrn.reveal`: hovers and panels link to places in the source with it.

import { commands, type Disposable, Range, Uri, window } from "vscode";
import type { Services } from "../activate.js";

/** A place in a document; lines and characters count from zero, as in the protocol. */
export interface RevealedPlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Registers the command. */
export function revealPlaces(_services: Services): Disposable {
  return commands.registerCommand("ncrn.reveal", revealPlace);
}

/** Opens the document beside nothing new: in the editor where it is shown already, if it is. */
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
