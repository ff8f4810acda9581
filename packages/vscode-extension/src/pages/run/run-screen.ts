// What a run panel shows: head, problems, sliders, results.

import type { Span } from "@ncrn/language";
import type { MadeFile } from "../../messages/panel-messages.js";
import type { DroppedValue, RunEnd, RunNews, RunProblem, RunRequest } from "../../messages/run-messages.js";
import { element } from "../shared/elements.js";
import { numberLabel } from "../shared/number-label.js";
import { problemItems, problemLink } from "../shared/problem-list.js";
import { createRunHead, type RunHead } from "./run-head.js";
import { createRunResults, type RunResults } from "./run-results.js";
import type { NumberToWrite } from "./slider-row.js";
import { type Sliders, showSliders } from "./sliders.js";

/** What the user can ask for on the screen. */
export interface RunActions {
  readonly runAgain: () => void;
  /** A slider was moved; with the mouse that happens many times a second. */
  readonly valuesChanged: () => void;
  readonly stop: () => void;
  readonly reveal: (file: string, span: Span) => void;
  readonly save: (file: MadeFile) => void;
  readonly write: (number: NumberToWrite) => void;
}

/** The screen of one panel. */
export interface RunScreen {
  /** Values that sliders have set. */
  readonly overrides: () => Pick<RunRequest, "overrides" | "seen">;
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
    notice: element("div", { class: "notice", role: "status" }),
    sliders: showSliders(actions.valuesChanged, actions.write),
    results: createRunResults(actions.save),
  };
  const { head, problems, notice, sliders, results } = parts;
  page.append(head.root, problems, notice, sliders.root, results.root);
  keepClearOf(head.root, page);
  return {
    overrides: () => ({ overrides: sliders.overrides(), seen: sliders.seen() }),
    begin: () => {
      problems.replaceChildren();
      sliders.refuse(undefined);
      notice.textContent = "";
      results.begin();
      head.begin();
    },
    cancelled: () => stop(parts, ended("cancelled", undefined)),
    failed: (failure) => stop(parts, ended("failed", failure)),
    show: (news) => show(parts, news, actions.reveal),
  };
}

/** What is gone to with the keyboard comes to stand below the head, which stays in sight. */
function keepClearOf(head: HTMLElement, page: HTMLElement): void {
  const follow = (): void => {
    page.style.setProperty("--head-height", `${head.offsetHeight}px`);
  };
  new ResizeObserver(follow).observe(head);
}

interface Parts {
  readonly head: RunHead;
  readonly problems: HTMLElement;
  /** What has become of the sliders when the text changed. */
  readonly notice: HTMLElement;
  readonly sliders: Sliders;
  readonly results: RunResults;
}

function show(parts: Parts, news: RunNews, reveal: RunActions["reveal"]): void {
  const { head, problems, notice, sliders, results } = parts;
  switch (news.kind) {
    case "files-needed":
      break;
    case "problems":
      if (!news.isFailure) problems.append(...problemItems(news.problems, reveal));
      if (news.isOfSliders) sliders.refuse(reasonOf(news.problems));
      if (news.isFatal) stop(parts, ended("failed", refusal(news.isOfSliders)));
      break;
    case "described":
      head.describe(news.description);
      sliders.update(news.description.quantities);
      results.describe(news.description);
      notice.textContent = news.description.dropped.map(noticeOf).join(" ");
      break;
    case "progress":
      head.progress(news.total > 0 ? news.done / news.total : 0, news.detail);
      break;
    case "simulated":
      results.simulated(news.course);
      break;
    case "scanned":
      results.scanned(news.course);
      break;
    case "trained":
      results.trained(news.course);
      break;
    case "boundary":
      results.boundary(news.boundary);
      break;
    case "ended":
      results.complete();
      head.end(news.end, "", news.end.problem && problemLink(news.end.problem, reveal));
  }
}

/** What the run before has led to stays, marked. */
function stop({ head, results }: Parts, end: RunEnd): void {
  head.end(end, results.stop() ? OLD_RESULTS : "");
}

const OLD_RESULTS = "Faint results are those of an earlier run.";

function refusal(isOfSliders: boolean): string {
  return isOfSliders
    ? "The model does not run with the values of the sliders; the text by itself is sound."
    : "The model has errors.";
}

/** The first mistake is enough beside a slider; the others are above. */
function reasonOf(problems: readonly RunProblem[]): string | undefined {
  return problems.find(({ severity }) => severity === "error")?.message ?? problems[0]?.message;
}

function noticeOf({ name, value, inText, isVaried, unit }: DroppedValue): string {
  if (inText === value) return "";
  const withUnit = (number: number): string =>
    `${numberLabel(number)}${unit === undefined ? "" : ` ${unit}`}`;
  const stood = `its slider stood at ${withUnit(value)}.`;
  if (isVaried) return `${name} is varied by the scan now; ${stood}`;
  const now =
    inText === undefined ? "which gives it no number any more" : `which says ${withUnit(inText)} now`;
  return `${name} follows the text again, ${now}; ${stood}`;
}

function ended(status: RunEnd["status"], failure: string | undefined): RunEnd {
  return { status, milliseconds: 0, failure, weights: undefined };
}
