// Completion through the whole server: what the client can do decides what is written.

import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import {
  type CompletionItem,
  type CompletionList,
  createConnection,
  type SignatureHelp,
} from "vscode-languageserver";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serve } from "../../src/server.js";
import { type Client, createClient } from "../client.js";
import { memoryHost } from "../memory-host.js";

const MAIN = "file:///main.ncrn";
const TEXT = "crn Decay {\n  /// Falls apart.\n  species A = 1\n  let b = exp(A\n}\n";

async function run(snippetSupport: boolean, scenario: (client: Client) => Promise<void>): Promise<void> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const watchDog = { shutdownReceived: false, initialize: () => {}, exit: () => {} };
  const connection = createConnection(
    (logger) =>
      createProtocolConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient), logger),
    watchDog,
  );
  serve(connection, memoryHost());
  connection.listen();
  const client = createClient(toClient, toServer);
  try {
    const capabilities = { textDocument: { completion: { completionItem: { snippetSupport } } } };
    const { capabilities: announced } = await client.initialize({ capabilities });
    expect(announced.completionProvider).toMatchObject({ resolveProvider: true });
    expect(announced.signatureHelpProvider?.triggerCharacters).toContain("(");
    await client.open(MAIN, TEXT);
    await scenario(client);
  } finally {
    client.connection.dispose();
    connection.dispose();
  }
}

test.each([
  [true, "exp($1)"],
  [false, "exp("],
])("snippets: %s", (supported, written) =>
  run(supported, async (client) => {
    const position = { line: 3, character: 10 };
    const list = await client.request<CompletionList>("textDocument/completion", {
      textDocument: { uri: MAIN },
      position,
    });
    expect(list.isIncomplete).toBe(false);
    const item = list.items.find(({ label }) => label === "exp") as CompletionItem;
    expect(item.textEdit).toMatchObject({ newText: written });
    const resolved = await client.request<CompletionItem>("completionItem/resolve", item);
    expect(resolved.documentation).toMatchObject({ kind: "markdown" });
    const species = list.items.find(({ label }) => label === "A") as CompletionItem;
    const described = await client.request<CompletionItem>("completionItem/resolve", species);
    expect(described.documentation).toEqual({
      kind: "markdown",
      value: "```ncrn\nspecies A = 1\n```\n\nFalls apart.",
    });
    const help = await client.request<SignatureHelp>("textDocument/signatureHelp", {
      textDocument: { uri: MAIN },
      position: { line: 3, character: 15 },
    });
    expect(help.signatures.map(({ label }) => label)).toEqual(["exp(x)"]);
    expect(client.log).toEqual([]);
  }),
);
