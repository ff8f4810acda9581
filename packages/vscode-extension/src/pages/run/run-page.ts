// The page of a run panel: takes texts from the editor, runs them in its worker, and shows what comes of it.

import chartStyle from "uplot/dist/uPlot.min.css";
import type { PanelNews, PanelOrder, PanelSubject } from "../../messages/panel-messages.js";
import type { RunNews, RunProblem } from "../../messages/run-messages.js";
import { acquireEditor } from "../shared/editor-api.js";
import { element } from "../shared/elements.js";
import { PAGE_STYLE } from "../shared/page-style.js";
import { createWorkerClient } from "../shared/worker-client.js";
import { createRunPacer } from "./run-pacer.js";
import { RUN_PAGE_STYLE } from "./run-page-style.js";
import { createRunScreen } from "./run-screen.js";

const editor = acquireEditor<PanelNews, PanelSubject>();
document.head.append(element("style", {}, chartStyle + PAGE_STYLE + RUN_PAGE_STYLE));

let asked: Extract<PanelOrder, { kind: "run" }> | undefined;
let problems: readonly RunProblem[] = [];

const client = createWorkerClient<RunNews>(document.body.dataset.worker ?? "", {
  tell: receive,
  isLast,
  failed: fail,
});
const pacer = createRunPacer({ isBusy: () => client.isBusy() || awaited !== undefined, start });
const screen = createRunScreen(document.body, {
  runAgain: start,
  valuesChanged: pacer.valuesChanged,
  stop: cancel,
  reveal: (file, span) => editor.postMessage({ kind: "reveal", file, span }),
  save: (file) => editor.postMessage({ kind: "save", file }),
  write: (number) => editor.postMessage({ kind: "write", ...number }),
});

/** The request for files that the editor has not answered yet. */
let awaited: number | undefined;
let requests = 0;

window.addEventListener("message", ({ data }: MessageEvent<PanelOrder>) => {
  switch (data.kind) {
    case "run":
      if (data.answers !== undefined && data.answers !== awaited) return; // the run was cancelled meanwhile
      asked = data;
      editor.setState(data.subject);
      start();
      break;
    case "unreadable":
      client.cancel();
      fail(data.message);
      break;
    case "cancel":
      cancel();
  }
});
editor.postMessage({ kind: "ready" });

function start(): void {
  if (asked === undefined) return;
  const { model, subject, liveBoundary } = asked;
  pacer.begun();
  awaited = undefined;
  problems = [];
  screen.begin();
  const { kind, name } = subject;
  const set = screen.overrides();
  client.start((run) => ({ kind: "run", request: { run, model, kind, name, ...set, liveBoundary } }));
}

function cancel(): void {
  pacer.forget();
  if (!client.isBusy() && awaited === undefined) return;
  awaited = undefined;
  client.cancel();
  screen.cancelled();
}

function receive(news: RunNews): void {
  if (news.kind === "files-needed") {
    awaited = ++requests;
    editor.postMessage({ ...news, request: awaited });
  }
  // The text is not to blame for what sliders have set.
  if (news.kind === "problems" && !(news.isOfSliders && news.problems.length > 0)) {
    problems = [...problems, ...news.problems];
    editor.postMessage({ kind: "problems", problems });
  }
  screen.show(news);
  if (isLast(news) && news.kind !== "files-needed") pacer.ended();
}

function isLast(news: RunNews): boolean {
  return news.kind === "ended" || news.kind === "files-needed" || (news.kind === "problems" && news.isFatal);
}

function fail(failure: string): void {
  pacer.forget();
  awaited = undefined;
  screen.failed(failure);
}
