// The host whose files come from the client: a whole server over it, in this process.

import { expect, test } from "vitest";
import { createClientHost } from "../src/client-host.js";

const MAIN = "file:///models/main.ncrn";
const yieldControl = async (): Promise<void> => {};

/** A host over `files`, and the names that have arrived. */
function hostOver(files: Record<string, string>) {
  const host = createClientHost(
    { readFile: async (uri) => files[uri], listFiles: async () => Object.keys(files) },
    yieldControl,
  );
  const arrived: string[] = [];
  host.whenArrived((names) => arrived.push(...names));
  return { host, arrived };
}

const locate = (written: string, folders: readonly string[] = []): string | undefined => {
  const { host } = hostOver({});
  host.openFolders(folders);
  return host.locate(written, MAIN, MAIN);
};

test("a file arrives after it was asked for, and is known from then on", async () => {
  const { host, arrived } = hostOver({ "file:///models/parts.ncrn": "\ufeffcrn Parts {}" });
  expect([host.read("file:///models/parts.ncrn"), host.isArriving("file:///models/parts.ncrn")]).toEqual([
    undefined,
    true,
  ]);
  await expect.poll(() => arrived).toEqual(["file:///models/parts.ncrn"]);
  expect(host.isArriving("file:///models/parts.ncrn")).toBe(false);
  expect(host.read("file:///models/parts.ncrn")).toBe("crn Parts {}");
});

test("a file that is missing is asked for once, until it may have changed", async () => {
  const files: Record<string, string> = {};
  const { host, arrived } = hostOver(files);
  host.read("file:///models/late.csv");
  await expect.poll(() => arrived.length).toBe(1);
  host.read("file:///models/late.csv");
  expect(host.isArriving("file:///models/late.csv")).toBe(false);
  files["file:///models/late.csv"] = "a,b";
  host.forget(["file:///models/late.csv"]);
  host.read("file:///models/late.csv");
  await expect.poll(() => host.read("file:///models/late.csv")).toBe("a,b");
});

test("a file that changes on its way is asked for anew, and the older text is not taken", async () => {
  const answers: ((text: string) => void)[] = [];
  const readFile = (): Promise<string> => new Promise((resolve) => void answers.push(resolve));
  const host = createClientHost({ readFile, listFiles: async () => [] }, yieldControl);
  host.whenArrived(() => {});
  host.read("file:///models/rows.csv");
  host.forget(["file:///models/rows.csv"]);
  host.read("file:///models/rows.csv");
  for (const [index, text] of ["old", "new"].entries()) answers[index]?.(text);
  await expect.poll(() => host.read("file:///models/rows.csv")).toBe("new");
});

test("beside the document", () => expect(locate("parts.ncrn")).toBe("file:///models/parts.ncrn"));
test("below it", () => expect(locate("lib/parts.ncrn")).toBe("file:///models/lib/parts.ncrn"));
test("characters that addresses do not have", () =>
  expect(locate("my parts (1).csv")).toBe("file:///models/my%20parts%20%281%29.csv"));
test("outside", () => expect(locate("../parts.ncrn")).toBe(undefined));
test("outside, but in an open folder", () =>
  expect(locate("../parts.ncrn", ["file:///"])).toBe("file:///parts.ncrn"));
test("a folder whose name only begins like an open one", () =>
  expect(locate("../models-2/parts.ncrn", ["file:///models"])).toBe(undefined));
test("an untitled document has no neighbours", () => {
  const { host } = hostOver({});
  expect(host.locate("parts.ncrn", "untitled:Untitled-1", "untitled:Untitled-1")).toBe(undefined);
});
test("pages about codes lie where the client says", () => {
  const { host } = hostOver({});
  expect(host.documentationOf("unknown-name")).toBe(undefined);
  host.configure({ documentation: "https://example.org/docs" });
  expect(host.documentationOf("unknown-name")).toBe("https://example.org/docs/unknown-name.md");
});

test("models of the open folders are read once the client may be asked", async () => {
  const { host, arrived } = hostOver({
    "file:///models/a.ncrn": "crn A {}",
    "file:///models/b.ncrn": "crn B {}",
  });
  host.openFolders(["file:///models"]);
  expect(host.find()).toEqual([]);
  host.clientReady();
  await expect.poll(() => arrived.length).toBe(2);
  expect(host.find()).toEqual(["file:///models/a.ncrn", "file:///models/b.ncrn"]);
  expect(host.read("file:///models/b.ncrn")).toBe("crn B {}");
});

test("data files of the open folders are listed, also those that come later, and are not read before they are needed", async () => {
  const files: Record<string, string> = { "file:///models/a.csv": "x,y", "file:///elsewhere/b.csv": "x,y" };
  const { host, arrived } = hostOver(files);
  host.openFolders(["file:///"]);
  host.clientReady();
  await expect.poll(() => host.filesBeside(MAIN)).toEqual(["file:///models/a.csv"]);
  files["file:///models/later/c.csv"] = "x,y";
  host.forget(["file:///models/later/c.csv"]);
  await expect.poll(() => host.filesBeside(MAIN)).toHaveLength(2);
  delete files["file:///models/a.csv"];
  host.forget(["file:///models/a.csv"]);
  await expect.poll(() => host.filesBeside(MAIN)).toEqual(["file:///models/later/c.csv"]);
  expect(arrived).toEqual([]);
});

/** Reads every file of the list until nothing more arrives; how often each was fetched. */
async function fetchesOf(files: Record<string, string>, room: number, rounds: number) {
  const fetched: Record<string, number> = {};
  const readFile = async (uri: string): Promise<string | undefined> => {
    fetched[uri] = (fetched[uri] ?? 0) + 1;
    return files[uri];
  };
  const host = createClientHost({ readFile, listFiles: async () => Object.keys(files) }, yieldControl, room);
  host.whenArrived(() => {});
  host.openFolders(["file:///models"]);
  host.clientReady();
  const names = Object.keys(files);
  await expect.poll(() => host.find()).toEqual(names);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      host.read(name);
      await expect.poll(() => host.isArriving(name)).toBe(false);
    }
  }
  const kept = names.reduce((sum, name) => sum + (host.read(name)?.length ?? 0), 0);
  return { fetched, kept, found: host.find() };
}

const five = Object.fromEntries(
  ["a", "b", "c", "d", "e"].map((name) => [`file:///models/${name}.ncrn`, name.repeat(10)]),
);

test("texts are kept as long as there is room for them", async () => {
  const { fetched, kept } = await fetchesOf(five, 50, 3);
  expect(Object.values(fetched)).toEqual([1, 1, 1, 1, 1]);
  expect(kept).toBe(50);
});

test("without room the oldest go; files are still found, and none is fetched again and again", async () => {
  const { fetched, kept, found } = await fetchesOf(five, 20, 10);
  expect(Math.max(...Object.values(fetched))).toBeLessThanOrEqual(2);
  expect(kept).toBeLessThanOrEqual(40);
  expect(found).toEqual(Object.keys(five));
});
