// Colours of views: the language is found by the address, and the golden texts are coloured by it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { viewTargets, viewUri } from "@ncrn/lsp/client";
import { expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const extension = path.dirname(import.meta.dirname);
const golden = path.join(extension, "..", "..", "test", "golden", "two-phases");
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(extension, file), "utf8"));

const { contributes } = readJson("package.json") as {
  contributes: {
    languages: readonly {
      id: string;
      filenamePatterns?: readonly string[];
      extensions?: readonly string[];
    }[];
  };
};

/** `**` and `/` at the start stand for any folders, `*` for a name. */
function languageOf(address: string): string | undefined {
  const file = decodeURIComponent(new URL(address).pathname);
  const matches = (pattern: string): boolean => {
    const name = pattern
      .replace(/^\*\*\//, "")
      .split("*")
      .map((part) => part.replace(/[.()]/g, "\\$&"))
      .join("[^/]*");
    return new RegExp(`(^|/)${name}$`).test(file);
  };
  return contributes.languages.find(
    ({ filenamePatterns = [], extensions = [] }) =>
      filenamePatterns.some(matches) || extensions.some((end) => file.endsWith(end)),
  )?.id;
}

test("views of texts of our own have a language by their address, and titles that name them", () => {
  const shown = viewTargets.map(({ name }) => {
    const address = viewUri({ uri: "file:///a/m.ncrn", name: "My Net", target: name });
    return [decodeURIComponent(new URL(address).pathname.split("/").at(-1) ?? ""), languageOf(address)];
  });
  expect(shown).toEqual([
    ["My Net (reactions)", "ncrn-view"],
    ["My Net (SBML).xml", undefined],
    ["My Net (DSD).crn", "ncrn-view"],
    ["My Net (lowered text).ncrn", "ncrn"],
    ["My Net (bytecode)", "ncrn-view"],
  ]);
  expect(languageOf("file:///a/network.crn")).toBeUndefined();
});

async function loadGrammar(): Promise<textmate.IGrammar> {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm).buffer as ArrayBuffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
      createOnigString: (line: string) => new oniguruma.OnigString(line),
    }),
    loadGrammar: () =>
      Promise.resolve(readJson("syntaxes/ncrn-view.tmLanguage.json") as textmate.IRawGrammar),
  });
  return (await registry.loadGrammar("source.ncrn-view"))!;
}

const grammar = await loadGrammar();

/** The parts of a line with their innermost scopes, blanks left out. */
function scopesOf(line: string): readonly (readonly [string, string])[] {
  return grammar
    .tokenizeLine(line, textmate.INITIAL)
    .tokens.map(
      ({ startIndex, endIndex, scopes }) =>
        [line.slice(startIndex, endIndex).trim(), scopes.at(-1)!.replace(/\.ncrn-view$/, "")] as const,
    )
    .filter(([text]) => text !== "");
}

test.each([
  ["reactions", ["reactions: keyword.other.heading"]],
  [
    "  r1: 0 ->{k} z by x  | forward | dynamics of z",
    [
      "r1: entity.name.label",
      ":: punctuation.separator",
      "0: constant.numeric",
      "->: keyword.operator.arrow",
      "{: source",
      "k: variable.other",
      "}: source",
      "z: variable.other",
      "by: keyword.other",
      "x: variable.other",
      "| forward | dynamics of z: comment.line.origin",
    ],
  ],
  [
    "  0 x = 1e-3",
    ["0: constant.numeric", "x: variable.other", "=: keyword.operator", "1e-3: constant.numeric"],
  ],
  ["| 0.5 x", ["|: punctuation.separator", "0.5: constant.numeric", "x: variable.other"]],
  [
    "directive simulator deterministic",
    ["directive: keyword.other.heading", "simulator: entity.name.function", "deterministic: variable.other"],
  ],
])("%s", (line, expected) => {
  expect(scopesOf(line).map((pair) => pair.join(": "))).toEqual(expected);
});

test.each(["reactions.txt", "bytecode.txt", "model.crn"])(
  "%s: headings, names, numbers and arrows are told apart on every line",
  (file) => {
    const lines = readFileSync(path.join(golden, file), "utf8").split("\n");
    const found = lines.flatMap(scopesOf);
    for (const [text, scope] of found) {
      if (/^(->|<->)$/.test(text)) expect(scope).toBe("keyword.operator.arrow");
      else if (/^\d+(\.\d+)?$/.test(text)) expect(scope, text).toMatch(/^constant\.numeric/);
    }
    for (const scope of ["constant.numeric", "keyword.operator.arrow"])
      expect(found.map(([, one]) => one)).toContain(scope);
    expect(found.some(([, scope]) => scope === "keyword.other.heading")).toBe(true);
  },
);
