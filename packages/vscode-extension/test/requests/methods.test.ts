// The requests that the extension makes are those that the language server answers.

import { expect, test } from "vitest";
import { workspaceFeatures } from "../../../lsp/src/features.js";
import * as methods from "../../src/requests/methods.js";

test("the server answers every request under its name", () => {
  const answered = workspaceFeatures.map(({ method }) => method);
  expect(answered).toEqual(expect.arrayContaining(Object.values(methods)));
  expect(Object.values(methods).length).toBeGreaterThan(4);
});
