// Which files a run may read: whatever the language server answers.

import { expect, test } from "vitest";
import { readableFiles } from "../../../lsp/src/features/readable-files.js";
import { fileJudgeOf } from "../../src/requests/file-judge.js";

test("the server is asked about the files that a document names, and its answer is the judgement", async () => {
  const asked: unknown[] = [];
  const sendRequest = async (...question: unknown[]): Promise<readonly string[]> => {
    asked.push(question);
    return ["file:///a.csv"];
  };
  const judge = fileJudgeOf({ sendRequest } as unknown as Parameters<typeof fileJudgeOf>[0]);
  expect(await judge("file:///main.ncrn", ["file:///a.csv", "file:///b.csv"])).toEqual(["file:///a.csv"]);
  const parameters = { uri: "file:///main.ncrn", files: ["file:///a.csv", "file:///b.csv"] };
  expect(asked).toEqual([[readableFiles.method, parameters]]);
});
