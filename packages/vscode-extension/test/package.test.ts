// The packed extension: made anew from what is built, then opened and read.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packExtension } from "../scripts/pack-extension.mjs";

const extension = path.dirname(import.meta.dirname);
const scratch = mkdtempSync(path.join(tmpdir(), "ncrn-package-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const MOST_KILOBYTES = 3000;

let archive: Buffer;
let files: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  const packagePath = path.join(scratch, "ncrn.vsix");
  await packExtension(packagePath);
  archive = readFileSync(packagePath);
  files = filesOfZip(archive);
});

test("holds what the manifest names, and is small", () => {
  const names = [...files.keys()].filter((name) => !name.startsWith("extension/dist/diagnostics/"));
  expect(names.sort()).toEqual(
    [
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/dist/THIRD-PARTY-NOTICES.txt",
      "extension/dist/extension.browser.js",
      "extension/dist/extension.cjs",
      "extension/dist/icon.png",
      "extension/dist/layout-worker.js",
      "extension/dist/network-page.js",
      "extension/dist/run-page.js",
      "extension/dist/model-worker.js",
      "extension/dist/server.browser.js",
      "extension/dist/server.cjs",
      "extension/icons/ncrn.svg",
      "extension/language-configuration.json",
      "extension/package.json",
      "extension/readme.md",
      "extension/snippets/ncrn.generated.json",
      "extension/syntaxes/ncrn-view.tmLanguage.json",
      "extension/syntaxes/ncrn.tmLanguage.json",
      ...["assert", "look", "simulate", "train", "write"].map((name) => `extension/walkthrough/${name}.svg`),
    ].sort(),
  );
  expect(archive.length / 1024).toBeLessThan(MOST_KILOBYTES);
  console.log(`ncrn.vsix: ${(archive.length / 1024).toFixed(0)} kB`);
});

test("the code needs nothing that is not in the package or in the editor", () => {
  for (const name of ["extension/dist/extension.cjs", "extension/dist/server.cjs"]) {
    const code = files.get(name)?.toString("utf8") ?? "";
    const needed = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1] ?? "");
    expect(
      needed.filter((module) => module !== "vscode" && !isBuiltin(module)),
      name,
    ).toEqual([]);
  }
});

test("the scripts for browsers need nothing but the editor", () => {
  for (const name of [...files.keys()].filter((file) => /^extension\/dist\/.*\.js$/.test(file))) {
    const code = files.get(name)?.toString("utf8") ?? "";
    const needed = new Set([...code.matchAll(/(?<![.\w])require\("([^"]+)"\)/g)].map((match) => match[1]));
    expect([...needed], name).toEqual(name.includes("extension.browser") ? ["vscode"] : []);
  }
});

test("the manifest is honest about trust and virtual workspaces", () => {
  const manifest = JSON.parse(files.get("extension/package.json")?.toString("utf8") ?? "{}");
  expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
  expect(manifest.capabilities.virtualWorkspaces.supported).toBe(true);
  expect(manifest.engines.vscode).toBe("^1.91.0");
  expect(JSON.stringify(manifest)).not.toMatch(/ependencies|catalog:|workspace:/);
});

test("the licences of what is bundled are in the package, as is our own", () => {
  const notices = files.get("extension/dist/THIRD-PARTY-NOTICES.txt")?.toString("utf8") ?? "";
  for (const name of [
    "chevrotain",
    "lodash-es",
    "prettier",
    "vscode-languageclient",
    "vscode-languageserver",
  ]) {
    expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
  }
  const repository = path.dirname(path.dirname(extension));
  const licence = readFileSync(path.join(repository, "LICENSE"), "utf8");
  expect(files.get("extension/LICENSE.txt")?.toString("utf8")).toBe(licence);
});

test("the packed server answers, and its codes link to packed pages", async () => {
  for (const [name, content] of files) {
    mkdirSync(path.dirname(path.join(scratch, name)), { recursive: true });
    writeFileSync(path.join(scratch, name), content);
  }
  const module = path.join(scratch, "extension", "dist", "server.cjs");
  const server = spawn(process.execPath, [module, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const start = performance.now();
  const answered = nextMessage(server, undefined);
  const published = nextMessage(server, "textDocument/publishDiagnostics");
  const text = "crn A {\n  species SE = 1\n  ES ->{1} 0\n}\n";
  const textDocument = { uri: "file:///model.ncrn", languageId: "ncrn", version: 1, text };
  send(server, { id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
  send(server, { method: "textDocument/didOpen", params: { textDocument } });
  await answered;
  console.log(`the packed server has answered after ${(performance.now() - start).toFixed(0)} ms`);
  const [diagnostic] = (await published).params.diagnostics;
  expect(diagnostic?.code).toBe("unknown-name");
  expect(existsSync(fileURLToPath(diagnostic?.codeDescription?.href ?? "file:///missing"))).toBe(true);
  const exited = new Promise((resolve) => void server.once("exit", resolve));
  send(server, { id: 2, method: "shutdown" });
  send(server, { method: "exit" });
  expect(await exited).toBe(0);
});

interface Published {
  readonly method?: string;
  readonly params: { readonly diagnostics: readonly { code: string; codeDescription?: { href: string } }[] };
}

function send(server: ChildProcess, message: object): void {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin?.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin?.write(body);
}

/** The first message with this method; without one, the first answer. */
function nextMessage(server: ChildProcess, method: string | undefined): Promise<Published> {
  let received = Buffer.alloc(0);
  return new Promise((resolve) => {
    server.stdout?.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (;;) {
        const header = /^Content-Length: (\d+)\r\n\r\n/.exec(received.toString("latin1"));
        const end = (header?.[0].length ?? 0) + Number(header?.[1]);
        if (header === null || received.length < end) return;
        const message: Published = JSON.parse(received.toString("utf8", header[0].length, end));
        received = received.subarray(end);
        if (message.method === method) resolve(message);
      }
    });
  });
}

/** Reads the central directory at the end of the archive; enough for what vsce writes. */
function filesOfZip(zip: Buffer): ReadonlyMap<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const found = new Map<string, Buffer>();
  let entry = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) =>
      zip.readUInt16LE(entry + at),
    ) as [number, number, number];
    const name = zip.toString("utf8", entry + 46, entry + 46 + nameLength);
    const local = zip.readUInt32LE(entry + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
    found.set(name, zip.readUInt16LE(entry + 10) === 0 ? content : inflateRawSync(content));
    entry += 46 + nameLength + extraLength + commentLength;
  }
  return found;
}
