// A real server collects garbage when its client falls silent, and between the stretches of long work. Needs a build.

import { expect, test } from "vitest";
import { referenceModel } from "../bench/reference-model.js";
import { PAUSE_MILLISECONDS } from "../src/pauses.js";
import type { Client } from "./client.js";
import { leave, withServer } from "./server-process.js";

/** Has Node write a line for each collection that somebody has asked for. */
const tellCollections = `
  import { constants, PerformanceObserver } from "node:perf_hooks";
  const { NODE_PERFORMANCE_GC_FLAGS_FORCED: forced, NODE_PERFORMANCE_GC_MINOR: minor } = constants;
  new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries())
      if ((detail.flags & forced) !== 0) process.stderr.write(detail.kind === minor ? "minor\\n" : "other\\n");
  }).observe({ entryTypes: ["gc"] });
`;
const nodeFlags = ["--import", `data:text/javascript,${encodeURIComponent(tellCollections)}`];

const uri = "file:///model.ncrn";

async function open(client: Client, lines: number): Promise<void> {
  await client.initialize();
  await client.open(uri, referenceModel(lines));
}

const pass = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a server that nobody asks collects young objects, and not again and again", async () => {
  const { stderr } = await withServer(async (client) => {
    await open(client, 3000);
    await client.request("textDocument/documentSymbol", { textDocument: { uri } });
    await pass(20 * PAUSE_MILLISECONDS);
    await leave(client);
  }, nodeFlags);
  expect(stderr).toMatch(/^(?:minor\n){1,3}$/); // on a busy machine there are pauses between the first messages, too
});

test("a server that checks a long text collects young objects without waiting for a pause", async () => {
  // Otherwise the room for young objects is small at first and grows with time.
  const roomFromTheStart = ["--min-semi-space-size=32", "--max-semi-space-size=32"];
  const { stderr } = await withServer(
    async (client) => {
      await open(client, 8000);
      await client.publication(uri, () => true);
      await leave(client);
    },
    [...roomFromTheStart, ...nodeFlags],
  );
  expect(stderr).toMatch(/^(?:minor\n)+$/);
});
