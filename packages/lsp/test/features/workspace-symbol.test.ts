import { expect, test } from "vitest";
import { symbolsMatching } from "../../src/features/workspace-symbol.js";
import { openWorkspace } from "../open-workspace.js";

const OPEN = {
  "file:///main.ncrn": "crn Main {\n  species Prey = 1\n  eat: Prey ->{1} 0\n  Prey ->{2} 0\n}\n",
};
const DISK = {
  "file:///a.ncrn":
    "module Decay(species S) { species Complex = 0; S ->{1} Complex }\nconst prey_count = 2\n",
  "file:///broken.ncrn": "crn Broken {\n  species Prey =",
  "file:///main.ncrn": "crn Old {}",
  "file:///data.csv": "Prey\n1\n",
};

/** File, container and name of everything that is found. */
async function found(query: string, disk: Record<string, string> = DISK): Promise<readonly string[]> {
  const { context } = openWorkspace(OPEN, disk);
  return (await symbolsMatching({ query }, context)).map(({ name, containerName, location }) =>
    [location.uri.replace("file:///", ""), containerName, name].filter(Boolean).join(" "),
  );
}

test("without a query what stands at the top of files, that of open documents as in the editor", async () =>
  expect(await found("")).toEqual([
    "a.ncrn Decay",
    "a.ncrn prey_count",
    "broken.ncrn Broken",
    "main.ncrn Main",
  ]));
test("a part of a name, whatever its case", async () =>
  expect(await found("prey")).toEqual([
    "a.ncrn prey_count",
    "broken.ncrn Broken Prey",
    "main.ncrn Main Prey",
  ]));
test("some characters of a name in their order", async () =>
  expect(await found("cplx")).toEqual(["a.ncrn Decay Complex"]));
test("reactions with labels only", async () => expect(await found("eat")).toEqual(["main.ncrn Main eat"]));
test("nothing that fits", async () => expect(await found("zzz")).toEqual([]));
test("not more than anybody reads", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, file) => [
      `file:///${file}.ncrn`,
      Array.from({ length: 40 }, (_, index) => `const c${index} = 1`).join("\n"),
    ]),
  );
  expect((await found("c", many)).length).toBe(500);
});
test("the place is that of the name", async () => {
  const { context } = openWorkspace(OPEN, DISK);
  expect((await symbolsMatching({ query: "Prey" }, context)).at(-1)?.location).toEqual({
    uri: "file:///main.ncrn",
    range: { start: { line: 1, character: 10 }, end: { line: 1, character: 14 } },
  });
});
