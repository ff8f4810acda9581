// A real process, started as editors start it: `ncrn lsp --stdio`. Needs a build.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { DiagnosticSeverity, type PublishDiagnosticsParams, type TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Client, createClient } from "./client.js";
import { markedText } from "./marked-text.js";

const repository = path.resolve(import.meta.dirname, "..", "..", "..");
const ncrn = path.join(repository, "packages", "cli", "dist", "main.js");
const scratch = mkdtempSync(path.join(tmpdir(), "ncrn-stdio-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const uri = pathToFileURL(path.join(scratch, "enzyme.ncrn")).href;

const ENZYME = markedText(`/// Michaelis and Menten's enzyme 🧪🧬.
crn Enzyme {
  species S=10, E = 1, SE = 0, P = 0
  rate bind = 1.0, unbind = 0.5, convert = 0.3

  S + E <->{bind, unbind} SE
  /* 🧪 */ <|ES|> ->{convert}   E + P
}
`);

/** Runs a scenario against a server and returns its exit code. */
async function check(
  scenario: (client: Client, server: ChildProcess) => Promise<void>,
): Promise<number | null> {
  const server = spawn(process.execPath, [ncrn, "lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
    cwd: scratch,
  });
  const ended = new Promise<number | null>((resolve) => void server.once("exit", resolve));
  const client = createClient(server.stdout, server.stdin);
  const isDone = scenario(client, server).then(() => "done");
  try {
    const first = await Promise.race([isDone, ended]);
    if (first !== "done")
      throw new Error(`The server ended with exit code ${first} before the scenario did.`);
    return await ended;
  } finally {
    client.connection.dispose();
    server.kill();
  }
}

const leave = async (client: Client): Promise<void> => {
  await client.request("shutdown", undefined);
  await client.connection.sendNotification("exit");
};

test("open with a typo, repair, format, leave", async () => {
  const exitCode = await check(async (client) => {
    const { capabilities, serverInfo } = await client.initialize();
    expect(serverInfo).toEqual({ name: "ncrn" });
    expect(capabilities).toMatchObject({
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: 2 },
      documentFormattingProvider: true,
      codeActionProvider: { codeActionKinds: expect.arrayContaining(["quickfix", "refactor.rewrite"]) },
    });

    await client.open(uri, ENZYME.text);
    const mistaken = await client.publication(uri, ({ version }) => version === 1);
    const [range] = ENZYME.ranges;
    expect(mistaken.diagnostics).toEqual([
      expect.objectContaining({
        range,
        code: "unknown-name",
        severity: DiagnosticSeverity.Error,
        source: "ncrn",
        message: expect.stringMatching(/`ES`.*Did you mean `SE`\?/),
      }),
    ]);
    expect(range).toEqual({ start: { line: 6, character: 11 }, end: { line: 6, character: 13 } });

    await client.change(uri, 2, [{ range: range ?? fail(), text: "SE" }]);
    const repaired = await client.publication(uri, ({ version }) => version === 2);
    expect(repaired.diagnostics).toEqual([]);

    const text = ENZYME.text.replace("ES", "SE");
    const options = { tabSize: 8, insertSpaces: false };
    const edits = await client.request<TextEdit[]>("textDocument/formatting", {
      textDocument: { uri },
      options,
    });
    expect(edits.map(({ range: { start } }) => start.line)).toEqual([2, 6]);
    const formatted = TextDocument.applyEdits(TextDocument.create(uri, "ncrn", 2, text), edits);
    expect(formatted).toContain("  species S = 10, E = 1, SE = 0, P = 0\n");
    expect(formatted).toContain("  /* 🧪 */ SE ->{convert} E + P\n");

    await leave(client);
  });
  expect(exitCode).toBe(0);
});

test("imports and data are found beside the file, and noticed when they are not there", async () => {
  writeFileSync(path.join(scratch, "lib.ncrn"), "const n = 2\n");
  writeFileSync(path.join(scratch, "there.csv"), "x,y\n1,2\n3,4\n");
  const text = (data: string): string =>
    `import { n } from "lib"\n\ncrn Decay {\n  species A = n\n  A ->{1} 0\n}\n\ndata D from "${data}" {\n  split: 1\n}\n`;
  const seriousCodes = ({ diagnostics }: PublishDiagnosticsParams): readonly unknown[] =>
    diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error).map(({ code }) => code);
  const exitCode = await check(async (client) => {
    await client.initialize({ workspaceFolders: [{ name: "scratch", uri: pathToFileURL(scratch).href }] });
    await client.open(uri, text("there.csv"));
    expect(seriousCodes(await client.publication(uri, ({ version }) => version === 1))).toEqual([]);
    await client.change(uri, 2, [{ text: text("missing.csv") }]);
    expect(seriousCodes(await client.publication(uri, ({ version }) => version === 2))).toEqual([
      "file-not-found",
    ]);
    await leave(client);
  });
  expect(exitCode).toBe(0);
});

test("a request that makes no sense crashes nothing", async () => {
  const exitCode = await check(async (client) => {
    await client.initialize();
    expect(await client.request("textDocument/formatting", {})).toBeNull();
    expect(client.log.join("\n")).toContain("bug in ncrn");
    await expect(client.request("textDocument/unheardOf", {})).rejects.toThrow(/unheardOf/);
    await client.open(uri, "");
    expect((await client.publication(uri, ({ version }) => version === 1)).diagnostics).toEqual([]);
    await leave(client);
  });
  expect(exitCode).toBe(0);
});

test("leaving without shutting down is an error", async () => {
  const exitCode = await check(async (client) => {
    await client.initialize();
    await client.connection.sendNotification("exit");
  });
  expect(exitCode).toBe(1);
});

test("the server ends when the editor is gone", async () => {
  const exitCode = await check(async (client, server) => {
    await client.initialize();
    server.stdin?.end();
  });
  expect(exitCode).toBe(1);
});

function fail(): never {
  throw new Error("The text has no marked range.");
}
