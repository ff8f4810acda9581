// Which files a run gets.

import { beforeEach, expect, test, vi } from "vitest";
import { withFiles } from "../../src/panels/model-texts.js";
import type { FileJudge } from "../../src/requests/file-judge.js";

const disk = vi.hoisted(() => new Map<string, string>());

vi.mock("vscode", () => ({
  Uri: {
    parse: (address: string) => ({ path: address.replace("file://", ""), toString: () => address }),
  },
  workspace: {
    textDocuments: [],
    getWorkspaceFolder: () => undefined,
    fs: {
      stat: async (uri: object) => ({ size: disk.get(String(uri))!.length }),
      readFile: async (uri: object) => new TextEncoder().encode(disk.get(String(uri))),
    },
  },
}));

const ROOT = "file:///models/main.ncrn";
const [INSIDE, LINKED, OUTSIDE] = ["file:///models/a.csv", "file:///models/link/b.csv", "file:///c.csv"];
const model = { root: ROOT, texts: { [ROOT]: "" } };
const textsOf = async (judge: FileJudge): Promise<Record<string, string | null>> => {
  const { texts } = await withFiles(model, [INSIDE, LINKED, OUTSIDE], judge);
  return Object.fromEntries(Object.entries(texts).filter(([address]) => address !== ROOT));
};

beforeEach(() => {
  for (const address of [INSIDE, LINKED, OUTSIDE]) disk.set(address, "x");
});

test("what the server does not allow is not read, and what lies outside is not even if it does", async () => {
  const judge: FileJudge = async (root, files) =>
    root === ROOT ? files.filter((file) => file !== LINKED) : [];
  expect(await textsOf(judge)).toEqual({ [INSIDE]: "x", [LINKED]: null, [OUTSIDE]: null });
});

test("without an answer of the server nothing is read", async () => {
  const judge: FileJudge = () => Promise.reject(new Error("The server has ended."));
  expect(await textsOf(judge)).toEqual({ [INSIDE]: null, [LINKED]: null, [OUTSIDE]: null });
});
