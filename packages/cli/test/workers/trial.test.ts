import { expect, test, vi } from "vitest";
import { tryHere } from "../../src/workers/trial.js";

/** Tries jobs of so many milliseconds each, by a clock that only they move. */
async function tried(count: number, milliseconds: number, isCancelled = () => false) {
  let now = 1000;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  let [begun, done] = [0, 0];
  try {
    const trial = await tryHere<number>({
      next: () => (begun < count ? begun++ : undefined),
      run: async (_job, shouldStop) => {
        const end = now + milliseconds;
        while (now < end && !shouldStop()) now += 1;
        if (now < end) return false;
        done++;
        return true;
      },
      share: () => done / count,
      isCancelled,
      worthwhileMilliseconds: 500,
    });
    return { ...trial, done, elapsed: now - 1000 };
  } finally {
    clock.mockRestore();
  }
}

test.each([
  // All of them are done within the trial.
  [10, 10, { returned: undefined, wantsThreads: false, done: 10 }],
  // 15 jobs in 150 ms leave 45 jobs of 10 ms.
  [60, 10, { returned: undefined, wantsThreads: false, done: 15 }],
  [66, 10, { returned: undefined, wantsThreads: true, done: 15 }],
  // A job that outlasts the trial ends it, and is given back if it takes longer than threads to start.
  [3, 200, { returned: undefined, wantsThreads: false, done: 1 }],
  [4, 200, { returned: undefined, wantsThreads: true, done: 1 }],
  [2, 5000, { returned: 0, wantsThreads: true, done: 0, elapsed: 651 }],
])("%i jobs of %i ms", async (count, milliseconds, expected) => {
  expect(await tried(count, milliseconds)).toMatchObject(expected);
});

test("who stops the work wants no threads", async () => {
  let asked = 0;
  expect(await tried(1000, 10, () => ++asked > 20)).toMatchObject({
    returned: undefined,
    wantsThreads: false,
  });
});
