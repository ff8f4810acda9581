// A sample of `pnpm fuzz:editor --deletions`.

import path from "node:path";
import { expect, test } from "vitest";
import { deleteTokens } from "./delete-tokens.js";
import { exampleFiles } from "./example-files.js";

test("models with one token less", async () => {
  const files = exampleFiles(path.resolve(import.meta.dirname, "../../.."));
  const { deletions, findings, ownOutlineLost, ownColoursLost } = await deleteTokens({ files, every: 131 });
  expect(findings).toEqual([]);
  expect(ownOutlineLost).toBe(0);
  // Without their keyword, quantities are told by how they are used, which is not always enough.
  expect(ownColoursLost / deletions).toBeLessThan(0.02);
  expect(deletions).toBeGreaterThan(70);
});
