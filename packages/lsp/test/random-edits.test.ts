// A small run of `pnpm fuzz:editor --edits`.

import path from "node:path";
import { expect, test } from "vitest";
import { exampleFiles } from "./example-files.js";
import { replayEdits } from "./replay-edits.js";

test("after random edits the server knows what a fresh one knows, and has not failed", async () => {
  const files = exampleFiles(path.resolve(import.meta.dirname, "../../.."));
  const { findings, comparisons, edits } = await replayEdits({ files, edits: 500, seed: 1 });
  expect(findings).toEqual([]);
  expect(edits).toBe(500);
  expect(comparisons).toBeGreaterThan(20);
});
