// Random edits of real files, sent to a server as an editor sends them, with requests in between. At the end of each burst
// the server must know the same as one that has just been given the text.

import { isDeepStrictEqual } from "node:util";
import { DocumentSymbolRequest, FoldingRangeRequest, SemanticTokensRequest } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { features } from "../src/features.js";
import { exampleHost } from "./example-files.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";
import { type MemoryServer, serverInMemory } from "./server-in-memory.js";

/** How much is done, and who is told. */
export interface ReplayOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly edits: number;
  readonly seed: number;
  /** Told after each document how many edits are done. */
  readonly progress?: (edits: number) => void;
  /** Told before each burst what is going to be checked, so that a hang can be repeated. */
  readonly begins?: (uri: string, text: string) => void;
}

/** What came of it. */
export interface Replay {
  readonly edits: number;
  readonly requests: number;
  readonly comparisons: number;
  /** Texts at which something went wrong, with what. */
  readonly findings: readonly string[];
}

const EDITS_OF_A_DOCUMENT = 500;
const MOST_FINDINGS = 20;

/** What lowering says is published behind the rest; after this time it is taken for lost. */
const LONGEST_WAIT_MILLISECONDS = 5000;

/** Opens one file after another, edits it, and compares. */
export async function replayEdits({ files, edits, seed, progress, begins }: ReplayOptions): Promise<Replay> {
  const random = seededRandom(seed);
  const models = Object.keys(files).filter((uri) => uri.endsWith(".ncrn"));
  const server = await serverInMemory(exampleHost(files));
  const total = { edits: 0, requests: 0, comparisons: 0, findings: [] as string[] };
  try {
    while (total.edits < edits && total.findings.length < MOST_FINDINGS) {
      const uri = random.pick(models);
      const scene: Scene = { uri, files, models, server, random, total, begins };
      await editDocument(scene, Math.min(EDITS_OF_A_DOCUMENT, edits - total.edits));
      progress?.(total.edits);
    }
  } finally {
    server.stop();
  }
  return total;
}

interface Scene {
  readonly uri: string;
  readonly files: Readonly<Record<string, string>>;
  readonly models: readonly string[];
  readonly server: MemoryServer;
  readonly random: SeededRandom;
  readonly total: { edits: number; requests: number; comparisons: number; findings: string[] };
  readonly begins: ReplayOptions["begins"];
}

/** A replacement, as offsets of the text before it. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

async function editDocument(scene: Scene, edits: number): Promise<void> {
  const { uri, files, server, random, total } = scene;
  const original = files[uri] ?? "";
  let document = TextDocument.create(uri, "ncrn", 1, original);
  let undo: Edit[] = [];
  await server.open(uri, original);
  const apply = (edit: Edit): void => {
    const text = document.getText();
    undo.push({ ...edit, end: edit.start + edit.text.length, text: text.slice(edit.start, edit.end) });
    const range = { start: document.positionAt(edit.start), end: document.positionAt(edit.end) };
    const change = { range, text: edit.text };
    document = TextDocument.update(document, [change], document.version + 1);
    void server.change(uri, document.version, [change]);
  };
  for (let done = 0; done < edits; ) {
    const burst = Math.min(1 + random.below(30), edits - done);
    const goesBack = undo.length > 0 && random.chance(0.3);
    for (let count = 0; count < burst; count++) {
      const back = goesBack ? undo.pop() : undefined;
      apply(back ?? randomEdit(document.getText(), scene));
      if (back !== undefined) undo.pop(); // what went back is not to come again
      if (random.chance(0.1)) void ask(scene, document);
    }
    done += burst;
    total.edits += burst;
    if (document.getText().length > 2 * original.length + 2000) {
      apply({ start: 0, end: document.getText().length, text: original });
      undo = [];
    }
    scene.begins?.(uri, document.getText());
    await Promise.all([ask(scene, document), ask(scene, document), ask(scene, document)]);
    await compare(scene, document);
    if (total.findings.length >= MOST_FINDINGS) break;
  }
  await server.close(uri);
}

/** Any request of the protocol at any place; whoever fails is found in the log. */
async function ask({ server, random, total }: Scene, document: TextDocument): Promise<void> {
  const { uri } = document;
  const place = (): object => document.positionAt(random.below(document.getText().length + 1));
  const [position, other] = [place(), place()];
  const parameters = {
    textDocument: { uri },
    position,
    positions: [position, other],
    range: { start: position, end: other },
    context: { includeDeclaration: true, diagnostics: [] },
    options: { tabSize: 2, insertSpaces: true },
    newName: random.pick(["renamed", "`new name`", "for", ""]),
    previousResultId: "1",
    ch: random.pick(["\n", "}", ";"]),
  };
  total.requests++;
  await server.ask(random.pick(features).method, parameters);
}

