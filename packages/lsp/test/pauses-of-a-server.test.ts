// A real server collects garbage when its client falls silent. Needs a build.

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

async function open(client: Client): Promise<void> {
  await client.request("initialize", { processId: null, rootUri: null, capabilities: {} });
  await client.connection.sendNotification("initialized", {});
  const textDocument = { uri, languageId: "ncrn", version: 1, text: referenceModel(1000) };
  await client.connection.sendNotification("textDocument/didOpen", { textDocument });
  await client.request("textDocument/documentSymbol", { textDocument: { uri } });
}

const pass = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a server that nobody asks collects young objects, and not again and again", async () => {
  const { stderr } = await withServer(async (client) => {
    await open(client);
    await pass(20 * PAUSE_MILLISECONDS);
    await leave(client);
  }, nodeFlags);
  expect(stderr).toMatch(/^(?:minor\n){1,3}$/); // on a busy machine there are pauses between the first messages, too
});
