// Every model among the examples: no feature fails, definitions are declaring names, and another name changes nothing.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { descendants, type Name } from "@ncrn/language";
import { expect, test } from "vitest";
import { type Position, type Range, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { documentOf } from "../../src/cursor.js";
import { consumedBy, preparedItems, producedBy } from "../../src/features/call-hierarchy.js";
import { definitionAt } from "../../src/features/definition.js";
import { highlightsAt } from "../../src/features/document-highlight.js";
import { linksOf } from "../../src/features/document-link.js";
import { symbolsOf } from "../../src/features/document-symbol.js";
import { foldingRanges } from "../../src/features/folding-range.js";
import { referencesAt } from "../../src/features/references.js";
import { renamed } from "../../src/features/rename.js";
import { selectionRanges } from "../../src/features/selection-range.js";
import { allTokens } from "../../src/features/semantic-tokens.js";
import { typeDefinitionAt } from "../../src/features/type-definition.js";
import { occurrencesIn } from "../../src/navigation/occurrences.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { type OpenWorkspace, openWorkspace } from "../open-workspace.js";

const root = path.join(import.meta.dirname, "..", "..", "..", "..", "examples");
const models = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ncrn"))
  .sort();

/** The file as an open document; everything else among the examples lies beside it. */
function open(model: string, text = readFileSync(path.join(root, model), "utf8")): OpenWorkspace {
  const folder = path.dirname(model);
  return openWorkspace(
    { [`file:///${model}`]: text },
    {},
    {
      locate: (written, importing) => `${importing.slice(0, importing.lastIndexOf("/"))}/${written}`,
      read: (name) => {
        const file = path.join(root, folder, path.basename(name));
        try {
          return readFileSync(file, "utf8");
        } catch {
          return undefined;
        }
      },
    },
  );
}

function namesIn({ snapshot }: OpenWorkspace): readonly Name[] {
  const document = documentOf(snapshot);
  if (document === undefined) throw new Error("The example is too long.");
  return [...descendants(document)].filter((node): node is Name => node.kind === "Name");
}

test("there are examples", () => expect(models.length).toBeGreaterThan(30));

test.for(models)("%s: definitions, references and highlights agree", async (model) => {
  const opened = open(model);
  const { snapshot, context } = opened;
  const analysis = snapshot.analysis()!;
  for (const name of namesIn(opened)) {
    const range = rangeFromSpan(snapshot.source, name.span);
    const occurrence = occurrencesIn(analysis).of(name);
    const definition = definitionAt(snapshot, { position: range.start }, context);
    const highlights = highlightsAt(snapshot, { position: range.end });
    if (occurrence === undefined) {
      expect([name.text, definition, highlights]).toEqual([name.text, null, null]);
      continue;
    }
    const places = highlights!.map((highlight) => highlight.range);
    expect(places).toContainEqual(range);
    const include = { includeDeclaration: true };
    const references = (await referencesAt(snapshot, { position: range.start, context: include }, context))!;
    const own = references.filter(({ uri }) => uri === snapshot.uri);
    expect(own.map((location) => location.range)).toEqual(places);
    const { nameNode, file } = occurrence.symbol;
    if (file !== snapshot.source.name) continue;
    if (definition?.uri === snapshot.uri)
      expect(definition.range).toEqual(rangeFromSpan(snapshot.source, nameNode.span));
    else expect(["column", "import"]).toContain(occurrence.symbol.kind);
    typeDefinitionAt(snapshot, { position: range.start }, context);
    for (const item of (await preparedItems(snapshot, { position: range.start }, context)) ?? []) {
      await producedBy({ item }, context);
      await consumedBy({ item }, context);
    }
  }
});

test.for(models)("%s: outline, folding, links, selections and colours are well formed", (model) => {
  const opened = open(model);
  const { snapshot, context } = opened;
  const check = (symbols: NonNullable<ReturnType<typeof symbolsOf>>): void => {
    for (const { name, range, selectionRange, children } of symbols) {
      expect(name).not.toBe("");
      expect(isInside(selectionRange, range)).toBe(true);
      check(children ?? []);
    }
  };
  const symbols = symbolsOf(snapshot)!;
  expect(symbols.length).toBeGreaterThan(0);
  check(symbols);
  for (const { startLine, endLine } of foldingRanges(snapshot)!) expect(endLine).toBeGreaterThan(startLine);
  linksOf(snapshot, context);
  const positions = namesIn(opened).map(({ span }) => rangeFromSpan(snapshot.source, span).start);
  for (const selection of selectionRanges(snapshot, { positions })!) {
    expect(selection.parent && isInside(selection.range, selection.parent.range)).toBe(true);
  }
  expect(allTokens(snapshot, context).data.length % 5).toBe(0);
});

// Most experiments of the paper differ in their numbers only.
const different = models.filter((name) => !name.startsWith("paper") || name.endsWith("ours.ncrn"));

test.for(different)("%s: other names change nothing, and back again gives the same text", async (model) => {
  const opened = open(model);
  const { snapshot, context } = opened;
  const analysis = snapshot.analysis()!;
  const text = snapshot.source.content;
  const summary = (other: OpenWorkspace, from: string, to: string): unknown =>
    other.snapshot.diagnostics().map(({ code, origin, message }) => {
      const { start } = rangeFromSpan(other.snapshot.source, origin.span);
      return [code, start.line, message.replaceAll(from, to)];
    });
  for (const { name, declares, symbol } of occurrencesIn(analysis).byFile.get(snapshot.source.name)!) {
    if (!declares || symbol.file !== snapshot.source.name) continue;
    const { start } = rangeFromSpan(snapshot.source, name.span);
    const edit = await renamed(snapshot, { position: start, newName: "fresh_名" }, context);
    expect(edit, name.text).toHaveProperty("changes");
    const changed = apply(text, snapshot.uri, edit as WorkspaceEdit);
    expect(changed).not.toBe(text);
    const after = open(model, changed);
    expect(summary(after, "fresh_名", name.text)).toEqual(summary(opened, "fresh_名", name.text));
    const back = await renamed(after.snapshot, { position: start, newName: name.text }, after.context);
    expect(apply(changed, snapshot.uri, back as WorkspaceEdit)).toBe(text);
  }
});

test.for(["bistable-switch/model.ncrn", "plane-regression/model.ncrn"])(
  "%s: a name that is taken is refused, or nothing gets mixed up",
  async (model) => {
    const opened = open(model);
    const { snapshot, context } = opened;
    const text = snapshot.source.content;
    const declared = occurrencesIn(snapshot.analysis()!)
      .byFile.get(snapshot.source.name)!
      .filter(({ declares }) => declares);
    let refused = 0;
    for (const { name } of declared) {
      for (const newName of new Set(declared.map((other) => other.name.text))) {
        if (newName === name.text) continue;
        const { start } = rangeFromSpan(snapshot.source, name.span);
        const edit = await renamed(snapshot, { position: start, newName }, context);
        if (edit instanceof ResponseError) {
          refused++;
          continue;
        }
        // Only if all places are still told apart, the way back leads to the same text.
        const changed = open(model, apply(text, snapshot.uri, edit));
        expect(changed.snapshot.diagnostics().map(({ code }) => code)).toEqual(
          snapshot.diagnostics().map(({ code }) => code),
        );
        const back = await renamed(
          changed.snapshot,
          { position: start, newName: name.text },
          changed.context,
        );
        expect(apply(changed.snapshot.source.content, snapshot.uri, back as WorkspaceEdit)).toBe(text);
      }
    }
    expect(refused).toBeGreaterThan(10);
  },
);

function apply(text: string, uri: string, { changes }: WorkspaceEdit): string {
  return TextDocument.applyEdits(TextDocument.create(uri, "ncrn", 1, text), changes?.[uri] ?? []);
}

function isInside(inner: Range, outer: Range): boolean {
  const isBefore = (a: Position, b: Position): boolean =>
    a.line < b.line || (a.line === b.line && a.character <= b.character);
  return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}
