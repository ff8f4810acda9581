// Which model a command is about: the one that it was called with, or the one in the active editor.

import type { NetworkEntry, ViewTargetName } from "@ncrn/lsp/client";
import { type Position, Range, type TextDocument, Uri, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

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

/** True for texts that users write; views in the language are made by the server. */
export function isModel({ languageId, uri }: TextDocument): boolean {
  return languageId === "ncrn" && uri.scheme !== "ncrn-view";
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

/** What asking the language server needs of its client. */
export type AskedClient = Pick<BaseLanguageClient, "start" | "sendRequest">;

/** Asks about open documents: a question that waits for the start of the server would overtake what it is told of them. */
export async function askServer<Answer>(
  client: AskedClient,
  method: string,
  parameters: object,
): Promise<Answer> {
  await client.start();
  return client.sendRequest<Answer>(method, parameters);
}

/** The networks of an open model. */
export async function networksOf(client: AskedClient, uri: string): Promise<readonly NetworkEntry[]> {
  return askServer(client, "ncrn/networks", { uri });
}

/** The network that the block at the cursor makes or runs; else the only one, or the one that the user picks. */
export async function chooseNetwork(
  client: AskedClient,
  uri: string,
  cursor: Position | undefined,
): Promise<string | undefined> {
  const networks = await networksOf(client, uri);
  const around = networks.find(
    ({ ranges }) =>
      cursor &&
      ranges.some(({ start, end }) =>
        new Range(start.line, start.character, end.line, end.character).contains(cursor),
      ),
  );
  if (around !== undefined) return around.name;
  if (networks.length === 0) await window.showInformationMessage("The model has no crn and no learn record.");
  if (networks.length <= 1) return networks[0]?.name;
  const items = networks.map(({ name, kind }) => ({ label: name, description: kind }));
  return (await window.showQuickPick(items, { title: "Which network?" }))?.label;
}
