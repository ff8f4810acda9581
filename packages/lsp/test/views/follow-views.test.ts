// Views over the protocol: an editor shows one, edits the source, and is told to ask again.

import { PassThrough } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { type Connection, ErrorCodes, type Location, type Range, ResponseError } from "vscode-languageserver";
import { createConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Documents } from "../../src/documents.js";
import { serve } from "../../src/server.js";
import { followViews } from "../../src/views/follow-views.js";
import { viewUri } from "../../src/views/view-address.js";
import { type Client, createClient } from "../client.js";
import { memoryHost } from "../memory-host.js";

const MAIN = "file:///main.ncrn";
const PART = "file:///part.ncrn";
const VIEW = viewUri({ uri: MAIN, name: "A", target: "reactions" });
const TEXT = "crn A {\n  species X = 1\n  X ->{1} 0\n}\n";

let close: (() => void) | undefined;
afterEach(() => {
  close?.();
  vi.useRealTimers();
});

async function start(
  disk: Record<string, string> = {},
): Promise<{ client: Client; refreshed: (count: number) => Promise<readonly string[]> }> {
  const [toServer, fromServer] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(fromServer));
  serve(connection, memoryHost(disk));
  connection.listen();
  const client = createClient(fromServer, toServer);
  const uris: string[] = [];
  let look = (): void => {};
  client.connection.onRequest("workspace/textDocumentContent/refresh", ({ uri }: { uri: string }) => {
    uris.push(uri);
    look();
    return null;
  });
  close = () => {
    client.connection.dispose();
    connection.dispose();
  };
  const refreshed = (count: number): Promise<readonly string[]> =>
    new Promise((resolve) => {
      look = () => {
        if (uris.length >= count) resolve([...uris]);
      };
      look();
    });
  return { client, refreshed };
}

const content = async (client: Client, uri = VIEW): Promise<string> =>
  (await client.request<{ text: string }>("workspace/textDocumentContent", { uri })).text;

test("the server announces the scheme of views", async () => {
  const { client } = await start();
  const { capabilities } = await client.initialize();
  expect(capabilities.workspace?.textDocumentContent).toEqual({ schemes: ["ncrn-view"] });
  expect(capabilities).toMatchObject({
    hoverProvider: true,
    codeLensProvider: { resolveProvider: true },
    inlayHintProvider: true,
  });
});

test("a view that is shown follows edits, and says so while there are errors", async () => {
  const { client, refreshed } = await start();
  await client.initialize();
  await client.open(MAIN, TEXT);
  expect(await content(client)).toContain("r1: X ->{1} 0");
  const range: Range = { start: { line: 2, character: 7 }, end: { line: 2, character: 8 } };
  await client.change(MAIN, 2, [{ range, text: "2" }]);
  expect(await refreshed(1)).toEqual([VIEW]);
  expect(await content(client)).toContain("r1: X ->{2} 0");
  await client.change(MAIN, 3, [{ range, text: "?" }]);
  await refreshed(2);
  const broken = await content(client);
  expect(broken).toContain("`A` is shown as soon as it has no errors:\nline 3, ");
  expect(broken).not.toContain("r1");
});

test("a view that nobody has asked for is never refreshed, and one of another document is left alone", async () => {
  const { client, refreshed } = await start();
  await client.initialize();
  await client.open(MAIN, TEXT);
  await client.open("file:///other.ncrn", TEXT);
  const other = viewUri({ uri: "file:///other.ncrn", name: "A", target: "sbml" });
  await content(client, other);
  await client.change(MAIN, 2, [{ text: `${TEXT}\n` }]);
  await client.change("file:///other.ncrn", 2, [{ text: `${TEXT}\n` }]);
  expect(await refreshed(1)).toEqual([other]);
});

test("an edit of an imported file refreshes the view", async () => {
  const part = "module M(species S) { S ->{1} 0 }\n";
  const { client, refreshed } = await start({ [PART]: part });
  await client.initialize();
  await client.open(MAIN, 'import { M } from "part"\ncrn A { species X = 1; use m = M(X) }\n');
  await client.open(PART, part);
  expect(await content(client)).toContain("X ->{1} 0");
  await client.change(PART, 2, [{ text: part.replace("1", "7") }]);
  expect(await refreshed(1)).toEqual([VIEW]);
  expect(await content(client)).toContain("X ->{7} 0");
});

