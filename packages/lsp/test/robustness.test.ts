// Files that nobody would write: the server says what it does not look at, and answers about other files meanwhile.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Hover, PublishDiagnosticsParams } from "vscode-languageserver";
import { referenceModel } from "../bench/reference-model.js";
import type { Client } from "./client.js";
import { leave, timed, withServer } from "./server-process.js";

// Against hanging only: these files are large, and machines may be slow and shared.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const scratch = mkdtempSync(path.join(tmpdir(), "ncrn-robust-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const at = (...parts: string[]): string => path.join(scratch, ...parts);
const uriOf = (...parts: string[]): string => pathToFileURL(at(...parts)).href;
const SMALL = uriOf("small.ncrn");
const DECAY = "crn Decay {\n  species A = 1\n  A ->{1} 0\n}\n";

/** How much the server works, beside what it had to do before it first answered: a measure that is the machine's own. */
interface Effort {
  /** Asks about the small file; the answer must cost less than the start did. */
  readonly hoverIsCheap: () => Promise<void>;
  /** What something costs, in starts. */
  readonly inStarts: (ask: () => Promise<void>) => Promise<number>;
}

/** Opens a small file, runs a scenario beside it, and sees that the small one is still answered for. */
async function check(
  scenario: (client: Client, effort: Effort) => Promise<void>,
  folder = scratch,
): Promise<void> {
  const { exitCode, stderr } = await withServer(
    async (client, server) => {
      const start = await timed(server, async () => {
        await client.initialize({ workspaceFolders: [{ name: "scratch", uri: pathToFileURL(folder).href }] });
        await client.open(SMALL, DECAY);
        expect(await hover(client)).not.toBeNull(); // the first one loads what hovers need
      });
      const inStarts = async (ask: () => Promise<void>): Promise<number> =>
        (await timed(server, ask)).milliseconds / start.milliseconds;
      const hoverIsCheap = async (): Promise<void> =>
        expect(await inStarts(async () => expect(await hover(client)).not.toBeNull())).toBeLessThan(1);
      await scenario(client, { hoverIsCheap, inStarts });
      await hoverIsCheap();
      expect(client.log).toEqual([]);
      await leave(client);
    },
    ["--max-old-space-size=800"],
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
}

const overSpecies = { textDocument: { uri: SMALL }, position: { line: 1, character: 10 } };

function hover(client: Client): Promise<Hover | null> {
  return client.request("textDocument/hover", overSpecies);
}

/** What a request is answered with that has to wait for a hover that came right behind it. */
async function resultBehindHover(client: Client, method: string, params: object): Promise<unknown> {
  const [first, second] = await client.together([
    { id: method, method, params },
    { id: "hover", method: "textDocument/hover", params: overSpecies },
  ]);
  expect(first).toMatchObject({ id: "hover", result: { contents: expect.anything() } });
  return second?.result;
}

async function codesOf(client: Client, uri: string): Promise<readonly unknown[]> {
  const { diagnostics } = await client.publication(uri, ({ version }) => version === 1);
  return [...new Set(diagnostics.map(({ code }) => code))];
}

test("a document of 50 MB is not read, and that is said", () =>
  check(async (client, { hoverIsCheap }) => {
    const uri = uriOf("huge.ncrn");
    await client.open(uri, `// ${"long ".repeat(20)}\n`.repeat(500_000));
    expect(await codesOf(client, uri)).toEqual(["text-too-long"]);
    const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } };
    await client.change(uri, 2, [{ range, text: "x" }]);
    await hoverIsCheap();
    expect(await client.request("textDocument/documentSymbol", { textDocument: { uri } })).toBeNull();
  }));

test("a document of more than a megabyte is parsed only, and that is said", () =>
  check(async (client) => {
    const uri = uriOf("large.ncrn");
    await client.open(uri, referenceModel(5000).repeat(9));
    expect(await codesOf(client, uri)).toEqual(["file-too-large"]);
  }));

test("a document that imports 50 MB", () =>
  check(async (client) => {
    writeFileSync(at("endless.ncrn"), "const n = 1 // as long as this line is\n".repeat(1_300_000));
    const uri = uriOf("ambitious.ncrn");
    await client.open(uri, 'import "endless" as e\n');
    const { diagnostics } = await client.publication(uriOf("endless.ncrn"), () => true);
    expect(diagnostics.map(({ code }) => code)).toEqual(["text-too-long"]);
  }));

test("what is no text", () =>
  check(async (client) => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256));
    const uri = uriOf("picture.ncrn");
    await client.open(uri, bytes.toString("utf8"));
    expect(await codesOf(client, uri)).toEqual(["not-text"]);
    writeFileSync(at("binary.ncrn"), bytes);
    writeFileSync(at("latin.ncrn"), Buffer.from("// 10 \xb0C\nconst caf\xe9 = 1\n", "latin1"));
    const importing = uriOf("importing.ncrn");
    await client.open(importing, 'import "binary" as b\nimport "latin" as l\n');
    await codesOf(client, importing);
    const inFile = async (name: string) =>
      (await client.publication(uriOf(name), () => true)).diagnostics.map(({ code }) => code);
    expect(await inFile("binary.ncrn")).toEqual(["not-text"]);
    expect(await inFile("latin.ncrn")).not.toEqual([]);
  }));

