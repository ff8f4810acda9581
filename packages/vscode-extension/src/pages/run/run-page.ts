// The page of a run panel: takes texts from the editor, runs them in its worker, and shows what comes of it.

import uPlotStyle from "uplot/dist/uPlot.min.css";
import type { MadeFile, PanelNews, PanelOrder, PanelSubject } from "../../messages/panel-messages.js";
import type { ModelTexts, RunEnd, RunNews, RunProblem } from "../../messages/run-messages.js";
import { showBoundary } from "./boundary-view.js";
import { chartOfSimulation, chartsOfTraining } from "./chart-data.js";
import { type ChartView, showChart } from "./chart-view.js";
import { button, element } from "./elements.js";
import { reportTable } from "./report-table.js";
import { createRunClient } from "./run-client.js";
import pageStyle from "./run-page.css";
import { showSliders } from "./sliders.js";

/** What the editor gives every page. */
interface EditorApi {
  readonly postMessage: (news: PanelNews) => void;
  readonly setState: (subject: PanelSubject) => void;
}
declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
const tell = (news: PanelNews): void => editor.postMessage(news);
const save = (file: MadeFile): void => tell({ kind: "save", file });

let subject: PanelSubject | undefined;
let model: ModelTexts | undefined;
let problems: readonly RunProblem[] = [];
const charts = new Map<string, ChartView>();

const title = element("h1", {}, "");
const subtitle = element("span", { class: "faint" }, "");
const status = element("div", { class: "status", role: "status", "aria-live": "polite" }, "");
const progress = element("progress", { max: "1", value: "0", "aria-label": "Progress" });
const again = button("Run again", "Run again with the values of the sliders", () => start());
const stop = button("Cancel", "Stop the run; what was computed stays", () => stopRun());
const problemList = element("ul", { class: "problems", "aria-label": "Problems" });
const sliders = showSliders(() => start());
const drawings = element("main", {});
const boundary = showBoundary(save);
const report = element("div", { class: "report" });

document.head.append(element("style", {}, uPlotStyle), element("style", {}, pageStyle));
document.body.append(
  element("header", {}, title, subtitle, element("div", { class: "tools" }, again, stop), status, progress),
  problemList,
  sliders.root,
  drawings,
  boundary.root,
  report,
);

const client = createRunClient(document.body.dataset.worker ?? "", receive);

window.addEventListener("message", ({ data }: MessageEvent<PanelOrder>) => {
  switch (data.kind) {
    case "run":
      subject = data.subject;
      model = data.model;
      editor.setState(data.subject);
      start();
      return;
    case "cancel":
      stopRun();
  }
});
setRunning(false);
tell({ kind: "ready" });

function start(): void {
  if (subject === undefined || model === undefined) return;
  problems = [];
  setRunning(true);
  status.className = "status";
  status.textContent = "Preparing …";
  client.start({ model, kind: subject.kind, name: subject.name, overrides: sliders.overrides() });
}

function stopRun(): void {
  if (!client.isRunning()) return;
  client.cancel();
  setRunning(false);
  status.textContent = "Cancelled.";
}

function setRunning(isRunning: boolean): void {
  stop.disabled = !isRunning;
  progress.hidden = !isRunning;
  if (isRunning) progress.removeAttribute("value");
}

function receive(news: RunNews): void {
  switch (news.kind) {
    case "files-needed":
      return tell({ kind: "files-needed", addresses: news.addresses });
    case "problems":
      problems = [...problems, ...news.problems];
      tell({ kind: "problems", problems });
      showProblems();
      if (news.isFatal)
        showEnd({ status: "failed", milliseconds: 0, failure: "The model has errors.", weights: undefined });
      return;
    case "described": {
      const { species, reactions } = news.description;
      title.textContent = news.description.title;
      subtitle.textContent = `${species} species, ${reactions} reactions`;
      status.textContent = news.description.kind === "train" ? "Training …" : "Simulating …";
      return sliders.update(news.description.quantities);
    }
    case "progress":
      progress.value = news.total > 0 ? news.done / news.total : 0;
      if (news.detail !== undefined) status.textContent = news.detail;
      return;
    case "simulated":
      showCharts([chartOfSimulation(news.course)]);
      return report.replaceChildren(...reportTable(news.course.report));
    case "trained":
      return showCharts(chartsOfTraining(news.course));
    case "boundary":
      return boundary.update(news.boundary);
    case "ended":
      return showEnd(news.end);
  }
}

function showCharts(shown: readonly Parameters<ChartView["update"]>[0][]): void {
  for (const chart of shown) {
    const known = charts.get(chart.id);
    if (known !== undefined) known.update(chart);
    else {
      const view = showChart(chart, save);
      charts.set(chart.id, view);
      drawings.append(view.root);
    }
  }
}

function showProblems(): void {
  const shown = problems.filter(({ severity }) => severity === "error" || severity === "warning");
  problemList.replaceChildren(
    ...shown.map(({ message, file, span, severity, code }) => {
      const link = element("a", { href: "#", role: "link" }, `${severity}: ${message} (${code})`);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        tell({ kind: "reveal", file, span });
      });
      return element("li", {}, link);
    }),
  );
}

function showEnd({ status: how, milliseconds, failure }: RunEnd): void {
  setRunning(false);
  status.className = `status ${how}`;
  const seconds =
    milliseconds < 995 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  status.textContent = failure ?? (how === "completed" ? `Done in ${seconds}.` : "Cancelled.");
}
