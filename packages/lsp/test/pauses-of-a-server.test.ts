// A real server collects garbage when its client falls silent, and between the stretches of long work. Needs a build.

import { expect, test } from "vitest";
import { referenceModel } from "../bench/reference-model.js";
import { PAUSE_MILLISECONDS } from "../src/pauses.js";
import type { Client } from "./client.js";
import { leave, withServer } from "./server-process.js";

/** Has Node write a line for each collection that somebody has asked for: of which kind, and when. */
const tellCollections = `
  import { constants, PerformanceObserver } from "node:perf_hooks";
  const { NODE_PERFORMANCE_GC_FLAGS_FORCED: forced, NODE_PERFORMANCE_GC_MINOR: minor } = constants;
  new PerformanceObserver((list) => {
    for (const { detail, startTime } of list.getEntries()) {
      const line = [detail.kind === minor ? "minor" : "other", Math.round(performance.timeOrigin + startTime)].join(" ");
      if ((detail.flags & forced) !== 0) process.stderr.write(line + "\\n");
    }
  }).observe({ entryTypes: ["gc"] });
`;
const nodeFlags = [
  // Otherwise the room for young objects is small at first, grows with time, and is collected whenever it is full.
  ...["--min-semi-space-size=32", "--max-semi-space-size=32"],
  ...["--import", `data:text/javascript,${encodeURIComponent(tellCollections)}`],
];

const uri = "file:///model.ncrn";

async function open(client: Client, lines: number): Promise<void> {
  await client.initialize();
  await client.open(uri, referenceModel(lines));
}

const pass = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** When young objects were collected, in milliseconds; not a number where something else was collected, or nothing. */
function collectionsIn(stderr: string): readonly number[] {
  return stderr
    .trimEnd()
    .split("\n")
    .map((line) => Number(/^minor (\d+)$/.exec(line)?.[1]));
}

test("a server that nobody asks collects young objects, and not again and again", async () => {
  let silent = 0;
  const { stderr } = await withServer(async (client) => {
    await open(client, 1000);
    await client.publication(uri, () => true); // the check has come to its end
    silent = Date.now();
    await pass(20 * PAUSE_MILLISECONDS);
    await leave(client);
  }, nodeFlags);
  const behind = collectionsIn(stderr).map((time) => time - silent);
  expect(behind.at(-1)).toBeGreaterThan(0);
  expect(behind.at(-1)).toBeLessThan(15 * PAUSE_MILLISECONDS); // on a busy machine late, but once
});

test("a server that checks a long text collects young objects without waiting for a pause", async () => {
  const { stderr } = await withServer(async (client) => {
    await open(client, 8000);
    await client.publication(uri, () => true);
    await leave(client);
  }, nodeFlags);
  expect(collectionsIn(stderr)).not.toContain(Number.NaN);
});
