// A real server collects garbage when its client falls silent, and between the stretches of long work. Needs a build.

import { expect, test } from "vitest";
import { referenceModel } from "../bench/reference-model.js";
import { PAUSE_MILLISECONDS } from "../src/pauses.js";
import type { Client } from "./client.js";
import { leave, type ServerProcess, withServer } from "./server-process.js";

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
  setInterval(() => {}, 20).unref(); // observers are told when something else happens
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
  let inSilence = 0;
  const { stderr } = await withServer(async (client, server) => {
    const collected = collectionsOf(server);
    await open(client, 200);
    await client.publication(uri, () => true); // the check has come to its end
    await collected.after(0);
    // What one more check leaves behind is not enough for a collection between two stretches.
    const asked = Date.now();
    const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } };
    await client.change(uri, 2, [{ range, text: "x" }]);
    await client.publication(uri, ({ version }) => version === 2);
    await collected.after(asked);
    await pass(10 * PAUSE_MILLISECONDS); // others would follow, in every pause one
    inSilence = collected.since(asked).length;
    await leave(client);
  }, nodeFlags);
  expect(collectionsIn(stderr)).not.toContain(Number.NaN);
  expect(inSilence).toBeLessThanOrEqual(2); // a slow machine may have had one while it checked
});

/** The collections that a server tells of while it is running. */
function collectionsOf({ stderr }: ServerProcess): {
  readonly since: (time: number) => readonly number[];
  /** Waits for one. */
  readonly after: (time: number) => Promise<void>;
} {
  let told = "";
  let look = (): void => {};
  stderr.on("data", (chunk) => {
    told += String(chunk);
    look();
  });
  const since = (time: number): readonly number[] => collectionsIn(told).filter((one) => one >= time);
  return {
    since,
    after: (time) =>
      new Promise((resolve) => {
        look = () => {
          if (since(time).length > 0) resolve();
        };
        look();
      }),
  };
}

test("a server that checks a long text collects young objects without waiting for a pause", async () => {
  const { stderr } = await withServer(async (client) => {
    await open(client, 8000);
    await client.publication(uri, () => true);
    await leave(client);
  }, nodeFlags);
  expect(collectionsIn(stderr)).not.toContain(Number.NaN);
});
