// Every model with one token less: what is left must be as clear as before, whatever is asked.

import { writtenTokens } from "@ncrn/language";
import type { DocumentSymbol, SemanticTokens } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Documents } from "../src/documents.js";
import type { FeatureContext } from "../src/feature.js";
import { diagnosticsOf } from "../src/features/diagnostics.js";
import { features } from "../src/features.js";
import { defaultSettings } from "../src/settings.js";
import { createSnapshots, type Snapshot } from "../src/snapshot.js";
import { createWorkspace } from "../src/workspace.js";
import { exampleHost } from "./example-files.js";

/** What was there before and is not any more; inside of the declaration that lost a token, or outside. */
interface Lost {
  readonly what: string;
  readonly inside: boolean;
}

/** Which deletions are tried. */
export interface DeletionOptions {
  readonly files: Readonly<Record<string, string>>;
  /** 1 for all of them, 10 for each tenth. */
  readonly every: number;
}

/** What came of them. */
export interface Deletions {
  readonly deletions: number;
  /** How many deletions gave 0, 1, 2, … diagnostics of any severity that the whole text does not give. */
  readonly added: Readonly<Record<number, number>>;
  /**
   * Deletions that took something from the outline or the colours of other lines of the same declaration, or of those that
   * name it.
   */
  readonly ownOutlineLost: number;
  readonly ownColoursLost: number;
  /** Diagnostics beyond two, whatever fails, and what was lost in the rest of the file. */
  readonly findings: readonly string[];
}

const MOST_ADDED = 2;

/** Deletes the tokens of all models, one at a time. */
export async function deleteTokens({ files, every }: DeletionOptions): Promise<Deletions> {
  const counts: Record<number, number> = {};
  const total = { deletions: 0, ownOutlineLost: 0, ownColoursLost: 0 };
  const findings: string[] = [];
  let index = 0;
  for (const uri of Object.keys(files).filter((name) => name.endsWith(".ncrn"))) {
    const text = files[uri] ?? "";
    const whole = await viewOf(uri, text, files);
    for (const { span, kind } of writtenTokens(whole.source)) {
      if (kind === "lineEnd" || index++ % every !== 0) continue;
      const deletion = { start: span.start, length: span.end - span.start };
      const broken = await viewOf(uri, text.slice(0, span.start) + text.slice(span.end), files, span.start);
      const where = `${uri}:${text.slice(0, span.start).split("\n").length} without \`${text.slice(span.start, span.end)}\``;
      total.deletions++;
      const added = addedDiagnostics(whole, broken);
      counts[added.length] = (counts[added.length] ?? 0) + 1;
      for (const failure of broken.failures) findings.push(`${where}: ${failure}`);
      if (added.length > MOST_ADDED) findings.push(`${where}: ${added.join(", ")}`);
      const [outline, colours] = [outlineLost(whole, broken, deletion), coloursLost(whole, broken, deletion)];
      if (outline.some(({ inside }) => inside)) total.ownOutlineLost++;
      if (colours.some(({ inside }) => inside)) total.ownColoursLost++;
      for (const [name, lost] of Object.entries({ outline, colours })) {
        const rest = lost.filter(({ inside }) => !inside).map(({ what }) => what);
        if (rest.length > 0) findings.push(`${where}: ${name} of ${rest.slice(0, 8).join(", ")}`);
      }
    }
  }
  return { ...total, added: counts, findings };
}

interface View {
  readonly source: Snapshot["source"];
  /** Severity, code and message of each. */
  readonly diagnostics: readonly string[];
  readonly symbols: readonly DocumentSymbol[];
  readonly colours: ReadonlyMap<number, string>;
  readonly failures: readonly string[];
}

