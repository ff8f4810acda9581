// Writes grammar/src/grammar.json from the token table of the language, and has Tree-sitter make parser.c of it when it has
// changed. Run after a build, from this package's folder. Only who changes words of the language needs Tree-sitter: the parser
// is committed and names the grammar that it was made from.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tokenTable } from "@ncrn/language";
import { fingerprintLine, treeSitter } from "./parser-of-grammar.mjs";
import { grammarFromTokens } from "./tree-sitter-grammar.mjs";

const PARSER = "grammar/src/parser.c";

/** Zed reads versions 13 to 15; 15 wants more files. */
const FORMAT = "14";

const grammar = `${JSON.stringify(grammarFromTokens(tokenTable), undefined, 2)}\n`;
mkdirSync("grammar/src", { recursive: true });
writeFileSync("grammar/src/grammar.json", grammar);
const parser = existsSync(PARSER) ? readFileSync(PARSER, "utf8") : "";
if (!parser.startsWith(fingerprintLine(grammar))) makeParser();

function makeParser() {
  const { error, status, stderr } = spawnSync(
    treeSitter(),
    ["generate", "--abi", FORMAT, "src/grammar.json"],
    { cwd: "grammar", encoding: "utf8" },
  );
  if (error !== undefined) {
    console.log(
      "The words of the language have changed, and Tree-sitter, which makes the parser for Zed of them, was not found.\n" +
        "Install it (cargo install tree-sitter-cli), or set TREE_SITTER to where it is, and run: pnpm generate",
    );
    process.exit(1);
  }
  if (status !== 0) {
    console.log(stderr);
    process.exit(1);
  }
  for (const unneeded of ["alloc.h", "array.h"])
    rmSync(`grammar/src/tree_sitter/${unneeded}`, { force: true });
  writeFileSync("grammar/src/grammar.json", grammar); // as it was: Tree-sitter writes it, too
  writeFileSync(PARSER, fingerprintLine(grammar) + readFileSync(PARSER, "utf8"));
}
