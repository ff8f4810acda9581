// A sample of `pnpm fuzz:editor --deletions`.

import path from "node:path";
import { expect, test } from "vitest";
import { deleteTokens } from "./delete-tokens.js";
import { exampleFiles } from "./example-files.js";

test("models with one token less", async () => {
  const files = exampleFiles(path.resolve(import.meta.dirname, "../../.."));
  const { deletions, findings } = await deleteTokens({ files, every: 131 });
  expect(findings).toEqual([]);
  expect(deletions).toBeGreaterThan(70);
});