/** Compares with a server that was started for the purpose. */
async function compare(scene: Scene, document: TextDocument): Promise<void> {
  const { uri, server, total, files } = scene;
  const text = document.getText();
  const fresh = await serverInMemory(exampleHost(files));
  await fresh.open(uri, text);
  const diagnostics = await settled(async () => [
    await server.diagnosticsOf(uri, document.version),
    await fresh.diagnosticsOf(uri, 1),
  ]);
  const edited = [diagnostics[0], ...(await shapesOf(server, uri))];
  const expected = [diagnostics[1], ...(await shapesOf(fresh, uri))];
  fresh.stop();
  total.comparisons++;
  const failures = [...server.failures.splice(0), ...fresh.failures];
  for (const failure of failures) total.findings.push(`${failure}\n${uri}\n${text}`);
  const parts = ["diagnostics", "symbols", "folding", "tokens"];
  const differing = parts.filter((_, index) => !isDeepStrictEqual(edited[index], expected[index]));
  if (differing.length > 0)
    total.findings.push(`${differing.join(", ")} differ from those of a fresh start\n${uri}\n${text}`);
}

/** Two values as soon as they are equal, or as they are in the end. */
async function settled<Value>(look: () => Promise<readonly Value[]>): Promise<readonly Value[]> {
  const end = performance.now() + LONGEST_WAIT_MILLISECONDS;
  for (;;) {
    const found = await look();
    if (isDeepStrictEqual(found[0], found[1]) || performance.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function shapesOf(server: MemoryServer, uri: string): Promise<readonly unknown[]> {
  const asked = { textDocument: { uri } };
  const [symbols, folding, tokens] = await Promise.all(
    [DocumentSymbolRequest, FoldingRangeRequest, SemanticTokensRequest].map(({ method }) =>
      server.ask(method, asked),
    ),
  );
  return [symbols, folding, (tokens as { data?: unknown } | null)?.data];
}

const PIECES = [
  ..."{}()[];,:=+-*/^.'`\"<>@~#\\ \n",
  "->",
  "<->",
  "..",
  "//",
  "/*",
  "*/",
  "\r\n",
  "\u{1f9ea}",
  "ẋ",
  "\u0000",
  "0",
  "1e9",
  "0.1",
  "species ",
  "for i in 1..3 {\n",
  "if ",
  "else",
  "crn X {\n",
  "model M {\n",
  "learn ",
  "use u = ",
  "import ",
  "phase ",
  "rate ",
  "assert ",
  "signal s",
] as const;

function randomEdit(text: string, { random, files, models }: Scene): Edit {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + 1 + random.below(random.chance(0.1) ? 300 : 12));
  const kind = random.below(10);
  if (kind < 4) return { start, end: start, text: random.pick(PIECES) };
  if (kind < 7) return { start, end, text: "" };
  const other = files[random.pick(models)] ?? "";
  const from = random.below(other.length);
  const piece = other.slice(from, from + 1 + random.below(random.chance(0.2) ? 400 : 20));
  return { start, end: kind === 7 ? start : end, text: piece };
}
