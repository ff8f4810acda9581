import { expect, test } from "vitest";
import { readableOf } from "../../src/features/readable-files.js";
import { openWorkspace } from "../open-workspace.js";

test("the files that the machine lets the document read, by address", () => {
  const main = "file:///a/main.ncrn";
  const mayRead = (file: string, root: string): boolean => root === main && file.startsWith("file:///a/");
  const { context } = openWorkspace({ [main]: "" }, {}, { mayRead });
  const files = ["file:///a/x.csv", "file:///b/x.csv"];
  expect(readableOf({ uri: main, files }, context)).toEqual(["file:///a/x.csv"]);
});
