// The command `ncrn.showNetwork`: panels with the picture of a network beside the text.

import { commands, Disposable, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { Services } from "../activate.js";
import type { NetworkSubject } from "../messages/network-messages.js";
import {
  createNetworkPanel,
  NETWORK_PANEL,
  type NetworkPanel,
  startNetworkPanel,
} from "../panels/network-panel.js";
import { activeModel, type BlockArguments } from "./active-model.js";

/** Registers the command, drawing again on save, and panels that come back after a restart. */
export function showNetworks({ context: { extensionUri } }: Services): Disposable {
  const panels = new Map<string, NetworkPanel>();
  const start = (panel: WebviewPanel, subject: NetworkSubject): void => {
    const key = `${subject.name ?? ""} ${subject.uri}`;
    panels.set(key, startNetworkPanel(panel, subject, extensionUri));
    panel.onDidDispose(() => panels.delete(key));
  };
  const showNetwork = async (given: BlockArguments | undefined): Promise<void> => {
    const uri = await activeModel(given);
    if (uri === undefined) return;
    const subject: NetworkSubject = { uri, name: given?.name };
    const open = panels.get(`${subject.name ?? ""} ${uri}`);
    if (open === undefined) start(createNetworkPanel(subject, ViewColumn.Beside, extensionUri), subject);
    else {
      open.show();
      await open.drawAgain();
    }
  };
  const drawAgain = ({ uri }: { readonly uri: Uri }): void => {
    if (!workspace.getConfiguration("ncrn", uri).get<boolean>("run.onSave", true)) return;
    for (const panel of panels.values()) if (panel.restsOn(uri.toString())) void panel.drawAgain();
  };
  return Disposable.from(
    commands.registerCommand("ncrn.showNetwork", showNetwork),
    workspace.onDidSaveTextDocument(drawAgain),
    window.registerWebviewPanelSerializer(NETWORK_PANEL, {
      deserializeWebviewPanel: async (panel: WebviewPanel, kept: NetworkSubject | undefined) => {
        if (kept === undefined) return panel.dispose();
        const localResourceRoots = [Uri.joinPath(extensionUri, "dist")];
        panel.webview.options = { enableScripts: true, localResourceRoots };
        start(panel, kept);
      },
    }),
  );
}
