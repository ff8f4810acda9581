// Clients that can do different things, each against a real process: `ncrn lsp --stdio`. Needs a build.

import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type {
  ClientCapabilities,
  CompletionList,
  Hover,
  InitializeParams,
  InlayHint,
  Location,
  MarkupContent,
  RegistrationParams,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Client } from "./client.js";
import { markedText } from "./marked-text.js";
import { leave, withServer } from "./server-process.js";

const folder = mkdtempSync(path.join(tmpdir(), "ncrn-clients-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
const [main, lib] = [uriOf("main.ncrn"), uriOf("lib.ncrn")];
const opened = { workspaceFolders: [{ name: "models", uri: pathToFileURL(folder).href }] };

/** The marks are: a name of the other file, a hover, a typo and a completion behind characters of two code units. */
const MODEL = markedText(`import { speed } from "lib"

units { time: min; concentration: nM }
crn Enzyme {
  species S=10, E = 1, SE = 0, P
  rate bind = 1.0, convert = <||>speed
  <||>S + E ->{bind} SE
  /* 🧪🧬 */ <|ES|> ->{con<||>} E + P
}
`);
const marks = MODEL.ranges.map(({ start }) => start);
const LIB = "/// How fast the enzyme works.\nconst speed = 0.3\n";

interface Kind {
  readonly client: string;
  readonly capabilities: ClientCapabilities;
  /** Absent if no folder is open. */
  readonly folders?: Partial<InitializeParams>;
  /** Everything that the server may ask such a client, with what it registers. */
  readonly asked: readonly string[];
  /** Sends them at the start, as clients do that cannot be asked, and some others, too. */
  readonly sendsSettings?: boolean;
  readonly hover: "markdown" | "plaintext";
  readonly snippets: boolean;
}

const WATCH = "client/registerCapability workspace/didChangeWatchedFiles";
const SETTINGS = "workspace/configuration";
const dynamic = { dynamicRegistration: true };
const static_ = { dynamicRegistration: false };
const snippetSupport = { completion: { completionItem: { snippetSupport: true } } };

const kinds: readonly Kind[] = [
  {
    client: "says nothing about itself, no folder",
    capabilities: {},
    asked: [],
    sendsSettings: true,
    hover: "markdown",
    snippets: false,
  },
  {
    client: "like Helix: UTF-8 first, an empty list of folders",
    capabilities: {
      general: { positionEncodings: ["utf-8", "utf-32", "utf-16"] },
      textDocument: { ...snippetSupport, hover: { contentFormat: ["markdown"] } },
      workspace: {
        configuration: true,
        didChangeConfiguration: static_,
        didChangeWatchedFiles: dynamic,
        workspaceFolders: true,
      },
    },
    folders: { workspaceFolders: [] },
    asked: [WATCH, SETTINGS],
    sendsSettings: true,
    hover: "markdown",
    snippets: true,
  },
  {
    client: "like Neovim on Linux: UTF-8 first, does not watch files",
    capabilities: {
      general: { positionEncodings: ["utf-8", "utf-16", "utf-32"] },
      textDocument: { ...snippetSupport, hover: { contentFormat: ["markdown", "plaintext"] } },
      workspace: {
        configuration: true,
        didChangeConfiguration: static_,
        didChangeWatchedFiles: static_,
        workspaceFolders: true,
      },
    },
    folders: opened,
    asked: [SETTINGS],
    hover: "markdown",
    snippets: true,
  },
  {
    client: "like Emacs: UTF-32 first, plain text, no snippets",
    capabilities: {
      general: { positionEncodings: ["utf-32", "utf-8", "utf-16"] },
      textDocument: {
        completion: { completionItem: { snippetSupport: false } },
        hover: { contentFormat: ["plaintext"] },
      },
      workspace: { configuration: true, didChangeWatchedFiles: dynamic, workspaceFolders: true },
    },
    folders: opened,
    asked: [WATCH, SETTINGS],
    sendsSettings: true,
    hover: "plaintext",
    snippets: false,
  },
  {
    client:
      "like Zed: registers everything, takes lists of completions with defaults, can ask for diagnostics itself",
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      textDocument: {
        completion: {
          ...dynamic,
          completionItem: {
            snippetSupport: true,
            insertReplaceSupport: true,
            labelDetailsSupport: true,
            insertTextModeSupport: { valueSet: [1, 2] },
            resolveSupport: { properties: ["additionalTextEdits", "command", "detail", "documentation"] },
          },
          completionList: {
            itemDefaults: ["commitCharacters", "editRange", "insertTextMode", "insertTextFormat", "data"],
          },
          contextSupport: true,
        },
        diagnostic: { ...dynamic, relatedDocumentSupport: true },
        hover: { ...dynamic, contentFormat: ["markdown"] },
        publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
        rename: { ...dynamic, prepareSupport: true, prepareSupportDefaultBehavior: 1 },
        semanticTokens: {
          ...dynamic,
          requests: { full: { delta: true } },
          tokenTypes: ["type", "variable", "function", "keyword", "number", "operator"],
          tokenModifiers: ["declaration", "readonly"],
          formats: ["relative"],
          augmentsSyntaxTokens: true,
        },
      },
      workspace: {
        configuration: true,
        didChangeConfiguration: dynamic,
        didChangeWatchedFiles: { ...dynamic, relativePatternSupport: true },
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true, snippetEditSupport: true },
        inlayHint: { refreshSupport: true },
        diagnostics: { refreshSupport: true },
        semanticTokens: { refreshSupport: true },
      },
    },
    folders: opened,
    asked: [
      WATCH,
      "client/registerCapability workspace/didChangeConfiguration",
      SETTINGS,
      "workspace/inlayHint/refresh",
      "workspace/semanticTokens/refresh",
    ],
    sendsSettings: true,
    hover: "markdown",
    snippets: true,
  },
  {
    client: "names no encoding but UTF-8",
    capabilities: { general: { positionEncodings: ["utf-8"] } },
    folders: opened,
    asked: [],
    sendsSettings: true,
    hover: "markdown",
    snippets: false,
  },
  {
    client: "registers everything",
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: dynamic, didChangeWatchedFiles: dynamic },
    },
    folders: opened,
    asked: [WATCH, "client/registerCapability workspace/didChangeConfiguration", SETTINGS],
    hover: "markdown",
    snippets: false,
  },
  {
    client: "an old one: a root, no folders",
    capabilities: { textDocument: { hover: { contentFormat: ["plaintext", "markdown"] } } },
    folders: { rootUri: pathToFileURL(folder).href },
    asked: [],
    sendsSettings: true,
    hover: "plaintext",
    snippets: false,
  },
];

