import type { Progress } from "@ncrn/experiments";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Output } from "../src/output.js";
import { progressDisplay } from "../src/progress.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** What a display without a terminal writes for steps at the given milliseconds. */
function linesOf(
  steps: readonly (readonly [milliseconds: number, activity: Progress["activity"], done: number])[],
  { quiet = false, total = 100, isShare = false } = {},
): readonly string[] {
  const lines: string[] = [];
  const output = {
    quiet,
    interactive: false,
    message: (text: string) => void lines.push(text),
  } as unknown as Output;
  const display = progressDisplay(output);
  let now = 0;
  for (const [milliseconds, activity, done] of steps) {
    vi.advanceTimersByTime(milliseconds - now);
    now = milliseconds;
    void display.update({ activity, done, total, isShare, detail: "epoch 1 of 2" });
  }
  display.stop();
  return lines;
}

test("work under a second says nothing", () => {
  expect(
    linesOf([
      [10, "training", 1],
      [990, "training", 100],
    ]),
  ).toEqual([]);
});

test("longer work writes a line now and then, with share, rate and time left", () => {
  const lines = linesOf([
    [0, "training", 1],
    [2000, "training", 21],
    [4000, "training", 30],
    [8000, "training", 41],
  ]);
  expect(lines).toEqual([
    "training  21 %  10.5/s, 8 s left  epoch 1 of 2",
    "training  41 %  5.1/s, 12 s left  epoch 1 of 2",
  ]);
});

test("a single step has no share to show", () => {
  expect(linesOf([[2000, "training", 1]], { total: 1 })).toEqual([]);
});

test("steps of an earlier run do not count for the rate", () => {
  expect(
    linesOf([
      [0, "training", 81],
      [2000, "training", 90],
    ]),
  ).toEqual(["training  90 %  5.0/s, 2 s left  epoch 1 of 2"]);
});

test("validation between epochs is silent, and so is everything with --quiet", () => {
  expect(
    linesOf([
      [0, "training", 1],
      [2000, "validation", 50],
    ]),
  ).toEqual([]);
  expect(
    linesOf(
      [
        [0, "training", 1],
        [2000, "training", 50],
      ],
      { quiet: true },
    ),
  ).toEqual([]);
});

test("a share of the simulated time has no rate, only what is left", () => {
  expect(
    linesOf(
      [
        [0, "simulation", 0],
        [2000, "simulation", 250],
        [4000, "simulation", 300],
        [8000, "simulation", 800],
      ],
      { total: 1000, isShare: true },
    ),
  ).toEqual(["simulation  25 %  6 s left  epoch 1 of 2", "simulation  80 %  2 s left  epoch 1 of 2"]);
});
