// Which model a command is about: the one that it was called with, or the one in the active editor.

import type { ViewTargetName } from "@ncrn/lsp/client";
import { type Position, Uri, window } from "vscode";
import { isModel } from "../documents/is-model.js";

/** What a code lens passes to its command; from the palette and the title bar nothing of this kind is passed. */
export interface BlockArguments {
  readonly uri: string;
  /** A record or a network; without it the place of the cursor tells, or the user. */
  readonly name?: string;
  /** True if the name is a network's and the user is to choose among its records. */
  readonly asks?: boolean;
  /** Of a view. */
  readonly target?: ViewTargetName;
}

/** What a command is called with: by a lens, by a button of the title bar with the document's address, by a key with nothing. */
export type CommandArguments = BlockArguments | Uri | undefined;

/** The address of the model; undefined after telling the user that there is none. */
export async function activeModel(
  given: Partial<BlockArguments> | Uri | undefined,
): Promise<string | undefined> {
  if (given instanceof Uri) return given.toString();
  if (typeof given?.uri === "string") return given.uri;
  const document = window.activeTextEditor?.document;
  if (document !== undefined && isModel(document)) return document.uri.toString();
  await window.showInformationMessage("Open a .ncrn file first.");
  return undefined;
}

/** What a lens says that it is about; nothing for buttons and keys. */
export function blockOf(given: CommandArguments): Partial<BlockArguments> {
  return given === undefined || given instanceof Uri ? {} : given;
}

/** Where the cursor is in a model, in the active editor if it shows the model. */
export function cursorIn(uri: string): Position | undefined {
  const editors = [
    ...(window.activeTextEditor ? [window.activeTextEditor] : []),
    ...window.visibleTextEditors,
  ];
  return editors.find(({ document }) => document.uri.toString() === uri)?.selection.active;
}
