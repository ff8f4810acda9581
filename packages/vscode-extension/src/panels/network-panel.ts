// One panel: the picture of a network beside the text, redrawn when the model is saved.

import type { Uri, ViewColumn, WebviewPanel } from "vscode";
import type { NetworkNews, NetworkOrder, NetworkSubject } from "../messages/network-messages.js";
import type { FileJudge } from "../requests/file-judge.js";
import { createModelPanel, startModelPage } from "./model-panel.js";
import { revealSpan } from "./reveal-span.js";
import { saveFile } from "./save-file.js";

/** Under this name the editor remembers panels with networks. */
export const NETWORK_PANEL = "ncrn.network";

const PAGE = {
  title: "Network",
  script: "dist/network-page.js",
  workers: { worker: "dist/model-worker.js", layout: "dist/layout-worker.js" },
};

/** What a panel needs from the extension. */
export interface NetworkPanelServices {
  readonly extension: Uri;
  readonly judge: FileJudge;
}

/** An open panel. */
export interface NetworkPanel {
  /** Brings it to the front. */
  readonly show: () => void;
  readonly again: () => Promise<void>;
  /** True if a text of the last drawing has this address. */
  readonly isMadeFrom: (address: string) => boolean;
}

/** Opens an empty panel in a column. */
export function createNetworkPanel(
  { name }: NetworkSubject,
  column: ViewColumn,
  extension: Uri,
): WebviewPanel {
  const title = titleOf(name);
  return createModelPanel({ type: NETWORK_PANEL, title }, column, extension);
}

function titleOf(name: string | undefined): string {
  return name === undefined ? "Network" : `Network: ${name}`;
}

/** Makes a panel, new or brought back, show the picture of a network. */
export function startNetworkPanel(
  panel: WebviewPanel,
  subject: NetworkSubject,
  { extension, judge }: NetworkPanelServices,
): NetworkPanel {
  const receive = async (news: NetworkNews): Promise<void> => {
    switch (news.kind) {
      case "ready":
        return page.begin();
      case "files-needed":
        return page.addFiles(news.addresses);
      case "reveal":
        return revealSpan(news);
      case "named":
        panel.title = titleOf(news.name);
        return;
      case "save":
        return saveFile(subject.uri, news.file);
    }
  };
  const page = startModelPage<NetworkOrder, NetworkNews>(panel, {
    uri: subject.uri,
    page: PAGE,
    extension,
    judge,
    receive,
    orderOf: (model) => ({ kind: "draw", subject, model }),
  });
  return { show: () => panel.reveal(undefined, true), again: page.begin, isMadeFrom: page.isMadeFrom };
}
