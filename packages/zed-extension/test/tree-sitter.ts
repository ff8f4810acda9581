// Tree-sitter's own program on the committed parser. Needs `cargo install tree-sitter-cli` and a C compiler; what is asked of it is
// skipped without them. TREE_SITTER says where the program is, if it is not on the PATH.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { treeSitter } from "../scripts/parser-of-grammar.mjs";

export const parts = path.dirname(import.meta.dirname);
export const queries = path.join(parts, "extension", "languages", "ncrn");

const LANGUAGE = {
  grammars: [{ name: "ncrn", scope: "source.ncrn", path: ".", "file-types": ["ncrn"] }],
  metadata: { version: "0.1.0", license: "MIT", links: { repository: "https://example.org/ncrn" } },
};

export const hasTreeSitter =
  spawnSync(treeSitter(), ["--version"]).status === 0 && spawnSync("cc", ["--version"]).status === 0;
if (!hasTreeSitter) {
  console.log("Skipped: checks of the parser for Zed need `cargo install tree-sitter-cli` and a C compiler.");
}

/** A capture of a query; offsets count UTF-16 units. */
export interface Capture {
  readonly pattern: number;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A folder for files, in which Tree-sitter knows the grammar. The caller removes it. */
export function grammarFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "ncrn-tree-sitter-"));
  cpSync(path.join(parts, "grammar"), folder, { recursive: true });
  writeFileSync(path.join(folder, "tree-sitter.json"), JSON.stringify(LANGUAGE));
  return folder;
}

/** The texts whose trees have an error, or a node that was made up. */
export function textsWithErrors(folder: string, texts: readonly string[]): readonly string[] {
  const files = written(folder, texts);
  const { stdout } = run(folder, ["parse", "--quiet", "--json-summary", "--paths", files]);
  const { parse_summaries: summaries } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as {
    parse_summaries: readonly { successful: boolean }[];
  };
  if (summaries.length !== texts.length)
    throw new Error(`${summaries.length} of ${texts.length} were parsed`);
  return texts.filter((_, index) => !summaries[index]!.successful);
}

/** All captures of a query in each text, in the order of the text. */
export function captures(folder: string, query: string, texts: readonly string[]): readonly Capture[][] {
  const files = written(folder, texts);
  const { stdout } = run(folder, ["query", "--captures", "--paths", files, path.join(queries, query)]);
  const found: Capture[][] = texts.map(() => []);
  let index = -1;
  for (const line of stdout.split("\n")) {
    const file = /^\S.*?(\d+)\.ncrn$/.exec(line);
    if (file) index = Number(file[1]);
    const match = CAPTURE.exec(line);
    if (!match) continue;
    const [pattern = 0, , ...place] = match.slice(1).map(Number);
    const [fromRow = 0, fromColumn = 0, toRow = 0, toColumn = 0] = place;
    const offset = offsetIn(texts[index]!);
    const [start, end] = [offset(fromRow, fromColumn), offset(toRow, toColumn)];
    found[index]!.push({ pattern, name: match[2]!, start, end });
  }
  return found;
}

const CAPTURE =
  /^ {4}pattern: +(\d+), capture: (?:\d+ - )?([\w.]+), start: \((\d+), (\d+)\), end: \((\d+), (\d+)\)/;

/** Tree-sitter counts rows, and bytes in them. */
function offsetIn(text: string): (row: number, column: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (row, column) => {
    const start = starts[row] ?? text.length;
    return start + Buffer.from(text.slice(start)).subarray(0, column).toString().length;
  };
}

function written(folder: string, texts: readonly string[]): string {
  const files = texts.map((text, index) => {
    const file = path.join(folder, `${index}.ncrn`);
    writeFileSync(file, text);
    return file;
  });
  const list = path.join(folder, "files.txt");
  writeFileSync(list, `${files.join("\n")}\n`);
  return list;
}

function run(folder: string, words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(treeSitter(), words, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e9,
    env: { ...process.env, XDG_CACHE_HOME: path.join(folder, "cache"), NO_COLOR: "1" },
  });
  if (stdout === "") throw new Error(`Tree-sitter ended with ${status}: ${stderr}`);
  return { stdout };
}
