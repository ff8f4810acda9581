// The whole server in this process, on a host in memory.

import { PassThrough } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import {
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  CancellationTokenSource,
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

afterEach(() => {
  vi.useRealTimers();
});

const MAIN = "file:///main.ncrn";
const GOOD = "crn Decay {\n  species A = 1\n  A ->{1} 0\n}\n";
const BAD = GOOD.replace("A ->", "B ->");

/** Lets everything in that is on its way: a message between two streams of one process takes a few turns of its loop. */
async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => void setImmediate(resolve));
}

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

test("a mistake that is mended disappears before the reactions are made", () =>
  check(memoryHost(), async (client) => {
    const pairs = "crn Pairs {\n  species C = 1, D = 1\n  C + D ->{1} 0\n  assert order <= 1\n}\n";
    await client.open(MAIN, `${pairs}${BAD}`);
    expect(codes(await client.publication(MAIN, isVersion(1)))).toContain("unknown-name");
    await client.change(MAIN, 2, [{ text: `${pairs}${GOOD}` }]);
    await client.publication(MAIN, (one) => isVersion(2)(one) && codes(one).includes("assertion-fails"));
    expect(client.published(MAIN).filter(isVersion(2)).map(codes)).toEqual([[], ["assertion-fails"]]);
  }));

test("a mistake in one network appears before another one is lowered, whose messages stay", () =>
  check(memoryHost(), async (client) => {
    const pairs = "crn Pairs {\n  species C = 1, D = 1\n  C + D ->{1} 0\n  assert order <= 1\n}\n";
    const hasFailed = (version: number) => (one: PublishDiagnosticsParams) =>
      isVersion(version)(one) && codes(one).includes("assertion-fails");
    await client.open(MAIN, `${pairs}${GOOD}`);
    await client.publication(MAIN, hasFailed(1));
    await client.change(MAIN, 2, [{ text: `${pairs}${BAD}` }]);
    await client.publication(MAIN, hasFailed(2));
    const [first, second] = client.published(MAIN).filter(isVersion(2)).map(codes);
    expect(first).toContain("unknown-name");
    expect(first).not.toContain("assertion-fails");
    expect(second).toEqual(["assertion-fails", ...(first ?? [])]);
    // The same mistake does not let messages flicker.
    await client.change(MAIN, 3, [{ text: `${pairs}\n${BAD}` }]);
    await client.publication(MAIN, hasFailed(3));
    expect(client.published(MAIN).filter(isVersion(3)).map(codes)).toEqual([second]);
  }));

