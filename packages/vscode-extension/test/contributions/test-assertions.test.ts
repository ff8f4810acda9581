// The items of the view Testing follow documents: those that are open, and those that are closed again; and where a
// folder has more models than are listed, the view says so.

import { beforeEach, expect, test, vi } from "vitest";
import { testAssertions } from "../../src/contributions/test-assertions.js";
import { MOST_MODELS } from "../../src/documents/find-files.js";
import type { Services } from "../../src/services.js";

interface Item {
  readonly id: string;
  readonly label: string;
  readonly children: { readonly size: number; readonly replace: (items: readonly Item[]) => void };
  readonly error?: string;
}

type Run = (
  request: { readonly include?: readonly Item[] },
  token: { readonly isCancellationRequested: boolean },
) => Promise<void>;

/** What the contribution gives to the controller. */
interface Handlers {
  resolveHandler?: (item: Item | undefined) => Promise<void>;
  refreshHandler?: () => Promise<void>;
  run?: Run;
}

const editor = vi.hoisted(() => {
  const events = new Map<string, (argument: unknown) => void>();
  const items = new Map<string, Item>();
  const files = new Map<string, string>();
  const handlers: Handlers = {};
  /** Items that were meant to be checked. */
  const enqueued: string[] = [];
  const event = (name: string) => (listener: (argument: unknown) => void) => {
    events.set(name, listener);
    return { dispose: () => {} };
  };
  return { events, items, files, handlers, enqueued, event };
});

vi.mock("vscode", () => ({
  Disposable: { from: () => ({ dispose: () => {} }) },
  Location: class {},
  Range: class {},
  RelativePattern: class {},
  TestMessage: class {},
  TestRunProfileKind: { Run: 1 },
  Uri: { parse: (address: string) => address },
  tests: {
    createTestController: () =>
      Object.assign(editor.handlers, {
        createRunProfile: (_name: string, _kind: number, run: Run) => {
          editor.handlers.run = run;
        },
        createTestItem: (id: string, label: string): Item => ({
          id,
          label,
          children: { size: 0, replace: () => {} },
        }),
        createTestRun: () => ({
          enqueued: ({ id }: Item) => editor.enqueued.push(id),
          started: () => {},
          errored: () => {},
          end: () => {},
        }),
        items: {
          add: (item: Item) => editor.items.set(item.id, item),
          delete: (id: string) => editor.items.delete(id),
          [Symbol.iterator]: () => editor.items[Symbol.iterator](),
        },
      }),
  },
  workspace: {
    textDocuments: [],
    workspaceFolders: [{ name: "models", uri: "file:///models" }],
    findFiles: async (_pattern: object, _without: string, most: number) =>
      [...editor.files.keys()].slice(0, most).map((address) => ({ toString: () => address })),
    openTextDocument: async () => undefined,
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

beforeEach(() => {
  editor.items.clear();
  editor.files.clear();
  editor.enqueued.length = 0;
});

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

/** Models without conditions: they make no items of their own. */
function putModels(count: number): void {
  for (let index = editor.files.size; index < count; index++)
    editor.files.set(`file:///models/${index}`, " ");
}

test("an item says so if a folder has more models than are listed, until it has not", async () => {
  start();
  putModels(MOST_MODELS);
  await editor.handlers.resolveHandler?.(undefined);
  expect([...editor.items]).toEqual([]);
  putModels(MOST_MODELS + 1);
  await editor.handlers.refreshHandler?.();
  const [notice] = [...editor.items.values()];
  expect(notice?.label).toBe(`models: only ${MOST_MODELS} models are listed`);
  expect(notice?.error).toBe("The folder has more. Another model is added when it is opened.");
  editor.files.clear();
  await editor.handlers.refreshHandler?.();
  expect([...editor.items]).toEqual([]);
});

test("such an item is not run", async () => {
  const { answer } = start();
  putModels(MOST_MODELS + 1);
  await editor.handlers.refreshHandler?.();
  happen("opened", documentAt("file:///models/more.ncrn"));
  await answer();
  expect([...editor.items.keys()]).toEqual(["rest of file:///models", "file:///models/more.ncrn"]);
  const running = editor.handlers.run?.({}, { isCancellationRequested: false });
  await answer();
  await running;
  expect(editor.enqueued).toEqual(["file:///models/more.ncrn"]);
});
