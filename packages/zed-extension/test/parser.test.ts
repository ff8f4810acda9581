// The parser against the language's own lexer, run by Tree-sitter's program; skipped without it (tree-sitter.ts).

import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { createSourceText, tokenTable, writtenTokens } from "@ncrn/language";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Capture,
  captures,
  grammarFolder,
  hasTreeSitter,
  parts,
  textsWithErrors,
} from "./tree-sitter.js";

const root = path.resolve(parts, "..", "..");
const files = ["examples", "packages", "test"].flatMap((part) => filesIn(part)).sort();
const texts = files.map((file) => readFileSync(path.join(root, file), "utf8"));

let folder = "";
beforeAll(() => {
  if (hasTreeSitter) folder = grammarFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What may be captured for a name that the lexer takes for one. */
const NAMES = ["variable", "function", "property", "type", "attribute"];

test.runIf(hasTreeSitter)("every file of the repository has a tree without errors", () => {
  expect(files.length).toBeGreaterThan(150);
  expect(textsWithErrors(folder, texts)).toEqual([]);
});

test.runIf(hasTreeSitter)("damaged texts have trees without errors, too; only a NUL has not", () => {
  const nul = "crn A {\0}";
  expect(textsWithErrors(folder, [...damagedTexts(300), nul])).toEqual([nul]);
});

test.runIf(hasTreeSitter)("words are coloured as the lexer reads them", () => {
  const coloured = captures(folder, "highlights.scm", texts);
  const wrong = texts.flatMap((text, index) => misreadings(text, coloured[index]!));
  // The lexer reports this one and reads it as 0.5.
  expect(wrong).toEqual([".5 is punctuation, not number, in: const a = .5"]);
});

test.runIf(hasTreeSitter)("names are coloured by what stands beside them", () => {
  const colours = (line: string): readonly string[] => {
    const [found] = captures(folder, "highlights.scm", [line]);
    return [...coloursByStart(found!).values()]
      .filter(({ name }) => !/^(?:operator|punctuation)/.test(name))
      .map(({ name, start, end }) => `${line.slice(start, end)} ${name}`);
  };
  expect(colours("/// a\n// b\n/* c */ //// d")).toEqual([
    "/// a comment.doc",
    "// b comment",
    "/* c */ comment",
    "//// d comment",
  ]);
  expect(colours('import { a } from "b" as c')).toEqual([
    "import keyword",
    "a variable",
    "from keyword",
    '"b" string',
    "as keyword",
    "c variable",
  ]);
  expect(colours("crn Clock { rate: exp(rate) }")).toEqual([
    "crn keyword",
    "Clock type",
    "rate property",
    "exp function",
    "rate variable",
  ]);
  expect(colours("rate k = 0.5 [1/(nM*s)]")).toEqual([
    "rate keyword",
    "k variable",
    "0.5 number",
    "1 number",
    "nM attribute",
    "s attribute",
  ]);
  expect(colours("train Line on points { on: on }")).toEqual([
    "train keyword",
    "Line type",
    "on keyword",
    "points type",
    "on property",
    "on variable",
  ]);
  expect(colours("module Pump(species A, rate k = rate) {}")).toEqual([
    "module keyword",
    "Pump type",
    "species keyword",
    "A variable",
    "rate keyword",
    "k variable",
    "rate variable",
  ]);
  expect(colours("clamped species `x y`, ∅; input ->{rate} loss[2]")).toEqual([
    "clamped keyword",
    "species keyword",
    "`x y` variable",
    "∅ constant",
    "input variable",
    "rate variable",
    "loss variable",
    "2 number",
  ]);
});

test.runIf(hasTreeSitter)("the outline has the declarations with their names", () => {
  const text = "crn A {\n  phase p { A -> 0 }\n  species B\n}\nsimulate A { until: 1 }\nconst crn = 1\n";
  const [found] = captures(folder, "outline.scm", [text]);
  const lines = found!.map(({ name, start, end }) => `${name}: ${text.slice(start, end).split("\n", 1)[0]}`);
  expect(lines).toEqual([
    "item: crn A {",
    "context: crn",
    "name: A",
    "item: phase p { A -> 0 }",
    "context: phase",
    "name: p",
    "item: simulate A { until: 1 }",
    "context: simulate",
    "name: A",
  ]);
});

test.runIf(hasTreeSitter)("brackets belong together, also where others are missing", () => {
  const pairs = (text: string): readonly string[] => {
    const [found] = captures(folder, "brackets.scm", [text]);
    return found!.map(({ name, start }) => `${name} ${start}`);
  };
  expect(pairs("a { (b] [c) }")).toEqual(["open 2", "close 12"]);
  expect(pairs("A ->{k B\nx { ( }")).toEqual(["open 11", "close 15"]);
  expect(pairs("a { b ( c [1] ) } }")).toEqual([
    "open 2",
    "open 6",
    "open 10",
    "close 12",
    "close 14",
    "close 16",
  ]);
});

test.runIf(hasTreeSitter).each(["indents.scm", "overrides.scm"])("%s fits the grammar", (query) => {
  const [found] = captures(folder, query, ['crn A { // b\n f(1, "c", [d]) }']);
  expect(new Set(found!.map(({ name }) => name))).toEqual(
    new Set(query === "indents.scm" ? ["indent", "end"] : ["comment.inclusive", "string"]),
  );
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /^(?:node_modules|dist|runs)$/.test(entry.name) ? [] : filesIn(name);
    return name.endsWith(".ncrn") ? [name] : [];
  });
}

/** Zed lets the last pattern hold. */
function coloursByStart(found: readonly Capture[]): ReadonlyMap<number, Capture> {
  const colours = new Map<number, Capture>();
  for (const capture of found) {
    const before = colours.get(capture.start);
    const holds = before === undefined || capture.pattern > before.pattern;
    if (!capture.name.startsWith("_") && holds) colours.set(capture.start, capture);
  }
  return colours;
}

/** Tokens that have another colour than the lexer's kind of token allows, with their line. */
function misreadings(text: string, found: readonly Capture[]): readonly string[] {
  const colours = coloursByStart(found);
  return writtenTokens(createSourceText("file.ncrn", text)).flatMap(({ kind, span }) => {
    if (kind === "lineEnd") return [];
    const capture = colours.get(span.start);
    const allowed = kind === "name" ? NAMES : kind === "symbol" ? ["operator", "punctuation"] : [kind];
    const name = capture?.name.split(".")[0] ?? "nothing";
    if (capture?.end === span.end && allowed.includes(name)) return [];
    const line = text.slice(text.lastIndexOf("\n", span.start - 1) + 1).split("\n", 1)[0];
    return [`${text.slice(span.start, span.end)} is ${name}, not ${kind}, in: ${line}`];
  });
}

/** Files with pieces missing and words in wrong places, and heaps of words. */
function damagedTexts(count: number): readonly string[] {
  const words = tokenTable.flatMap(({ spellings }) => spellings);
  const pieces = [
    ...words,
    "\n",
    "\r\n",
    "\t",
    '"',
    "`",
    "\\",
    "//",
    "///",
    "////",
    "/*",
    "*/",
    "1.5e",
    "x²",
    "🧪",
    "#",
  ];
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const piece = (): string => pieces[random(pieces.length)]!;
  return Array.from({ length: count }, (_, index) => {
    if (index % 5 === 0) return Array.from({ length: 200 }, piece).join(random(2) === 0 ? " " : "");
    let text = texts[random(texts.length)]!.slice(0, 3000).replaceAll("\0", "");
    for (let damage = 1 + random(12); damage > 0; damage--) {
      const at = random(text.length + 1);
      text = text.slice(0, at) + (random(2) === 0 ? piece() : "") + text.slice(at + random(2) * random(10));
    }
    return text;
  });
}