test("of edits that arrive together only the newest is checked to the end", () =>
  check(memoryHost(), async (client) => {
    await client.open(MAIN, BAD);
    await client.publication(MAIN, isVersion(1));
    await client.together(
      Array.from({ length: 29 }, (_, index) => index + 2).map((version) => ({
        method: "textDocument/didChange",
        params: {
          textDocument: { uri: MAIN, version },
          contentChanges: [{ text: version === 30 ? GOOD : BAD }],
        },
      })),
    );
    expect(codes(await client.publication(MAIN, isVersion(30)))).toEqual([]);
    expect(client.published(MAIN).map(({ version }) => version)).toEqual([1, 30]);
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
      yieldControl: manyTurns,
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

test("names of the standard library are explained inside of it, and nothing in other views", () =>
  check(memoryHost(), async (client) => {
    const uri = "ncrn-view:/std/clocks.ncrn";
    const { text } = await client.request<{ text: string }>("workspace/textDocumentContent", { uri });
    const lines = text.split("\n");
    const line = lines.findIndex((one) => one.startsWith("module ring"));
    const hover = (address: string, at: number) =>
      client.request<{ contents: { value: string } } | null>("textDocument/hover", {
        textDocument: { uri: address },
        position: { line: at, character: "module r".length },
      });
    const found = await hover(uri, line);
    expect(found?.contents.value).toContain("module ring");
    expect(found?.contents.value).toContain((lines[line - 1] ?? "").replace("/// ", ""));
    expect(await hover(uri, 1_000_000)).toBeNull();
    expect(await hover("ncrn-view:/std/gone.ncrn", 0)).toBeNull();
    await client.open(MAIN, GOOD);
    expect(
      await hover(`ncrn-view:/reactions/A%20(reactions).ncrn?${encodeURIComponent(MAIN)}`, 0),
    ).toBeNull();
  }));

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

test("what was made of the text before an edit is let go, also if the text comes back", () => {
  const [library, importer] = ["file:///lib.ncrn", "file:///importer.ncrn"];
  let resolved = 0;
  const host = memoryHost(
    { [importer]: 'import { n } from "lib.ncrn"\nimport "gone.ncrn"\nconst m = n\n' },
    {
      locate: (written) => {
        resolved++;
        return `file:///${written}`;
      },
    },
  );
  return check(host, async (client) => {
    await client.open(library, "const n = 1\n");
    await client.publication(library, isVersion(1));
    /** How often an import has been looked up for an answer. */
    const lookUps = async (): Promise<number> => {
      const before = resolved;
      const there = { textDocument: { uri: library }, position: { line: 0, character: 6 } };
      const context = { includeDeclaration: false };
      expect(await client.request<unknown[]>("textDocument/references", { ...there, context })).toHaveLength(
        2,
      );
      return resolved - before;
    };
    const first = await lookUps();
    const again = await lookUps();
    expect(again).toBeLessThan(first);
    await client.change(library, 2, [{ text: "const n = 2\n" }]);
    await client.change(library, 3, [{ text: "const n = 1\n" }]);
    await client.publication(library, isVersion(3));
    expect(await lookUps()).toBe(first);
    expect(await lookUps()).toBe(again);
  });
});

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

test("messages are as serious as the settings say, at once; errors stay errors", () =>
  check(memoryHost(), async (client) => {
    const text =
      "crn A {\n  species X = 1, Y = 0\n  4 X ->{1} Y\n}\ncrn B {\n  species Z = 1\n  Q ->{1} Z\n}\n";
    const levels = new Map<unknown, unknown>();
    const show = async (severity: Record<string, string>, version: number): Promise<void> => {
      const before = client.published(MAIN).length;
      const settings = { ncrn: { diagnostics: { severity } } };
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
      await expect.poll(() => client.published(MAIN).length).toBeGreaterThan(before);
      const [newest] = client.published(MAIN).slice(-1);
      expect(newest?.version).toBe(version);
      levels.clear();
      for (const { code, severity: level } of newest?.diagnostics ?? []) levels.set(code, level);
    };
    await client.open(MAIN, text);
    const first = await client.publication(MAIN, isVersion(1));
    expect(first.diagnostics).toContainEqual(expect.objectContaining({ code: "high-order", severity: 2 }));
    await show({ "high-order": "hint", "unknown-name": "off" }, 1);
    expect([levels.get("high-order"), levels.get("unknown-name")]).toEqual([4, 1]);
    await show({ "high-order": "off" }, 1);
    expect([levels.has("high-order"), levels.get("unknown-name")]).toEqual([false, 1]);
    await show({}, 1);
    expect(levels.get("high-order")).toBe(2);
  }));

test("folders have settings of their own, also after they were added", () => {
  const [first, second] = ["file:///first", "file:///second"];
  const without = { codeLens: { enabled: false } };
  const asked: (string | undefined)[][] = [];
  return run(memoryHost(), async (client) => {
    client.connection.onRequest(
      "workspace/configuration",
      ({ items }: { items: { scopeUri?: string }[] }) => {
        asked.push(items.map(({ scopeUri }) => scopeUri));
        return items.map(({ scopeUri }) => (scopeUri === second ? without : {}));
      },
    );
    const capabilities = { workspace: { configuration: true, workspaceFolders: true } };
    const workspaceFolders = [{ name: "first", uri: first }];
    await client.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      capabilities,
      workspaceFolders,
    });
    await client.connection.sendNotification("initialized", {});
    const uris = [`${first}/a.ncrn`, `${second}/a.ncrn`, "file:///elsewhere.ncrn"];
    for (const uri of uris) await client.open(uri, GOOD);
    const lenses = (): Promise<readonly boolean[]> =>
      Promise.all(
        uris.map(async (uri) => {
          const found = await client.request<unknown[]>("textDocument/codeLens", { textDocument: { uri } });
          return found.length > 0;
        }),
      );
    expect(await lenses()).toEqual([true, true, true]);
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [{ name: "second", uri: second }], removed: [] },
    });
    for (let tries = 0; (await lenses())[1] && tries < 100; tries++);
    expect(await lenses()).toEqual([true, false, true]);
    expect(asked).toEqual([
      [undefined, first],
      [undefined, first, second],
    ]);
  });
});

test("a search that is cancelled ends where it stands", () => {
  // Each file takes so long that others are let in behind it; the cancellation arrives while the tenth is read.
  vi.useFakeTimers({ toFake: ["performance"] });
  const cancelling = new CancellationTokenSource();
  const read = new Set<string>();
  const disk = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`file:///m${index}.ncrn`, GOOD] as const),
  );
  const host = memoryHost(disk, {
    read: (name) => {
      vi.advanceTimersByTime(1000);
      read.add(name);
      if (read.size === 10) cancelling.cancel();
      return disk[name];
    },
    yieldControl: manyTurns,
  });
  return check(host, async (client) => {
    const symbols = client.connection.sendRequest("workspace/symbol", { query: "Decay" }, cancelling.token);
    await expect(symbols).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(read.size).toBe(10);
  });
});
