// Which network of a model a command is about: the one at the cursor, the only one, or the one that the user picks.

import type { NetworkEntry } from "@ncrn/lsp/client";
import { type Position, window } from "vscode";
import { type AskedClient, askServer } from "../requests/ask-server.js";
import { NETWORKS_METHOD } from "../requests/methods.js";
import { rangeFromProtocol } from "../requests/range-from-protocol.js";

/** The network that the block at the cursor makes or runs; else the only one, or the one that the user picks. */
export async function chooseNetwork(
  client: AskedClient,
  uri: string,
  cursor: Position | undefined,
): Promise<string | undefined> {
  const networks = await askServer<readonly NetworkEntry[]>(client, NETWORKS_METHOD, { uri });
  const around = networks.find(
    ({ ranges }) => cursor && ranges.some((range) => rangeFromProtocol(range).contains(cursor)),
  );
  if (around !== undefined) return around.name;
  if (networks.length === 0) await window.showInformationMessage("The model has no crn and no learn record.");
  if (networks.length <= 1) return networks[0]?.name;
  const items = networks.map(({ name, kind }) => ({ label: name, description: kind }));
  return (await window.showQuickPick(items, { title: "Which network?" }))?.label;
}
