// What stands in the examples would have been offered while it was written: names, keys, words, functions and keywords.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { builtinFunctions, writtenTokens } from "@ncrn/language";
import { expect, test } from "vitest";
import { completionsAt } from "../../src/features/completion.js";
import type { Snapshot } from "../../src/snapshot.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

const REPOSITORY = path.join(import.meta.dirname, "../../../..");

const files = ["examples", "packages/language/std", "test/golden"].flatMap((folder) =>
  readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ncrn"))
    .map((name) => `${folder}/${name}`)
    .sort(),
);

const context = { ...featureContext, client: { snippets: true } };

/** What is offered at the end of a word. */
function labelsAt(snapshot: Snapshot, offset: number): readonly string[] {
  const position = rangeFromSpan(snapshot.source, { start: offset, end: offset }).start;
  const items = completionsAt(snapshot, { position }, context)?.items ?? [];
  return items.flatMap(({ label }) => [label, ...label.split(/[ .{}]/), label.replace(/:$/, "")]);
}

/** The words of a text that are uses, keys or keywords, and not offered where they stand. */
function missingIn(text: string, disk: Record<string, string>): readonly string[] {
  const snapshot = openSnapshot(text, disk);
  const names = snapshot.analysis()?.references;
  const declared = new Set(
    [...(names?.symbolOf.values() ?? [])].flatMap(({ file, nameNode }) =>
      file === snapshot.source.name ? [nameNode.span.start] : [],
    ),
  );
  const words = writtenTokens(snapshot.source).filter(
    ({ kind, span, text: word }) =>
      (kind === "name" || kind === "keyword") &&
      !declared.has(span.start) &&
      !isBuiltinImport(text, span.start, word),
  );
  return words
    .filter(({ text: word, span }) => !labelsAt(snapshot, span.end).includes(word))
    .map(({ text: word, span }) => {
      const line = text.slice(0, span.start).split("\n").length;
      return `${line}: ${word}`;
    });
}

/** Importing a built-in function from the library is allowed and changes nothing, so nobody is led to it. */
function isBuiltinImport(text: string, start: number, word: string): boolean {
  const line = text.slice(text.lastIndexOf("\n", start) + 1, start);
  return line.startsWith("import {") && builtinFunctions.some(({ name }) => name === word);
}

test.each(files)("%s", (name) => {
  const folder = path.dirname(path.join(REPOSITORY, name));
  const data = readdirSync(folder).filter((file) => file.endsWith(".csv"));
  const disk = Object.fromEntries(
    data.map((file) => [`file:///${file}`, readFileSync(path.join(folder, file), "utf8")]),
  );
  expect(missingIn(readFileSync(path.join(REPOSITORY, name), "utf8"), disk)).toEqual([]);
});
