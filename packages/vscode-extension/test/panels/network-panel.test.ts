// A panel with a picture from the editor's side: its tab says which network it shows.

import { expect, test, vi } from "vitest";
import type { WebviewPanel } from "vscode";
import type { NetworkNews } from "../../src/messages/network-messages.js";
import { startNetworkPanel } from "../../src/panels/network-panel.js";
import { Uri } from "../contributions/editor.js";

vi.mock("vscode", () => import("../contributions/editor.js"));

test("the tab has the name of the network, also where nobody has named it", async () => {
  let receive: (news: NetworkNews) => Promise<void> = async () => undefined;
  const webview = {
    cspSource: "",
    asWebviewUri: (uri: object) => uri,
    onDidReceiveMessage: (listener: typeof receive) => {
      receive = listener;
    },
    postMessage: async () => true,
  };
  const panel = { title: "Network", webview, onDidDispose: () => undefined, reveal: () => undefined };
  startNetworkPanel(
    panel as unknown as WebviewPanel,
    { uri: "file:///models/main.ncrn", name: undefined },
    { extension: Uri.parse("file:///extension") as never, judge: async () => [] },
  );
  await receive({ kind: "named", name: "XOR" });
  expect(panel.title).toBe("Network: XOR");
});
