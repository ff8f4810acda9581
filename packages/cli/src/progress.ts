// Progress of long work → a bar with rate and time left on a terminal, a plain line now and then elsewhere.

import type { Progress, RunControl } from "@ncrn/experiments";
import type { SingleBar } from "cli-progress";
import type { Interruption } from "./interruption.js";
import type { Output } from "./output.js";

/** Work that is over sooner says nothing. */
const SILENT_MILLISECONDS = 1000;
const REDRAW_MILLISECONDS = 100;
const LINE_MILLISECONDS = 5000;

/** Shows progress until `stop`. */
export interface ProgressDisplay {
  update(progress: Progress): Promise<void> | undefined;
  /** Takes the bar off the terminal, so that the next line starts clean. */
  stop(): void;
}

/** The display that suits the terminal: a bar, lines, or nothing with `--quiet`. */
export function progressDisplay(output: Output): ProgressDisplay {
  if (output.quiet) return { update: () => undefined, stop: () => {} };
  return mainActivityOnly(output.interactive ? barDisplay(output.color) : lineDisplay(output));
}

/** The hooks of a run: shows progress, lets messages out, and asks whether to stop. */
export function runControl(display: ProgressDisplay, interruption: Interruption): Required<RunControl> {
  return {
    onProgress: async (progress) => {
      await display.update(progress);
      await interruption.breathe();
    },
    isCancelled: () => interruption.reason() !== undefined,
  };
}

const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 365.25 * DAY_SECONDS;

/** `4 s`, `2:03`, `1:02:03`, `5 days` or `1200 years`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole >= 2 * YEAR_SECONDS) return `${Number((whole / YEAR_SECONDS).toPrecision(2))} years`;
  if (whole >= 2 * DAY_SECONDS) return `${Math.round(whole / DAY_SECONDS)} days`;
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const padded = (value: number): string => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}

/** Steps a second and the time that is left, from a constant rate. */
export function rateText(done: number, left: number, elapsedSeconds: number): string {
  // A pace over less than that is noise.
  if (elapsedSeconds < 0.05) return "";
  const rate = done / Math.max(elapsedSeconds, 1e-9);
  const time = rate > 0 ? durationText(left / rate) : "?";
  const digits = rate >= 100 ? 0 : rate >= 1 ? 1 : 2;
  return `${rate.toFixed(digits)}/s, ${time} left`;
}

/** The time that is left, from a constant rate. */
function shareText(done: number, total: number, elapsedSeconds: number): string {
  if (elapsedSeconds < 0.05 || done === 0) return "";
  return `${durationText((elapsedSeconds * (total - done)) / done)} left`;
}

/** Measures the pace of the current activity: steps that a resumed run has behind it do not count. */
function paceMeter(): (progress: Progress, now: number) => string {
  let begun: { readonly activity: string; readonly done: number; readonly time: number } | undefined;
  return ({ activity, done, total, isShare = false }, now) => {
    if (begun?.activity !== activity) begun = { activity, done: isShare ? done : done - 1, time: now };
    if (isShare) return shareText(done, total, (now - begun.time) / 1000);
    return rateText(done - begun.done, total - done, (now - begun.time) / 1000);
  };
}

/** Leaves out the validation between two epochs of a training: it would make the display jump. */
function mainActivityOnly(display: ProgressDisplay): ProgressDisplay {
  let training = false;
  return {
    ...display,
    update: (progress) => {
      training ||= progress.activity === "training";
      return training && progress.activity === "validation" ? undefined : display.update(progress);
    },
  };
}

function lineDisplay(output: Output): ProgressDisplay {
  const pace = paceMeter();
  let nextLine = performance.now() + SILENT_MILLISECONDS;
  return {
    update: (progress) => {
      const { activity, done, total, detail } = progress;
      const now = performance.now();
      const rate = pace(progress, now);
      // A single step is at its end when it is heard of.
      if (now < nextLine || total <= 1) return undefined;
      nextLine = now + LINE_MILLISECONDS;
      const share = `${((100 * done) / Math.max(total, 1)).toFixed(0)} %`.padStart(5);
      output.message(`${activity} ${share}  ${rate}${detail === undefined ? "" : `  ${detail}`}`);
      return undefined;
    },
    stop: () => {},
  };
}

function barDisplay(color: boolean): ProgressDisplay {
  const pace = paceMeter();
  let bar: SingleBar | undefined;
  let loading: Promise<void> | undefined;
  let library: Library | undefined;
  let stopped = false;
  let nextDraw = performance.now() + SILENT_MILLISECONDS;
  const draw = ({ activity, done, total, detail }: Progress, rate: string): void => {
    bar?.setTotal(Math.max(total, 1));
    bar?.update(done, { activity, rate, detail: detail ?? "" });
    bar?.render();
  };
  return {
    update: (progress) => {
      // In the midst of a long run nothing can be waited for.
      loading ??= import("cli-progress").then((found) => {
        library = found.default;
      });
      if (library === undefined) return loading;
      const now = performance.now();
      const rate = pace(progress, now);
      if (now < nextDraw || stopped) return undefined;
      nextDraw = now + REDRAW_MILLISECONDS;
      if (bar === undefined) bar = openBar(library, { color, progress, rate });
      else draw(progress, rate);
      return undefined;
    },
    stop: () => {
      stopped = true;
      bar?.stop();
      bar = undefined;
    },
  };
}

type Library = Pick<typeof import("cli-progress"), "SingleBar">;

interface FirstBar {
  readonly color: boolean;
  readonly progress: Progress;
  readonly rate: string;
}

function openBar(cliProgress: Library, { color, progress: first, rate }: FirstBar): SingleBar {
  const [on, off] = color ? ["\u001B[36m", "\u001B[0m"] : ["", ""];
  const bar = new cliProgress.SingleBar({
    format: `{activity} ${on}{bar}${off} {percentage} %  {rate}  {detail}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false, // Ctrl-C belongs to interruption.ts
    stream: process.stderr,
    linewrap: false,
  });
  bar.start(Math.max(first.total, 1), first.done, {
    activity: first.activity,
    rate,
    detail: first.detail ?? "",
  });
  return bar;
}
