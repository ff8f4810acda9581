// Which model a command is about: the one that it was called with, or the one in the active editor.

import type { NetworkEntry, ViewTargetName } from "@ncrn/lsp/client";
import { type TextDocument, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** What a code lens passes to its command; from the palette and the title bar nothing of this kind is passed. */
export interface BlockArguments {
  readonly uri: string;
  /** A record or a network; may be left out if there is one candidate. */
  readonly name?: string;
  /** Of a view. */
  readonly target?: ViewTargetName;
}

/** The address of the model; undefined after telling the user that there is none. */
export async function activeModel(given: Partial<BlockArguments> | undefined): Promise<string | undefined> {
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

/** The networks of an open model. */
export async function networksOf(client: BaseLanguageClient, uri: string): Promise<readonly NetworkEntry[]> {
  return client.sendRequest<readonly NetworkEntry[]>("ncrn/networks", { uri });
}

/** The only network of a model, or the one that the user picks; undefined if there is none or none is picked. */
export async function pickNetwork(client: BaseLanguageClient, uri: string): Promise<string | undefined> {
  const networks = await networksOf(client, uri);
  if (networks.length === 0) await window.showInformationMessage("The model has no crn and no learn record.");
  if (networks.length <= 1) return networks[0]?.name;
  const items = networks.map(({ name, kind }) => ({ label: name, description: kind }));
  return (await window.showQuickPick(items, { title: "Which network?" }))?.label;
}
