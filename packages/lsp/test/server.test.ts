// The whole server in this process, on a host in memory.

import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import {
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  createConnection,
  FileChangeType,
  type InitializeParams,
  LSPErrorCodes,
  type PublishDiagnosticsParams,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Host } from "../src/host.js";
import { serve } from "../src/server.js";
import { type Client, createClient } from "./client.js";
import { memoryHost } from "./memory-host.js";

const MAIN = "file:///main.ncrn";
const GOOD = "crn Decay {\n  species A = 1\n  A ->{1} 0\n}\n";
const BAD = GOOD.replace("A ->", "B ->");

/** Runs a scenario in which the server does not fail. */
function check(host: Host, scenario: (client: Client) => Promise<void>): Promise<void> {
  return run(host, async (client) => {
    const failed = client.failure.then((message) => Promise.reject(new Error(message)));
    await Promise.race([scenario(client), failed]);
  });
}

/** Starts a server, has the client shake hands, and runs a scenario. */
async function run(
  host: Host,
  scenario: (client: Client) => Promise<void>,
  parameters: Partial<InitializeParams> = {},
): Promise<void> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const watchDog = { shutdownReceived: false, initialize: () => {}, exit: () => {} };
  const connection = createConnection(
    (logger) =>
      createProtocolConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient), logger),
    watchDog,
  );
  serve(connection, host);
  connection.listen();
  const client = createClient(toClient, toServer);
  try {
    await client.initialize(parameters);
    await scenario(client);
  } finally {
    client.connection.dispose();
    connection.dispose();
  }
}

const codes = ({ diagnostics }: PublishDiagnosticsParams): readonly unknown[] =>
  diagnostics.map(({ code }) => code);
const isVersion = (version: number) => (publication: PublishDiagnosticsParams) =>
  publication.version === version;
const format = (client: Client, uri: string): Promise<TextEdit[] | null> =>
  client.request("textDocument/formatting", {
    textDocument: { uri },
    options: { tabSize: 2, insertSpaces: true },
  });

test("a mistake appears and disappears with the version it belongs to", () =>
  check(memoryHost(), async (client) => {
    await client.open(MAIN, BAD);
    expect(codes(await client.publication(MAIN, isVersion(1)))).toContain("unknown-name");
    const range = { start: { line: 2, character: 2 }, end: { line: 2, character: 3 } };
    await client.change(MAIN, 2, [{ range, text: "A" }]);
    expect(codes(await client.publication(MAIN, isVersion(2)))).toEqual([]);
  }));

test("edits that arrive together are checked once, at the newest version", () =>
  check(memoryHost(), async (client) => {
    await client.open(MAIN, BAD);
    for (let version = 2; version <= 30; version++)
      await client.change(MAIN, version, [{ text: version === 30 ? GOOD : BAD }]);
    expect(codes(await client.publication(MAIN, isVersion(30)))).toEqual([]);
    const versions = client.published(MAIN).map(({ version }) => version ?? 0);
    expect(versions.length).toBeLessThan(30);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  }));

test("the result for a version that is no longer the newest is dropped", () => {
  // The edit arrives while version 1 is being checked: when the checked text asks for the data file.
  let client: Client | undefined;
  const host = memoryHost(
    {},
    {
      read: () => {
        void client?.change(MAIN, 2, [{ text: GOOD }]);
        return "x,y\n1,2\n";
      },
      yieldControl: () => new Promise((resolve) => void setTimeout(resolve, 20)),
    },
  );
  return check(host, async (started) => {
    client = started;
    await client.open(MAIN, `data D from "d.csv" { split: 0.5 }\n${BAD}`);
    await client.publication(MAIN, isVersion(2));
    expect(client.published(MAIN).map((publication) => [publication.version, ...codes(publication)])).toEqual(
      [[2]],
    );
  });
});

test("edits computed for an older version are refused as outdated", () =>
  check(memoryHost(), async (client) => {
    await client.open(MAIN, GOOD.replace("A = 1", "A=1"));
    const outdated = format(client, MAIN);
    await client.change(MAIN, 2, [{ text: GOOD }]);
    await expect(outdated).rejects.toMatchObject(
      new ResponseError(LSPErrorCodes.ContentModified, "The document has changed."),
    );
    expect(await format(client, MAIN)).toEqual([]);
  }));

test("a closed document shows nothing any more", () =>
  check(memoryHost(), async (client) => {
    await client.open(MAIN, BAD);
    await client.publication(MAIN, isVersion(1));
    await client.close(MAIN);
    expect(await client.publication(MAIN, ({ version }) => version === undefined)).toEqual({
      uri: MAIN,
      diagnostics: [],
    });
  }));

test("a document that was never opened is answered with nothing", () =>
  check(memoryHost(), async (client) => {
    expect(await format(client, "file:///unknown.ncrn")).toBeNull();
    await client.change("file:///unknown.ncrn", 2, [{ text: GOOD }]);
    await client.close("file:///unknown.ncrn");
    await client.open(MAIN, GOOD);
    expect(codes(await client.publication(MAIN, isVersion(1)))).toEqual([]);
  }));

