// What a run panel shows: head line, problems, sliders, charts, boundary, report.

import type { Span } from "@ncrn/language";
import type { MadeFile } from "../../messages/panel-messages.js";
import type { RunDescription, RunEnd, RunNews } from "../../messages/run-messages.js";
import { button, element } from "../shared/elements.js";
import { problemItems } from "../shared/problem-list.js";
import { showBoundary } from "./boundary-view.js";
import { type Chart, chartOfSimulation, chartsOfTraining } from "./chart-data.js";
import { type ChartView, showChart } from "./chart-view.js";
import { reportTable } from "./report-table.js";
import { showSliders } from "./sliders.js";

/** What the user can ask for on the screen. */
export interface RunActions {
  readonly runAgain: () => void;
  readonly stop: () => void;
  readonly reveal: (file: string, span: Span) => void;
  readonly save: (file: MadeFile) => void;
}

/** The screen of one panel. */
export interface RunScreen {
  /** Values that sliders have set. */
  readonly overrides: () => Readonly<Record<string, number>>;
  /** A run begins; what the last one has drawn stays until there is something new. */
  readonly begin: () => void;
  /** The user has stopped the run. */
  readonly cancelled: () => void;
  readonly show: (news: RunNews) => void;
}

/** Fills the page. */
export function createRunScreen(page: HTMLElement, actions: RunActions): RunScreen {
  const head = createHead(actions);
  const problems = element("ul", { class: "problems", "aria-label": "Problems" });
  const sliders = showSliders(actions.runAgain);
  const charts = createCharts(actions.save);
  const boundary = showBoundary(actions.save);
  const report = element("div", { class: "report" });
  page.append(head.root, problems, sliders.root, charts.root, boundary.root, report);
  const show = (news: RunNews): void => {
    switch (news.kind) {
      case "files-needed":
        break;
      case "problems":
        problems.append(...problemItems(news.problems, actions.reveal));
        if (news.isFatal) head.end(REFUSED);
        break;
      case "described":
        head.describe(news.description);
        sliders.update(news.description.quantities);
        break;
      case "progress":
        head.progress(news.total > 0 ? news.done / news.total : 0, news.detail);
        break;
      case "simulated":
        charts.show([chartOfSimulation(news.course)]);
        report.replaceChildren(...reportTable(news.course.report));
        break;
      case "trained":
        charts.show(chartsOfTraining(news.course));
        break;
      case "boundary":
        boundary.update(news.boundary);
        break;
      case "ended":
        head.end(news.end);
    }
  };
  return {
    overrides: sliders.overrides,
    begin: () => {
      problems.replaceChildren();
      head.begin();
    },
    cancelled: () =>
      head.end({ status: "cancelled", milliseconds: 0, failure: undefined, weights: undefined }),
    show,
  };
}

const REFUSED: RunEnd = {
  status: "failed",
  milliseconds: 0,
  failure: "The model has errors.",
  weights: undefined,
};

interface Head {
  readonly root: HTMLElement;
  readonly begin: () => void;
  readonly describe: (description: RunDescription) => void;
  readonly progress: (share: number, detail: string | undefined) => void;
  readonly end: (end: RunEnd) => void;
}

/** Title, buttons, and a line that says what is going on. */
function createHead({ runAgain, stop }: RunActions): Head {
  const title = element("h1", {}, "");
  const subtitle = element("span", { class: "faint" }, "");
  const status = element("div", { class: "status", role: "status", "aria-live": "polite" }, "");
  const bar = element("progress", { max: "1", "aria-label": "Progress" });
  const again = button("Run again", "Run again with the values of the sliders", runAgain);
  const stopping = button("Cancel", "Stop the run; what was computed stays", stop);
  const setRunning = (isRunning: boolean): void => {
    stopping.disabled = !isRunning;
    bar.hidden = !isRunning;
    bar.removeAttribute("value");
  };
  setRunning(false);
  const tools = element("div", { class: "tools" }, again, stopping);
  return {
    root: element("header", {}, title, subtitle, tools, status, bar),
    begin: () => {
      setRunning(true);
      status.className = "status";
      status.textContent = "Preparing …";
    },
    describe: ({ title: name, species, reactions, kind }) => {
      title.textContent = name;
      subtitle.textContent = `${species} species, ${reactions} reactions`;
      status.textContent = kind === "train" ? "Training …" : "Simulating …";
    },
    progress: (share, detail) => {
      bar.value = share;
      if (detail !== undefined) status.textContent = detail;
    },
    end: ({ status: how, milliseconds, failure }) => {
      setRunning(false);
      status.className = `status ${how}`;
      status.textContent =
        failure ?? (how === "completed" ? `Done in ${duration(milliseconds)}.` : "Cancelled.");
    },
  };
}

function duration(milliseconds: number): string {
  return milliseconds < 995 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Charts by name: one that is there already gets new data. */
function createCharts(save: RunActions["save"]) {
  const root = element("main", {});
  const known = new Map<string, ChartView>();
  const show = (charts: readonly Chart[]): void => {
    for (const chart of charts) {
      const view = known.get(chart.id);
      if (view !== undefined) {
        view.update(chart);
        continue;
      }
      const added = showChart(chart, save);
      known.set(chart.id, added);
      root.append(added.root);
    }
  };
  return { root, show };
}
