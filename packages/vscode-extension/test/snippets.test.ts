// What "Insert Snippet" offers: all templates of completion, once, and each of them right once it is filled in.

import { readFileSync } from "node:fs";
import path from "node:path";
import { createSourceText, parse } from "@ncrn/language";
import { insertableSnippets } from "@ncrn/lsp/snippets";
import { expect, test } from "vitest";

interface Snippet {
  readonly body: readonly string[];
  readonly description: string;
  readonly prefix?: string;
}

const extension = path.dirname(import.meta.dirname);
const { contributes } = JSON.parse(readFileSync(path.join(extension, "package.json"), "utf8"));
const [{ language, path: file }] = contributes.snippets;
const snippets: Record<string, Snippet> = JSON.parse(readFileSync(path.join(extension, file), "utf8"));

test("the file is what its generator writes today", () => {
  expect(language).toBe("ncrn");
  const made = insertableSnippets().map(({ name, body, description }) => [
    name,
    { body: body.split("\n"), description },
  ]);
  expect(new Set(made.map(([name]) => name)).size, "names are unique").toBe(made.length);
  expect(Object.entries(snippets)).toEqual(made);
  expect(Object.keys(snippets)).toEqual(expect.arrayContaining(["crn", "simulate", "reaction: mass action"]));
});

test("none has a prefix, with which completion would show it beside the server's own template", () => {
  expect(Object.values(snippets).filter(({ prefix }) => prefix !== undefined)).toEqual([]);
});

test.each(Object.keys(snippets))("%s has no mistake in its form, and can be gone through", (name) => {
  const { body = [], description } = snippets[name] ?? {};
  expect(description?.length).toBeGreaterThan(5);
  const written = body.join("\n");
  expect(written).toMatch(/\$\{1:|\$0/);
  const filled = written.replace(/\$\{\d+:([^}]*)\}/g, "$1").replace(/\$\d/g, "");
  const texts = [
    filled,
    `crn N {\n${filled}\n}\n`,
    `model M {\n${filled}\n}\n`,
    `crn N { phase p {\n${filled}\n} }\n`,
  ];
  const mistakes = texts.map((text) =>
    parse(createSourceText("a.ncrn", text)).diagnostics.map(({ code }) => code),
  );
  expect(mistakes).toContainEqual([]);
});
