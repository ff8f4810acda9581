// What a language server without a disk is told of the open folders.

import { LIST_FILES_METHOD } from "@ncrn/lsp/client";
import { beforeEach, expect, test, vi } from "vitest";
import { provideFiles } from "../../src/contributions/provide-files.js";
import type { Services } from "../../src/services.js";
import { documentOf, forgetAll, state } from "./editor.js";

vi.mock("vscode", () => import("./editor.js"));

beforeEach(forgetAll);

test("models and the data files that they may name are listed, nothing else", async () => {
  for (const file of ["b.ncrn", "data/a.csv", "notes.md"])
    state.documents.set(`file:///models/${file}`, documentOf(`file:///models/${file}`, ""));
  const answers = new Map<string, () => Promise<unknown>>();
  const client = {
    onRequest: (method: string, answer: () => Promise<unknown>) => answers.set(method, answer),
  };
  provideFiles({ client } as unknown as Services);
  expect(await answers.get(LIST_FILES_METHOD)?.()).toEqual([
    "file:///models/b.ncrn",
    "file:///models/data/a.csv",
  ]);
});
