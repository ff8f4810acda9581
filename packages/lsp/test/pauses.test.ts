// Pauses are told once each, and not while anything is asked.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPauses, PAUSE_MILLISECONDS } from "../src/pauses.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Pauses that count what they tell; `arriving` is handled when others are let in. */
function countedPauses(arriving: (() => void)[] = []) {
  const told: number[] = [];
  const pauses = createPauses(
    () => void told.push(performance.now()),
    async () => arriving.shift()?.(),
  );
  return { told, pauses };
}

describe("pauses", () => {
  it("are told once, after nothing has happened for long enough", async () => {
    const { told, pauses } = countedPauses();
    pauses.busy();
    await vi.advanceTimersByTimeAsync(PAUSE_MILLISECONDS - 1);
    expect(told).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(10 * PAUSE_MILLISECONDS);
    expect(told).toHaveLength(1);
    pauses.busy();
    await vi.advanceTimersByTimeAsync(10 * PAUSE_MILLISECONDS);
    expect(told).toHaveLength(2);
  });

  it("do not begin before the last of many messages", async () => {
    const { told, pauses } = countedPauses();
    const begun = performance.now();
    for (let message = 0; message < 100; message++) {
      pauses.busy();
      await vi.advanceTimersByTimeAsync(PAUSE_MILLISECONDS - 10);
    }
    expect(told).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(PAUSE_MILLISECONDS);
    expect(told).toEqual([begun + 99 * (PAUSE_MILLISECONDS - 10) + PAUSE_MILLISECONDS]);
  });

  it("are none if a message has been waiting behind a long piece of work", async () => {
    const arriving: (() => void)[] = [];
    const { told, pauses } = countedPauses(arriving);
    pauses.busy();
    arriving.push(pauses.busy);
    await vi.advanceTimersByTimeAsync(PAUSE_MILLISECONDS + 10);
    expect(told).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(PAUSE_MILLISECONDS);
    expect(told).toHaveLength(1);
  });

  it("are none after the end", async () => {
    const { told, pauses } = countedPauses();
    pauses.busy();
    pauses.end();
    pauses.busy();
    await vi.advanceTimersByTimeAsync(10 * PAUSE_MILLISECONDS);
    expect(told).toHaveLength(0);
  });
});