test("definition on a line of a view goes to the source, and views are not checked", async () => {
  const { client } = await start();
  await client.initialize();
  await client.open(MAIN, TEXT);
  const lowered = viewUri({ uri: MAIN, name: "A", target: "sbml" });
  const text = await content(client, lowered);
  await client.open(lowered, text);
  const line = text.split("\n").findIndex((one) => one.includes("<reaction "));
  const found = await client.request<Location[]>("textDocument/definition", {
    textDocument: { uri: lowered },
    position: { line, character: 12 },
  });
  expect(found).toEqual([
    { uri: MAIN, range: { start: { line: 2, character: 2 }, end: { line: 2, character: 11 } } },
  ]);
  const none = await client.request("textDocument/definition", {
    textDocument: { uri: lowered },
    position: { line: 0, character: 0 },
  });
  expect(none).toBe(null);
  await client.request("textDocument/hover", {
    textDocument: { uri: lowered },
    position: { line, character: 12 },
  });
  expect(client.published(lowered)).toEqual([]);
  expect(client.log).toEqual([]);
});

test("the links of ncrn/view and the positions of ncrn/viewPositions fit together", async () => {
  const { client } = await start();
  await client.initialize();
  await client.open(MAIN, TEXT);
  const about = { uri: MAIN, name: "A", target: "dsd" };
  const view = await client.request<{ links: { range: Range; source: Location }[]; version: number }>(
    "ncrn/view",
    about,
  );
  const ranges = await client.request<Range[]>("ncrn/viewPositions", {
    ...about,
    position: { line: 2, character: 4 },
  });
  expect(view.version).toBe(1);
  expect(view.links.filter(({ source }) => source.range.start.line === 2).map(({ range }) => range)).toEqual(
    ranges,
  );
});

test("a view that the client fails to refresh is tried again after the next edit, and so are the others", async () => {
  const { client } = await start();
  const asked: string[] = [];
  let look = (): void => {};
  client.connection.onRequest("workspace/textDocumentContent/refresh", ({ uri }: { uri: string }) => {
    asked.push(uri);
    look();
    if (asked.length === 1) throw new ResponseError(ErrorCodes.InternalError, "not now");
    return null;
  });
  const times = (count: number): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (asked.length >= count) resolve();
      };
      look();
    });
  await client.initialize();
  await client.open(MAIN, TEXT);
  const other = viewUri({ uri: MAIN, name: "A", target: "sbml" });
  await content(client);
  await content(client, other);
  await client.change(MAIN, 2, [{ text: TEXT.replace("1}", "2}") }]);
  await times(2);
  await client.change(MAIN, 3, [{ text: TEXT.replace("1}", "3}") }]);
  await times(4);
  expect(asked).toEqual([VIEW, other, VIEW, other]);
});

test("a client that does not know the request is not asked again", async () => {
  const { client } = await start();
  let count = 0;
  client.connection.onRequest("workspace/textDocumentContent/refresh", () => {
    count++;
    return new ResponseError(ErrorCodes.MethodNotFound, "unknown");
  });
  await client.initialize();
  await client.open(MAIN, TEXT);
  for (const version of [2, 3, 4]) {
    if (version === 2) await content(client);
    const text = TEXT.replace("1}", `${version}}`);
    await client.change(MAIN, version, [{ text }]);
    await client.publication(MAIN, (published) => published.version === version);
  }
  expect(count).toBe(1);
});

test("while somebody types a view follows in steps, and once more when the edits have ended", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  const told: { readonly uri: string; readonly at: number }[] = [];
  const connection = {
    sendRequest: async (_: unknown, { uri }: { readonly uri: string }) => void told.push({ uri, at: now() }),
  };
  const begun = performance.now();
  const now = (): number => performance.now() - begun;
  const listeners: Parameters<Documents["onChange"]>[0][] = [];
  const document = TextDocument.create(MAIN, "ncrn", 1, TEXT);
  const views = followViews(connection as Pick<Connection, "sendRequest">, {
    documents: {
      get: () => document,
      all: () => [document],
      named: () => document,
      onChange: (listener) => void listeners.push(listener),
      onClose: () => {},
    },
    dependsOn: () => false,
    yieldControl: async () => {},
    pause: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
  });
  views.viewShown(VIEW);
  for (let edit = 0; edit < 100; edit++) {
    for (const listener of listeners) listener(document);
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(60_000);
  // The last edit is that after 990 ms; 300 and 700 ms behind its turn the edits are taken to have ended.
  expect(told).toEqual([0, 300, 600, 900, 1200, 2200].map((at) => ({ uri: VIEW, at })));
});