test("a crash while checking one document is logged, and others are served", () => {
  const host = memoryHost(
    {},
    {
      read: () => {
        throw new Error("the disk is on fire");
      },
    },
  );
  return run(host, async (client) => {
    await client.open(MAIN, `import "lib"\n${GOOD}`);
    await client.open("file:///other.ncrn", GOOD);
    expect(codes(await client.publication("file:///other.ncrn", isVersion(1)))).toEqual([]);
    expect(client.published(MAIN)).toEqual([]);
    expect(client.log.join("\n")).toMatch(/bug in ncrn.*the disk is on fire/);
    expect(await format(client, MAIN)).toBeNull();
    await client.change(MAIN, 2, [{ text: GOOD }]);
    expect(codes(await client.publication(MAIN, isVersion(2)))).toEqual([]);
  });
});

test("an imported file is read from disk, and from the editor as soon as it is open there", () => {
  const library = "file:///lib.ncrn";
  const host = memoryHost({ [library]: "crn Other { species C = 1\n C ->{1} 0 }\n" });
  return check(host, async (client) => {
    await client.open(MAIN, 'import { n } from "lib"\n\ncrn Decay {\n  species A = n\n  A ->{1} 0\n}\n');
    expect((await client.publication(MAIN, isVersion(1))).diagnostics).not.toEqual([]);
    await client.open(library, "const n = 2\n");
    await client.publication(MAIN, ({ diagnostics }) => diagnostics.length === 0);
  });
});

test("a change on disk is noticed", () => {
  const library = "file:///lib.ncrn";
  const disk: Record<string, string> = {};
  return check(memoryHost(disk), async (client) => {
    await client.open(MAIN, 'import { n } from "lib"\n\ncrn Decay {\n  species A = n\n  A ->{1} 0\n}\n');
    expect(codes(await client.publication(MAIN, isVersion(1)))).toContain("unresolved-import");
    disk[library] = "const n = 2\n";
    const changes = [{ uri: library, type: FileChangeType.Created }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await client.publication(MAIN, ({ diagnostics }) => diagnostics.length === 0);
  });
});

test("renaming reaches files that are not open, and a refusal says why", () =>
  check(
    memoryHost({
      "file:///run.ncrn": 'import { Decay } from "main"\nsimulate Decay { until: 1; plot: A }\n',
    }),
    async (client) => {
      await client.open(MAIN, GOOD);
      const position = { line: 1, character: 10 };
      const rename = (newName: string): Promise<WorkspaceEdit> =>
        client.request("textDocument/rename", { textDocument: { uri: MAIN }, position, newName });
      const { changes } = await rename("B");
      expect(Object.entries(changes ?? {}).map(([uri, edits]) => [uri, edits.length])).toEqual([
        [MAIN, 2],
        ["file:///run.ncrn", 1],
      ]);
      await expect(rename("for")).rejects.toThrow("`for` is a word of the language");
      const there = { textDocument: { uri: MAIN }, position: { line: 0, character: 1 } };
      await expect(client.request("textDocument/prepareRename", there)).rejects.toThrow("`crn` is a word");
    },
  ));

test("the steps of a hierarchy are asked for one by one", () =>
  check(memoryHost(), async (client) => {
    await client.open(MAIN, GOOD);
    const there = { textDocument: { uri: MAIN }, position: { line: 1, character: 10 } };
    const [item] = await client.request<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", there);
    const outgoing = await client.request<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", {
      item,
    });
    expect(outgoing.map(({ to }) => to.name)).toEqual(["A ->{1} 0"]);
    expect(await client.request("callHierarchy/incomingCalls", { item })).toEqual([]);
  }));

test("what is shown beside the text is asked for again when an imported file or a setting changes", async () => {
  const disk: Record<string, string> = {
    "file:///parts.ncrn": "module Decay(species X) {\n  X ->{1} 0\n}\n",
  };
  const asked: string[] = [];
  const scenario = async (client: Client): Promise<void> => {
    for (const method of ["workspace/codeLens/refresh", "workspace/inlayHint/refresh"])
      client.connection.onRequest(method, () => void asked.push(method));
    const text = 'import { Decay } from "parts"\ncrn A {\n  species S = 1\n  use d = Decay(S)\n}\n';
    await client.open(MAIN, text);
    await client.publication(MAIN, isVersion(1));
    expect(asked).toEqual([]);
    const changes = [{ uri: "file:///parts.ncrn", type: FileChangeType.Changed }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await expect.poll(() => asked.length).toBe(2);
    const settings = { ncrn: { codeLens: { enabled: false } } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    await expect.poll(() => asked.length).toBe(4);
  };
  const workspace = { codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } };
  await run(memoryHost(disk), scenario, { capabilities: { workspace } });
});
