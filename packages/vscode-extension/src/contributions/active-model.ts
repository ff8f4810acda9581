// Which model a command is about: the one that it was called with, or the one in the active editor.

import { window } from "vscode";

/** What a code lens passes to its command; from the palette and the title bar nothing of this kind is passed. */
export interface BlockArguments {
  readonly uri: string;
  /** A record or a network; may be left out if there is one candidate. */
  readonly name?: string;
}

/** The address of the model; undefined after telling the user that there is none. */
export async function activeModel(given: Partial<BlockArguments> | undefined): Promise<string | undefined> {
  if (typeof given?.uri === "string") return given.uri;
  const document = window.activeTextEditor?.document;
  if (document?.languageId === "ncrn") return document.uri.toString();
  await window.showInformationMessage("Open a .ncrn file first.");
  return undefined;
}