test("settings that are sent along count before the client has answered the question for them", async () => {
  await withServer(async (client) => {
    client.connection.onRequest("workspace/configuration", () => new Promise(() => {})); // never
    await client.initialize({ capabilities: { workspace: { configuration: true } } });
    const told = { settings: { ncrn: settings } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", told);
    await client.open(main, "crn A {\n  species P\n  P ->{1} 0\n}\n");
    const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };
    const asked = { textDocument: { uri: main }, range };
    expect(await client.request("textDocument/inlayHint", asked)).toEqual([]);
    const changed = { settings: { ncrn: {} } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", changed);
    expect(await client.request("textDocument/inlayHint", asked)).toMatchObject([{ label: "= 0" }]);
    await leave(client);
  });
});

test.each(kinds)("a client that is $client", async (kind) => {
  writeFileSync(path.join(folder, "lib.ncrn"), LIB);
  const end = await withServer(async (client) => {
    const asked = requestsTo(client);
    const { capabilities } = await client.initialize({ capabilities: kind.capabilities, ...kind.folders });
    expect(capabilities.positionEncoding).toBe("utf-16");
    if (kind.sendsSettings)
      await client.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { ncrn: settings },
      });
    await client.open(main, MODEL.text);
    await checkAnswers(client, kind);
    await checkRepair(client);
    await checkFileOnDisk(client, kind);
    expect([...asked].sort()).toEqual([...kind.asked].sort());
    expect(client.log).toEqual([]);
    await leave(client);
  });
  expect(end).toEqual({ exitCode: 0, stderr: "" });
});

const settings = { inlayHints: { initialAmounts: false } };

/** What the server asks the client from now on. */
function requestsTo({ connection }: Client): ReadonlySet<string> {
  const asked = new Set<string>();
  connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
    for (const { method } of registrations) asked.add(`client/registerCapability ${method}`);
    return null;
  });
  connection.onRequest("workspace/configuration", () => {
    asked.add(SETTINGS);
    return [settings];
  });
  // The types of the library leave out the handler of whatever has no other.
  const general = connection as unknown as { onRequest(handler: (method: string) => null): void };
  general.onRequest((method) => {
    asked.add(method);
    return null;
  });
  return asked;
}