/** All that can be asked about a text; `at` is the place where a token is missing. */
async function viewOf(
  uri: string,
  text: string,
  files: Readonly<Record<string, string>>,
  at = 0,
): Promise<View> {
  const document = TextDocument.create(uri, "ncrn", 1, text);
  const opened = (name: string): TextDocument | undefined => (name === uri ? document : undefined);
  const none = (): void => {};
  const documents: Documents = {
    get: opened,
    named: opened,
    all: () => [document],
    onChange: none,
    onClose: none,
  };
  const host = exampleHost(files);
  const snapshots = createSnapshots(documents, host);
  const context: FeatureContext = {
    placesOf: ({ sourceOf }) => ({ sourceOf, uriOf: (file) => file, documentationOf: () => undefined }),
    workspace: createWorkspace(documents, snapshots, host),
    settings: defaultSettings,
  };
  const snapshot = snapshots.get(uri) as Snapshot;
  const failures: string[] = [];
  const answers = new Map<string, unknown>();
  const position = document.positionAt(at);
  const parameters = {
    textDocument: { uri },
    position,
    positions: [position],
    range: { start: { line: 0, character: 0 }, end: document.positionAt(text.length) },
    context: { includeDeclaration: true, diagnostics: [] },
    options: { tabSize: 2, insertSpaces: true },
    newName: "renamed",
    previousResultId: "1",
    ch: "\n",
  };
  for (const { method, respond } of features) {
    try {
      answers.set(method, await respond(snapshot, parameters, context));
    } catch (error) {
      failures.push(`${method} fails: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  const tokens = answers.get("textDocument/semanticTokens/full") as SemanticTokens | null;
  return {
    source: snapshot.source,
    diagnostics: diagnosticsOf(snapshot).map(
      ({ severity, code, message }) => `${severity} ${code}: ${message}`,
    ),
    symbols: (answers.get("textDocument/documentSymbol") as DocumentSymbol[] | null) ?? [],
    colours: coloursOf(document, tokens?.data ?? []),
    failures,
  };
}

/** What is said of the damaged text only; what is said of both counts as often as it comes in addition. */
function addedDiagnostics(whole: View, broken: View): readonly string[] {
  const known = [...whole.diagnostics];
  return broken.diagnostics.filter((one) => {
    const index = known.indexOf(one);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

interface Deletion {
  readonly start: number;
  readonly length: number;
}

/** Type and modifiers by the place of the name. */
function coloursOf(document: TextDocument, data: readonly number[]): ReadonlyMap<number, string> {
  const colours = new Map<number, string>();
  let [line, character] = [0, 0];
  for (let index = 0; index < data.length; index += 5) {
    const [lines = 0, columns = 0, , type, modifiers] = data.slice(index, index + 5);
    character = lines === 0 ? character + columns : columns;
    line += lines;
    colours.set(document.offsetAt({ line, character }), `${type}/${modifiers}`);
  }
  return colours;
}

/** Entries of the whole text that are not around the deletion and are missing without it. */
function outlineLost(whole: View, broken: View, { start }: Deletion): readonly Lost[] {
  const { content } = whole.source;
  const line = content.slice(0, start).split("\n").length - 1;
  const left = new Set(broken.symbols.flatMap((symbol) => entriesOf(symbol, () => false)));
  return whole.symbols.flatMap((symbol) =>
    entriesOf(symbol, (one) => touches(one, line))
      .filter((entry) => !left.has(entry))
      .map((what) => ({ what, inside: touches(symbol, line) })),
  );
}

function touches({ range }: DocumentSymbol, line: number): boolean {
  return range.start.line <= line && line <= range.end.line;
}

/** Kind and name of an entry and of those in it; what is around a place is passed over, and what is in it counts. */
function entriesOf(symbol: DocumentSymbol, isLeftOut: (symbol: DocumentSymbol) => boolean): string[] {
  const own = isLeftOut(symbol) ? [] : [`${symbol.kind} ${symbol.name}`];
  return [...own, ...(symbol.children ?? []).flatMap((child) => entriesOf(child, isLeftOut))];
}

/** Names on other lines that had a colour and have none now, or that of something else. */
function coloursLost(whole: View, broken: View, { start, length }: Deletion): readonly Lost[] {
  const { content } = whole.source;
  const deleted = content.slice(start, start + length);
  const line = content.slice(0, start).split("\n").length - 1;
  const affected = affectedBy(
    whole.symbols.find((symbol) => touches(symbol, line)),
    whole,
  );
  const lines = content.split("\n");
  let offset = 0;
  return lines.flatMap((text, index) => {
    const begin = offset;
    offset += text.length + 1;
    if (index === line) return [];
    return Array.from(text.matchAll(/`[^`]*`|[\p{L}_][\p{L}\p{N}_]*/gu)).flatMap(
      ({ index: column, 0: name }) => {
        const place = begin + column;
        const [before, now] = [
          whole.colours.get(place),
          broken.colours.get(place > start ? place - length : place),
        ];
        if (before === undefined || before === now || name === deleted) return [];
        const around = whole.symbols.find((symbol) => touches(symbol, index));
        return [{ what: `${name}@${index + 1}`, inside: around !== undefined && affected.has(around) }];
      },
    );
  });
}

/** A declaration and those that name it, directly or not: what they say about it cannot be known any more. */
function affectedBy(
  symbol: DocumentSymbol | undefined,
  { symbols, source }: View,
): ReadonlySet<DocumentSymbol> {
  const affected = new Set(symbol === undefined ? [] : [symbol]);
  const textOf = ({ range }: DocumentSymbol): string =>
    source.content
      .split("\n")
      .slice(range.start.line, range.end.line + 1)
      .join("\n");
  for (const { name } of affected) {
    for (const other of symbols)
      if (
        textOf(other)
          .split(/[^\p{L}\p{N}_*]+/u)
          .includes(name)
      )
        affected.add(other);
  }
  return affected;
}
