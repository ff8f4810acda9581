// What the protocol asks of a server, over a real process: cancelling, outdated versions, files, the ends of both sides.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import {
  FileChangeType,
  LSPErrorCodes,
  type PublishDiagnosticsParams,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { referenceModel } from "../bench/reference-model.js";
import type { Client } from "./client.js";
import { leave, withServer } from "./server-process.js";

const scratch = mkdtempSync(path.join(tmpdir(), "ncrn-protocol-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const uriOf = (name: string): string => pathToFileURL(path.join(scratch, name)).href;
const MAIN = uriOf("main.ncrn");
const DECAY = "crn Decay {\n  species A = 1\n  A ->{1} 0\n}\n";
const workspaceFolders = [{ name: "scratch", uri: pathToFileURL(scratch).href }];

/** Runs a scenario with an open folder and ends orderly. */
async function check(scenario: (client: Client) => Promise<void>): Promise<void> {
  const end = await withServer(async (client) => {
    await client.initialize({ workspaceFolders });
    await scenario(client);
    await leave(client);
  });
  expect(end).toEqual({ exitCode: 0, stderr: "" });
}

const isVersion =
  (version: number) =>
  (publication: PublishDiagnosticsParams): boolean =>
    publication.version === version;
const errorsIn = ({ diagnostics }: PublishDiagnosticsParams): readonly unknown[] =>
  diagnostics.filter(({ severity }) => severity === 1).map(({ code }) => code);

test("open, edit, diagnose: every version that is published is newer than the one before", () =>
  check(async (client) => {
    await client.open(MAIN, DECAY);
    expect(errorsIn(await client.publication(MAIN, isVersion(1)))).toEqual([]);
    const range = { start: { line: 2, character: 2 }, end: { line: 2, character: 3 } };
    for (let version = 2; version <= 40; version++)
      await client.change(MAIN, version, [{ range, text: version % 2 === 0 ? "B" : "A" }]);
    expect(errorsIn(await client.publication(MAIN, isVersion(40)))).toEqual(["unknown-name"]);
    const versions = client.published(MAIN).map(({ version }) => version ?? 0);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  }));

test("a request that is cancelled is answered with that, and not worked on", () =>
  check(async (client) => {
    await client.open(MAIN, referenceModel(1000));
    const asked = { textDocument: { uri: MAIN } };
    const [answer] = await client.together([
      { id: "colours", method: "textDocument/semanticTokens/full", params: asked },
      { method: "$/cancelRequest", params: { id: "colours" } },
    ]);
    expect(answer?.error).toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(answer).not.toHaveProperty("result");
    expect(await client.request("textDocument/documentSymbol", asked)).not.toEqual([]);
  }));

test("an answer about a version that is no longer there is refused as outdated", () =>
  check(async (client) => {
    await client.open(MAIN, DECAY.replace("A = 1", "A=1"));
    const options = { tabSize: 2, insertSpaces: true };
    const textDocument = { uri: MAIN, version: 2 };
    const [outdated] = await client.together([
      { id: "format", method: "textDocument/formatting", params: { textDocument, options } },
      { method: "textDocument/didChange", params: { textDocument, contentChanges: [{ text: DECAY }] } },
    ]);
    expect(outdated?.error).toMatchObject({ code: LSPErrorCodes.ContentModified });
    expect(await client.request("textDocument/formatting", { textDocument: { uri: MAIN }, options })).toEqual(
      [],
    );
  }));

test("a rename goes through files on disk, also those that were written after the start", () =>
  check(async (client) => {
    await client.open(MAIN, DECAY);
    writeFileSync(
      path.join(scratch, "run.ncrn"),
      'import { Decay } from "main"\nsimulate Decay { until: 1; plot: A }\n',
    );
    const changes = [{ uri: uriOf("run.ncrn"), type: FileChangeType.Created }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    const position = { line: 1, character: 10 };
    const asked = { textDocument: { uri: MAIN }, position, newName: "Prey" };
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", asked);
    expect(Object.entries(edit.changes ?? {}).map(([uri, edits]) => [uri, edits.length])).toEqual([
      [MAIN, 2],
      [uriOf("run.ncrn"), 1],
    ]);
    unlinkSync(path.join(scratch, "run.ncrn"));
  }));

test("files that are written, changed and deleted on disk", () =>
  check(async (client) => {
    const library = path.join(scratch, "library.ncrn");
    const tell = (type: FileChangeType): Promise<void> => {
      const changes = [{ uri: uriOf("library.ncrn"), type }];
      return client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    };
    /** Errors that are published after something was done. */
    const errorsAfter = async (act: () => unknown): Promise<readonly unknown[]> => {
      const before = client.published(MAIN).length;
      await act();
      const found = await client.publication(MAIN, (one) => client.published(MAIN).indexOf(one) >= before);
      return errorsIn(found);
    };
    const text = 'import { n } from "library"\n\ncrn Decay {\n  species A = n\n  A ->{1} 0\n}\n';
    expect(await errorsAfter(() => client.open(MAIN, text))).toEqual(["unresolved-import"]);
    writeFileSync(library, "const n = 1\n");
    expect(await errorsAfter(() => tell(FileChangeType.Created))).toEqual([]);
    writeFileSync(library, "const other = 1\n");
    expect(await errorsAfter(() => tell(FileChangeType.Changed))).not.toEqual([]);
    unlinkSync(library);
    expect(await errorsAfter(() => tell(FileChangeType.Deleted))).toEqual(["unresolved-import"]);
  }));

test("after shutdown it exits with 0, without one with 1", async () => {
  expect(
    (
      await withServer(async (client) => {
        await client.initialize();
        await leave(client);
      })
    ).exitCode,
  ).toBe(0);
  expect(
    (
      await withServer(async (client) => {
        await client.initialize();
        await client.connection.sendNotification("exit");
      })
    ).exitCode,
  ).toBe(1);
});

test("a client that dies without a word takes the server with it, also in the middle of work", async () => {
  const busy = await withServer(async (client, server) => {
    await client.initialize();
    await client.open(MAIN, referenceModel(5000));
    server.stdout.destroy();
    server.stdin.destroy();
  });
  expect(busy).toEqual({ exitCode: 1, stderr: "" });
});

test("a parent process that is gone is noticed, though the pipe stays open", async () => {
  const parent = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
  const { exitCode } = await withServer(async (client) => {
    await client.initialize({ processId: parent.pid ?? null });
    parent.kill();
  });
  expect(exitCode).toBe(1);
});