async function checkAnswers(client: Client, { hover, snippets }: Kind): Promise<void> {
  const ask = <Result>(method: string, parameters: object): Promise<Result> =>
    client.request(`textDocument/${method}`, { textDocument: { uri: main }, ...parameters });
  const [name, species, , place] = marks;

  const { diagnostics } = await client.publication(main, ({ version }) => version === 1);
  const nowhere = { start: { ...place, character: 19 }, end: place };
  const errors = diagnostics.filter(({ severity }) => severity === 1);
  expect(errors.map(({ range }) => range)).toEqual([MODEL.ranges[2], nowhere]);

  const told = (await ask<Hover>("hover", { position: species })).contents as MarkupContent;
  expect(told.kind).toBe(hover);
  expect(told.value).toContain("species S=10");
  expect(told.value.includes("```")).toBe(hover === "markdown");

  const { items } = await ask<CompletionList>("completion", { position: place });
  const edit = items.find(({ label }) => label === "convert")?.textEdit as TextEdit;
  expect(applied(MODEL.text, [edit])).toBe(MODEL.text.replace("{con}", "{convert}"));
  const top = await ask<CompletionList>("completion", { position: { line: 1, character: 0 } });
  expect(top.items.some(({ insertTextFormat }) => insertTextFormat === 2)).toBe(snippets);

  const colours = await ask<SemanticTokens>("semanticTokens/full", {});
  expect(colours.data.slice(0, 2)).toEqual([0, "import { ".length]); // the keyword is left to the grammar

  const found = await ask<Location | Location[]>("definition", { position: name });
  const range = { start: { line: 1, character: 6 }, end: { line: 1, character: 11 } };
  expect([found].flat()).toEqual([{ uri: lib, range }]);
  const { changes } = await ask<WorkspaceEdit>("rename", { position: name, newName: "pace" });
  expect(applied(MODEL.text, changes?.[main])).toBe(MODEL.text.replaceAll("speed", "pace"));
  expect(applied(LIB, changes?.[lib])).toBe(LIB.replace("speed", "pace"));
}

/** Edits behind characters of two code units; then hints as the settings want them, and formatting. */
async function checkRepair(client: Client): Promise<void> {
  const [, , typo, place] = MODEL.ranges;
  await client.change(main, 2, [
    { range: place!, text: "vert" },
    { range: typo!, text: "SE" },
  ]);
  await client.publication(main, ({ version }) => version === 2);
  // What is mended may be published before the rest of the check is done.
  const codes = () =>
    client
      .published(main)
      .at(-1)
      ?.diagnostics.map(({ code }) => code);
  await expect.poll(codes).toEqual(["uninitialised-species"]);
  const textDocument = { uri: main };
  const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const labels = async (): Promise<unknown> =>
    (await client.request<InlayHint[]>("textDocument/inlayHint", { textDocument, range: all })).map(
      ({ label }) => label,
    );
  await expect.poll(labels).toEqual(["[1/nM/min]"]); // and not the initial amount of P, which is switched off
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await client.request<TextEdit[]>("textDocument/formatting", { textDocument, options });
  const text = MODEL.text.replace("{con}", "{convert}").replace("ES ->", "SE ->");
  expect(applied(text, edits)).toBe(text.replace("S=10", "S = 10"));
}

/** Seen at the next edit by whom nobody tells. */
async function checkFileOnDisk(client: Client, { asked }: Kind): Promise<void> {
  const file = path.join(folder, "lib.ncrn");
  writeFileSync(file, LIB.replace("speed", "pace"));
  utimesSync(file, 1, 1); // even on disks with coarse clocks this is another time
  if (asked.includes(WATCH))
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: lib, type: 2 }],
    });
  else {
    const start = { line: 0, character: 0 };
    await client.change(main, 3, [{ range: { start, end: start }, text: "// edited\n" }]);
  }
  await client.publication(main, ({ diagnostics }) =>
    diagnostics.some(({ message }) => String(message).includes("`speed`")),
  );
}

function applied(text: string, edits: readonly TextEdit[] = []): string {
  return TextDocument.applyEdits(TextDocument.create(main, "ncrn", 1, text), [...edits]);
}
