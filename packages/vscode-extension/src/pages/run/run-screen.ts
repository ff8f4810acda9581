// What a run panel shows: head, problems, sliders, results.

import type { Span } from "@ncrn/language";
import type { MadeFile } from "../../messages/panel-messages.js";
import type { RunEnd, RunNews } from "../../messages/run-messages.js";
import { element } from "../shared/elements.js";
import { problemItems } from "../shared/problem-list.js";
import { createRunHead, type RunHead } from "./run-head.js";
import { createRunResults, type RunResults } from "./run-results.js";
import type { NumberToWrite } from "./slider-row.js";
import { type Sliders, showSliders } from "./sliders.js";

/** What the user can ask for on the screen. */
export interface RunActions {
  readonly runAgain: () => void;
  readonly stop: () => void;
  readonly reveal: (file: string, span: Span) => void;
  readonly save: (file: MadeFile) => void;
  readonly write: (number: NumberToWrite) => void;
}

/** The screen of one panel. */
export interface RunScreen {
  /** Values that sliders have set. */
  readonly overrides: () => Readonly<Record<string, number>>;
  /** A run begins; what the last one has drawn stays until there is something new. */
  readonly begin: () => void;
  /** The user has stopped the run. */
  readonly cancelled: () => void;
  /** There is no run, or it has broken off; a sentence says why. */
  readonly failed: (failure: string) => void;
  readonly show: (news: RunNews) => void;
}

/** Fills the page. */
export function createRunScreen(page: HTMLElement, actions: RunActions): RunScreen {
  const parts: Parts = {
    head: createRunHead(actions),
    problems: element("ul", { class: "problems", "aria-label": "Problems" }),
    sliders: showSliders(actions.runAgain, actions.write),
    results: createRunResults(actions.save),
  };
  const { head, problems, sliders, results } = parts;
  page.append(head.root, problems, sliders.root, results.root);
  return {
    overrides: sliders.overrides,
    begin: () => {
      problems.replaceChildren();
      results.begin();
      head.begin();
    },
    cancelled: () => stop(parts, ended("cancelled", undefined)),
    failed: (failure) => stop(parts, ended("failed", failure)),
    show: (news) => show(parts, news, actions.reveal),
  };
}

interface Parts {
  readonly head: RunHead;
  readonly problems: HTMLElement;
  readonly sliders: Sliders;
  readonly results: RunResults;
}

function show(parts: Parts, news: RunNews, reveal: RunActions["reveal"]): void {
  const { head, problems, sliders, results } = parts;
  switch (news.kind) {
    case "files-needed":
      break;
    case "problems":
      problems.append(...problemItems(news.problems, reveal));
      if (news.isFatal) stop(parts, ended("failed", refusal(sliders.overrides())));
      break;
    case "described":
      head.describe(news.description);
      sliders.update(news.description.quantities);
      results.describe(news.description.changed);
      break;
    case "progress":
      head.progress(news.total > 0 ? news.done / news.total : 0, news.detail);
      break;
    case "simulated":
      results.simulated(news.course);
      break;
    case "trained":
      results.trained(news.course);
      break;
    case "boundary":
      results.boundary(news.boundary);
      break;
    case "ended":
      results.complete();
      head.end(news.end, "");
  }
}

/** What the run before has led to stays, marked. */
function stop({ head, results }: Parts, end: RunEnd): void {
  head.end(end, results.stop() ? OLD_RESULTS : "");
}

const OLD_RESULTS = "Faint results are those of an earlier run.";

function refusal(overrides: Readonly<Record<string, number>>): string {
  return Object.keys(overrides).length === 0
    ? "The model has errors."
    : "The model has errors; some values are set by sliders.";
}

function ended(status: RunEnd["status"], failure: string | undefined): RunEnd {
  return { status, milliseconds: 0, failure, weights: undefined };
}
