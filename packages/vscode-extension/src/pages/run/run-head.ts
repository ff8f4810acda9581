// The head of a run panel: title, buttons, and a line that says what is going on.

import type { RunDescription, RunEnd } from "../../messages/run-messages.js";
import { announcer, button, element } from "../shared/elements.js";
import { sizeText } from "../shared/size-text.js";

/** The head of one panel. */
export interface RunHead {
  readonly root: HTMLElement;
  readonly begin: () => void;
  readonly describe: (description: RunDescription) => void;
  readonly progress: (share: number, detail: string | undefined) => void;
  /** `note`: what is to be known of the results that are shown; `link`: says why a run failed, and leads to the place. */
  readonly end: (end: RunEnd, note: string, link?: HTMLElement) => void;
}

/** What its buttons do. */
export interface RunHeadActions {
  readonly runAgain: () => void;
  readonly stop: () => void;
}

/** A head without a title yet. */
export function createRunHead({ runAgain, stop }: RunHeadActions): RunHead {
  const title = element("h1", {}, "");
  const subtitle = element("span", { class: "faint" }, "");
  const { root: status, say } = createStatus();
  const { root: announcement, announce } = announcer();
  const progress = createProgress(announce);
  let reached = "";
  const again = button("Run again", "Run again with the values of the sliders", runAgain);
  const stopping = button("Cancel", "Stop the run; what was computed stays", () => {
    stop();
    again.focus(); // a disabled button loses the focus
  });
  const setRunning = (isRunning: boolean): void => {
    stopping.disabled = !isRunning;
    progress.reset(isRunning);
  };
  setRunning(false);
  const tools = element("div", { class: "tools" }, again, stopping);
  return {
    root: element("header", {}, title, subtitle, tools, status, announcement, progress.root),
    begin: () => {
      setRunning(true);
      reached = "";
      say(["Preparing …"]);
    },
    describe: ({ title: name, species, reactions, kind }) => {
      title.textContent = name;
      subtitle.textContent = sizeText(species, reactions);
      say([ACTIVITIES[kind]]);
    },
    progress: (share, detail) => {
      progress.show(share);
      reached = placeReached(share, detail);
      if (detail !== undefined) say([detail]);
    },
    end: (end, note, link) => {
      setRunning(false);
      const sentence = sentenceOf(end, reached);
      const rest = note === "" ? "" : ` ${note}`;
      say([link ?? sentence, rest], end.status);
      announce(sentence + rest);
    },
  };
}

const ACTIVITIES: Readonly<Record<RunDescription["kind"], string>> = {
  simulate: "Simulating …",
  scan: "Scanning …",
  train: "Training …",
};

/** The line that says what is going on; `kind` is how a run ended. */
function createStatus() {
  const root = element("div", { class: "status" }, "");
  const say = (content: readonly (Node | string)[], kind = ""): void => {
    root.className = `status ${kind}`.trim();
    root.replaceChildren(...content);
  };
  return { root, say };
}

/** Screen readers are told of progress this often. */
const ANNOUNCED_SHARE = 0.25;

/** A bar that keeps its place while nothing runs. */
function createProgress(announce: (text: string) => void) {
  const root = element("progress", { max: "1", "aria-label": "Progress" });
  let announced = 0;
  return {
    root,
    reset: (isRunning: boolean) => {
      root.classList.toggle("idle", !isRunning);
      root.removeAttribute("value");
      announced = 0;
    },
    show: (share: number) => {
      root.value = share;
      if (share < announced + ANNOUNCED_SHARE) return;
      announced = share;
      announce(`${Math.round(100 * share)} % done`);
    },
  };
}

function sentenceOf({ status, milliseconds, failure }: RunEnd, reached: string): string {
  return failure ?? (status === "completed" ? `Done in ${duration(milliseconds)}.` : `Cancelled${reached}.`);
}

/** Where a run is, to be put behind a verb: in which epoch or run, or how far through its time. */
function placeReached(share: number, detail: string | undefined): string {
  if (detail === undefined) return ` at ${Math.round(100 * share)} % of the time`;
  const [place = ""] = detail.split(","); // behind it stands the loss
  return /^(?:epoch|run) /.test(place) ? ` in ${place}` : ` ${place}`;
}

function duration(milliseconds: number): string {
  return milliseconds < 995 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
