// The language server as a worker of a real browser: what it answers there, about a file that the client has to read for it.

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, hasChromium } from "./open-page.js";

const bundle = path.resolve(import.meta.dirname, "..", "..", "dist", "server.browser.js");

/** The client: sends requests, answers the server's questions about files, keeps the newest diagnostics. */
const CLIENT = `
  const worker = new Worker("/server.browser.js");
  const waiting = new Map();
  const files = { "vscode-vfs://models/parts.ncrn": "module Decay(species X; rate k = 1) {\\n  X ->{k} 0\\n}\\n" };
  let newest = 0;
  window.faults = [];
  window.diagnostics = undefined;
  worker.onerror = ({ message }) => window.faults.push(message);
  worker.onmessage = ({ data: message }) => {
    if (message.method === "textDocument/publishDiagnostics") window.diagnostics = message.params.diagnostics;
    else if (message.method !== undefined && message.id !== undefined)
      worker.postMessage({ jsonrpc: "2.0", id: message.id, result: answerTo(message) });
    else waiting.get(message.id)?.(message);
  };
  const answerTo = ({ method, params }) =>
    method === "ncrn/readFile" ? files[[params].flat()[0]] ?? null : method === "ncrn/listFiles" ? Object.keys(files) : null;
  window.tell = (method, params) => worker.postMessage({ jsonrpc: "2.0", method, params });
  window.ask = (method, params) =>
    new Promise((resolve) => {
      const id = ++newest;
      waiting.set(id, ({ result, error }) => resolve(error ?? result));
      worker.postMessage({ jsonrpc: "2.0", id, method, params });
    });
`;

const uri = "vscode-vfs://models/main.ncrn";
const TEXT = `import { Decay } from "parts"

crn Cell {
  species Prey = 10,Waste = 0
  rate birth=1
  Prey ->{birth} 2 Prey
  Prey ->{birht} Waste
  use d = Decay(Waste)
}
`;

describe.runIf(hasChromium)("the server in a worker of a browser", () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  const run = <Result>(expression: string): Promise<Result> => page.evaluate(expression) as Promise<Result>;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the protocol carries
  const ask = (method: string, parameters: object): Promise<any> =>
    run(`ask(${JSON.stringify(method)}, ${JSON.stringify({ textDocument: { uri }, ...parameters })})`);
  const at = (text: string) => {
    const before = TEXT.slice(0, TEXT.indexOf(text)).split("\n");
    return { position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
  };

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      const isScript = url === "/server.browser.js";
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      response.end(isScript ? readFileSync(bundle) : "<!doctype html><title>client</title>");
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const { chromium } = await import("playwright-core");
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await run(`(() => { ${CLIENT} })()`);
    const workspaceFolders = [{ uri: "vscode-vfs://models", name: "models" }];
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } };
    const capabilities = { textDocument: { codeAction } };
    await ask("initialize", { processId: null, rootUri: null, capabilities, workspaceFolders });
    await run(`tell("initialized", {})`);
    const textDocument = { uri, languageId: "ncrn", version: 1, text: TEXT };
    await run(`tell("textDocument/didOpen", ${JSON.stringify({ textDocument })})`);
  });
  afterAll(async () => {
    expect(await run("faults")).toEqual([]);
    await browser.close();
    server.close();
  });

  test("says what is wrong, and offers the remedy", async () => {
    const diagnostics = () => run<readonly { code: string; range: object }[] | null>("diagnostics ?? null");
    await expect.poll(diagnostics, { timeout: 30_000 }).not.toBeNull();
    const found = (await diagnostics())?.filter(({ code }) => code === "unknown-name") ?? [];
    expect(found).toHaveLength(1);
    const actions = await ask("textDocument/codeAction", {
      range: found[0]?.range,
      context: { diagnostics: found },
    });
    expect(actions.map(({ title }: { title: string }) => title).join("\n")).toContain("birth");
  });

  test("completes, explains and finds what another file declares", async () => {
    const { items = [] } = (await ask("textDocument/completion", at("birht"))) ?? {};
    expect(items.map(({ label }: { label: string }) => label)).toContain("birth");
    expect((await ask("textDocument/hover", at("Prey ->"))).contents.value).toContain("species Prey");
    const [definition] = [await ask("textDocument/definition", at("Decay(Waste)"))].flat();
    expect(definition).toMatchObject({
      uri: "vscode-vfs://models/parts.ncrn",
      range: { start: { line: 0 } },
    });
    const help = await ask("textDocument/signatureHelp", {
      position: { line: 7, character: "  use d = Decay(".length },
    });
    expect(help.signatures[0].label).toContain("species X");
  });

  test("renames over both files", async () => {
    const { changes } = await ask("textDocument/rename", { ...at("Decay }"), newName: "Fade" });
    expect(Object.keys(changes).sort()).toEqual([uri, "vscode-vfs://models/parts.ncrn"]);
  });

  test("formats, colours, outlines", async () => {
    const edits = await ask("textDocument/formatting", { options: { tabSize: 2, insertSpaces: true } });
    expect(edits.length).toBeGreaterThan(0);
    expect((await ask("textDocument/semanticTokens/full", {})).data.length).toBeGreaterThan(20);
    const [, cell] = await ask("textDocument/documentSymbol", {});
    expect(cell).toMatchObject({ name: "Cell" });
  });

  test("shows the reactions once the mistake is mended", async () => {
    const position = at("birht").position;
    const range = { start: position, end: { line: position.line, character: position.character + 5 } };
    const change = {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: "birth" }],
    };
    await run(`tell("textDocument/didChange", ${JSON.stringify(change)})`);
    const view = await run<{ text: string }>(
      `ask("ncrn/view", ${JSON.stringify({ uri, name: "Cell", target: "sbml" })})`,
    );
    expect(view.text).toContain("<sbml");
  });
});
