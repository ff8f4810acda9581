// The command `ncrn.showNetwork`: panels with the picture of a network beside the text.

import { commands, Disposable } from "vscode";
import type { NetworkSubject } from "../messages/network-messages.js";
import {
  createNetworkPanel,
  NETWORK_PANEL,
  type NetworkPanel,
  startNetworkPanel,
} from "../panels/network-panel.js";
import { createOpenPanels } from "../panels/open-panels.js";
import { subjectKey } from "../panels/subject-key.js";
import { fileJudgeOf } from "../requests/file-judge.js";
import type { Services } from "../services.js";
import { activeModel, blockOf, type CommandArguments, cursorIn } from "../subjects/active-model.js";
import { chooseNetwork } from "../subjects/choose-network.js";

/** Registers the command, and panels that come back after a restart. */
export function showNetworks({ context: { extensionUri: extension }, client }: Services): Disposable {
  const judge = fileJudgeOf(client);
  const panels = createOpenPanels<NetworkSubject, NetworkPanel>(
    {
      type: NETWORK_PANEL,
      keyOf: (subject) => subjectKey({ ...subject, kind: "network" }),
      create: (subject, column) => createNetworkPanel(subject, column, extension),
      start: (panel, subject) => startNetworkPanel(panel, subject, { extension, judge }),
    },
    extension,
  );
  const showNetwork = async (given: CommandArguments): Promise<void> => {
    const uri = await activeModel(given);
    const name = uri && (blockOf(given).name ?? (await chooseNetwork(client, uri, cursorIn(uri))));
    if (uri && name) await panels.open({ uri, name });
  };
  return Disposable.from(panels, commands.registerCommand("ncrn.showNetwork", showNetwork));
}
