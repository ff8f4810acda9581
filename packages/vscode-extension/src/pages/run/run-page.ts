// The page of a run panel: takes texts from the editor, runs them in its worker, and shows what comes of it.

import chartStyle from "uplot/dist/uPlot.min.css";
import type { PanelNews, PanelOrder, PanelSubject } from "../../messages/panel-messages.js";
import type { ModelTexts, RunNews, RunProblem } from "../../messages/run-messages.js";
import { element } from "./elements.js";
import { createRunClient } from "./run-client.js";
import { RUN_PAGE_STYLE } from "./run-page-style.js";
import { createRunScreen } from "./run-screen.js";

/** What the editor gives every page. */
interface EditorApi {
  readonly postMessage: (news: PanelNews) => void;
  readonly setState: (subject: PanelSubject) => void;
}
declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
document.head.append(element("style", {}, chartStyle), element("style", {}, RUN_PAGE_STYLE));

let asked: { readonly subject: PanelSubject; readonly model: ModelTexts } | undefined;
let problems: readonly RunProblem[] = [];

const client = createRunClient(document.body.dataset.worker ?? "", receive);
const screen = createRunScreen(document.body, {
  runAgain: start,
  stop: cancel,
  reveal: (file, span) => editor.postMessage({ kind: "reveal", file, span }),
  save: (file) => editor.postMessage({ kind: "save", file }),
});

window.addEventListener("message", ({ data }: MessageEvent<PanelOrder>) => {
  switch (data.kind) {
    case "run":
      asked = data;
      editor.setState(data.subject);
      start();
      break;
    case "cancel":
      cancel();
  }
});
editor.postMessage({ kind: "ready" });

function start(): void {
  if (asked === undefined) return;
  const { model, subject } = asked;
  problems = [];
  screen.begin();
  client.start({ model, kind: subject.kind, name: subject.name, overrides: screen.overrides() });
}

function cancel(): void {
  if (!client.isRunning()) return;
  client.cancel();
  screen.cancelled();
}

function receive(news: RunNews): void {
  if (news.kind === "files-needed") editor.postMessage(news);
  if (news.kind === "problems") {
    problems = [...problems, ...news.problems];
    editor.postMessage({ kind: "problems", problems });
  }
  screen.show(news);
}
