// The server for browsers as it is bundled, in a world that has what web workers have and nothing of Node.

import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { expect, test } from "vitest";

const bundle = path.join(path.dirname(import.meta.dirname), "dist", "server.browser.js");

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the protocol carries
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the protocol carries
  readonly result?: any;
}

/** A worker that runs the bundle, and the messages that it has sent. */
function startWorker(): { readonly send: (message: object) => void; readonly sent: readonly Message[] } {
  const sent: Message[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: a worker's global scope
  const scope: any = { URL, MessageChannel, TextDecoder, TextEncoder, performance, console };
  Object.assign(scope, { setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask });
  scope.self = scope;
  scope.addEventListener = () => {}; // for errors only
  scope.postMessage = (message: Message) => void sent.push(structuredClone(message));
  vm.runInNewContext(readFileSync(bundle, "utf8"), scope, { filename: bundle });
  return {
    sent,
    send: (message) => scope.onmessage({ data: structuredClone({ jsonrpc: "2.0", ...message }) }),
  };
}

test("checks a document and the file that it imports, which the client reads", async () => {
  const worker = startWorker();
  worker.send({
    id: 1,
    method: "initialize",
    params: {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { documentation: "https://example.org/pages" },
    },
  });
  await expect
    .poll(() => worker.sent.find(({ id }) => id === 1)?.result?.serverInfo)
    .toEqual({ name: "ncrn" });
  worker.send({ method: "initialized", params: {} });
  const uri = "vscode-vfs://models/main.ncrn";
  const text = 'import { Decay } from "parts"\ncrn A {\n  species SE = 1\n  use d = Decay(ES)\n}\n';
  const textDocument = { uri, languageId: "ncrn", version: 1, text };
  worker.send({ method: "textDocument/didOpen", params: { textDocument } });
  const isQuestion = ({ method }: Message): boolean => method === "ncrn/readFile";
  await expect.poll(() => worker.sent.find(isQuestion)?.params).toEqual(["vscode-vfs://models/parts.ncrn"]);
  const published = (): readonly Message[] =>
    worker.sent.filter(({ method }) => method === "textDocument/publishDiagnostics");
  expect(published()).toEqual([]);
  const parts = "module Decay(species X) {\n  X ->{1} 0\n}\n";
  worker.send({ id: worker.sent.find(isQuestion)?.id, result: parts });
  await expect.poll(() => published().length).toBeGreaterThan(0);
  const [diagnostic] = published()[0]?.params.diagnostics ?? [];
  expect(diagnostic).toMatchObject({
    code: "unknown-name",
    codeDescription: { href: "https://example.org/pages/unknown-name.md" },
  });
  expect(published()[0]?.params.diagnostics).toHaveLength(1);
});
