// One panel: the picture of a network beside the text, redrawn when the model is saved.

import { Uri, type ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import { revealSpan } from "../contributions/reveal-places.js";
import type { NetworkNews, NetworkOrder, NetworkSubject } from "../messages/network-messages.js";
import type { ModelTexts } from "../messages/run-messages.js";
import { textsOfDocument, withFiles } from "./model-texts.js";
import { surroundingsOf } from "./page-surroundings.js";
import { htmlOfPage } from "./panel-page.js";
import { saveFile } from "./save-file.js";

/** Under this name the editor remembers panels with networks. */
export const NETWORK_PANEL = "ncrn.network";

const PAGE = {
  title: "Network",
  script: "dist/network-page.js",
  workers: { worker: "dist/model-worker.js", layout: "dist/layout-worker.js" },
};

/** An open panel. */
export interface NetworkPanel {
  readonly show: () => void;
  readonly drawAgain: () => Promise<void>;
  /** True if a text of the last drawing has this address. */
  readonly restsOn: (address: string) => boolean;
}

/** Opens an empty panel in a column. */
export function createNetworkPanel(
  { name }: NetworkSubject,
  column: ViewColumn,
  extension: Uri,
): WebviewPanel {
  return window.createWebviewPanel(
    NETWORK_PANEL,
    name === undefined ? "Network" : `${name} (network)`,
    { viewColumn: column, preserveFocus: true },
    {
      enableScripts: true,
      retainContextWhenHidden: true,
      localResourceRoots: [Uri.joinPath(extension, "dist")],
    },
  );
}

/** Makes a panel, new or brought back, show the picture of a network. */
export function startNetworkPanel(
  panel: WebviewPanel,
  subject: NetworkSubject,
  extension: Uri,
): NetworkPanel {
  let model: ModelTexts | undefined;
  const draw = (texts: ModelTexts): void => {
    model = texts;
    const order: NetworkOrder = { kind: "draw", subject, model: texts };
    void panel.webview.postMessage(order);
  };
  const drawAgain = async (): Promise<void> => {
    draw(textsOfDocument(await workspace.openTextDocument(Uri.parse(subject.uri))));
  };
  const addFiles = async (addresses: readonly string[]): Promise<void> => {
    const asking = model;
    if (asking === undefined) return;
    const complete = await withFiles(asking, addresses);
    if (model === asking) draw(complete); // else the model was saved meanwhile, and asks anew
  };
  const receive = async (news: NetworkNews): Promise<void> => {
    switch (news.kind) {
      case "ready":
        return drawAgain();
      case "files-needed":
        return addFiles(news.addresses);
      case "reveal":
        return revealSpan(news.file, news.span);
      case "save":
        return saveFile(subject.uri, news.file);
    }
  };
  panel.webview.onDidReceiveMessage(receive);
  panel.iconPath = Uri.joinPath(extension, "icons", "ncrn.svg");
  panel.webview.html = htmlOfPage(PAGE, surroundingsOf(panel.webview, extension));
  return {
    show: () => panel.reveal(undefined, true),
    drawAgain,
    restsOn: (address) => model !== undefined && address in model.texts,
  };
}
