// The items of the view Testing follow documents: those that are open, and those that are closed again.

import { expect, test, vi } from "vitest";
import type { Services } from "../../src/activate.js";
import { testAssertions } from "../../src/contributions/test-assertions.js";

interface Item {
  readonly id: string;
  readonly children: { readonly replace: (items: readonly Item[]) => void };
}

const editor = vi.hoisted(() => {
  const events = new Map<string, (argument: unknown) => void>();
  const items = new Map<string, Item>();
  const files = new Map<string, string>();
  const event = (name: string) => (listener: (argument: unknown) => void) => {
    events.set(name, listener);
    return { dispose: () => {} };
  };
  return { events, items, files, event };
});

vi.mock("vscode", () => ({
  Disposable: { from: () => ({ dispose: () => {} }) },
  Range: class {},
  TestRunProfileKind: { Run: 1 },
  Uri: { parse: (address: string) => address },
  tests: {
    createTestController: () => ({
      createRunProfile: () => {},
      createTestItem: (id: string): Item => ({ id, children: { replace: () => {} } }),
      items: {
        add: (item: Item) => editor.items.set(item.id, item),
        delete: (id: string) => editor.items.delete(id),
      },
    }),
  },
  workspace: {
    textDocuments: [],
    asRelativePath: String,
    createFileSystemWatcher: () => ({
      onDidCreate: editor.event("created"),
      onDidChange: editor.event("changed on disk"),
      onDidDelete: editor.event("deleted"),
    }),
    fs: {
      stat: async (uri: object) => ({ size: editor.files.get(String(uri))!.length }),
      readFile: async (uri: object) => new TextEncoder().encode(editor.files.get(String(uri))),
    },
    onDidOpenTextDocument: editor.event("opened"),
    onDidChangeTextDocument: editor.event("changed"),
    onDidCloseTextDocument: editor.event("closed"),
  },
}));

const PLACE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const TEXT = "crn A { assert order <= 2 }";

/** A client whose answers wait until they are let go. */
function start(): { readonly answer: () => Promise<void> } {
  let waiting: (() => void)[] = [];
  const sendRequest = (): Promise<unknown> =>
    new Promise((resolve) => {
      waiting.push(() => resolve([{ name: "A", range: PLACE, assertions: [] }]));
    });
  testAssertions({ client: { sendRequest } } as unknown as Services);
  const answer = async (): Promise<void> => {
    await new Promise((resolve) => void setTimeout(resolve)); // until it is asked
    const all = waiting;
    waiting = [];
    for (const one of all) one();
    await new Promise((resolve) => void setTimeout(resolve));
  };
  return { answer };
}

function documentAt(address: string): object {
  const [scheme] = address.split(":");
  const uri = { scheme, toString: () => address };
  return { uri, languageId: "ncrn", getText: () => TEXT };
}

const happen = (event: string, argument: unknown): void => editor.events.get(event)?.(argument);

test("an untitled document takes its items with it when it is closed", async () => {
  const { answer } = start();
  const document = documentAt("untitled:Untitled-1");
  happen("opened", document);
  await answer();
  expect([...editor.items.keys()]).toEqual(["untitled:Untitled-1"]);
  happen("closed", document);
  await answer();
  expect([...editor.items.keys()]).toEqual([]);
});

test("also if the answer about it comes later", async () => {
  const { answer } = start();
  const document = documentAt("untitled:Untitled-2");
  happen("opened", document);
  happen("closed", document);
  await answer();
  expect([...editor.items.keys()]).toEqual([]);
});

test("a file that is closed keeps what is on disk", async () => {
  const { answer } = start();
  const document = documentAt("file:///a.ncrn");
  editor.files.set("file:///a.ncrn", TEXT);
  happen("opened", document);
  await answer();
  happen("closed", document);
  await answer();
  expect([...editor.items.keys()]).toEqual(["file:///a.ncrn"]);
  happen("deleted", { toString: () => "file:///a.ncrn" });
  await answer();
  expect([...editor.items.keys()]).toEqual([]);
});
