// The page of a network panel: takes texts from the editor, has its worker lower them, and draws the network.

import type {
  GraphNews,
  NetworkNews,
  NetworkOrder,
  NetworkSubject,
} from "../../messages/network-messages.js";
import { acquireEditor } from "../shared/editor-api.js";
import { element } from "../shared/elements.js";
import { PAGE_STYLE } from "../shared/page-style.js";
import { createWorkerClient } from "../shared/worker-client.js";
import { createGraphLayout } from "./layout-graph.js";
import { NETWORK_PAGE_STYLE } from "./network-page-style.js";
import { createNetworkScreen } from "./network-screen.js";

const editor = acquireEditor<NetworkNews, NetworkSubject>();
const { worker = "", layout = "" } = document.body.dataset;
document.head.append(element("style", {}, PAGE_STYLE + NETWORK_PAGE_STYLE));

const screen = createNetworkScreen(document.body, {
  layout: createGraphLayout(layout),
  reveal: (place) => editor.postMessage({ kind: "reveal", ...place }),
  save: (file) => editor.postMessage({ kind: "save", file }),
  named: (name) => editor.postMessage({ kind: "named", name }),
});

const client = createWorkerClient<GraphNews>(worker, {
  tell: (news) => {
    if (news.kind === "files-needed") editor.postMessage(news);
    else screen.show(news);
  },
  isLast: () => true,
  failed: screen.fail,
});

window.addEventListener("message", ({ data }: MessageEvent<NetworkOrder>) => {
  switch (data.kind) {
    case "draw": {
      const { subject, model } = data;
      editor.setState(subject);
      screen.begin();
      client.start((run) => ({ kind: "draw", request: { run, model, name: subject.name } }));
      break;
    }
    case "unreadable":
      client.cancel();
      screen.fail(data.message);
  }
});
editor.postMessage({ kind: "ready" });