test("one line of a megabyte", () =>
  check(async (client) => {
    const uri = uriOf("line.ncrn");
    await client.open(uri, `crn X { ${"species A = 1; A -> B; ".repeat(45_000)} }`);
    await codesOf(client, uri);
  }));

test("more mistakes than anybody reads: the first thousand, and how many there are", () =>
  check(async (client) => {
    const uri = uriOf("mistakes.ncrn");
    const reactions = Array.from({ length: 5000 }, (_, index) => `  A${index} -> B${index}\n`);
    await client.open(uri, `crn X {\n${reactions.join("")}}\n`);
    const { diagnostics } = await client.publication(uri, ({ version }) => version === 1);
    expect(diagnostics.length).toBe(1001);
    expect(diagnostics.at(-1)?.message).toMatch(/^Only the first 1,000 of 5,000 messages/);
  }));

test.each([
  ["brackets", `const a = ${"(".repeat(50_000)}`],
  ["blocks", "crn X {\n".repeat(20_000)],
  ["loops", `crn X {\n${"for i in 1..2 {\n".repeat(5_000)}`],
  ["minus signs", `const a = ${"- ".repeat(50_000)}1`],
])("nesting without end: %s", (name, text) =>
  check(async (client) => {
    const uri = uriOf(`${name.replace(" ", "-")}.ncrn`);
    await client.open(uri, text);
    expect(await codesOf(client, uri)).not.toEqual([]);
  }),
);

test("imports without end: a long chain, a circle, a link that leads back", () =>
  check(async (client) => {
    mkdirSync(at("chain"));
    for (let index = 0; index < 2000; index++)
      writeFileSync(at("chain", `f${index}.ncrn`), `import "f${index + 1}" as next\nconst n = 1\n`);
    const chain = uriOf("chain", "f0.ncrn");
    await client.open(chain, 'import "f1" as next\nconst n = 1\n');
    await codesOf(client, chain);

    mkdirSync(at("circle"));
    writeFileSync(at("circle", "a.ncrn"), 'import "b" as b\n');
    writeFileSync(at("circle", "b.ncrn"), 'import "a" as a\n');
    await client.open(uriOf("circle", "a.ncrn"), 'import "b" as b\n');
    await client.publication(uriOf("circle", "b.ncrn"), ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === "import-cycle"),
    );

    mkdirSync(at("links"));
    symlinkSync(".", at("links", "again"));
    writeFileSync(at("links", "a.ncrn"), 'import "again/a" as a\n');
    await client.open(uriOf("links", "a.ncrn"), 'import "again/a" as a\n');
    await codesOf(client, uriOf("links", "a.ncrn"));
  }));

test("a file that changes on disk while it is imported", () =>
  check(async (client) => {
    const uri = uriOf("reader.ncrn");
    writeFileSync(at("moving.ncrn"), "const n = 1\n");
    await client.open(uri, 'import { n } from "moving"\n\ncrn D {\n  species A = n\n  A ->{1} 0\n}\n');
    await codesOf(client, uri);
    writeFileSync(at("moving.ncrn"), "crn n {");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("moving.ncrn"), type: 2 }],
    });
    const isBroken = ({ diagnostics }: PublishDiagnosticsParams): boolean => diagnostics.length > 0;
    expect(isBroken(await client.publication(uri, isBroken))).toBe(true);
  }));

const many = at("many");
/** Models that import the library: the search for what they name takes many stretches. */
const IMPORTERS = 60;
beforeAll(() => {
  mkdirSync(many);
  writeFileSync(path.join(many, "library.ncrn"), "module Shared(species S) { S ->{1} 0 }\n");
  const text = `import { Shared } from "library"\n${referenceModel(60)}`;
  for (let index = 0; index < 2000; index++)
    writeFileSync(path.join(many, `m${index}.ncrn`), index < IMPORTERS ? text : referenceModel(60));
});

test("a folder with 2000 models: looking for names does not keep others waiting", () =>
  check(async (client) => {
    expect(await resultBehindHover(client, "workspace/symbol", { query: "zzz" })).toEqual([]);
    const library = uriOf("many", "library.ncrn");
    await client.open(library, "module Shared(species S) { S ->{1} 0 }\n");
    const asked = { textDocument: { uri: library }, position: { line: 0, character: 8 } };
    const context = { includeDeclaration: true };
    const references = await resultBehindHover(client, "textDocument/references", { ...asked, context });
    expect(references).toHaveLength(IMPORTERS + 1);
  }, many));

test("a few lines that make more than anybody could look at", () =>
  check(async (client, { inStarts }) => {
    const loops = "for i in 1..900 { for j in 1..900 { A ->{1} 0 } }";
    for (const [name, body] of [
      ["loops", `species A = 1\n${loops}`],
      ["matrix", "signal x[900, 900] = 0\nx' = -x"],
      ["array", "signal x[15000] = 0\nx' = 1 - x"],
    ]) {
      const uri = uriOf(`${name}.ncrn`);
      await client.open(uri, `crn Large {\n${body}\n}\n`);
      const starts = await inStarts(async () => {
        expect(await hover(client)).not.toBeNull();
        expect(await codesOf(client, uri)).toEqual(["network-too-large"]);
      });
      expect(starts).toBeLessThan(10); // many times as much without the limit
    }
  }));
