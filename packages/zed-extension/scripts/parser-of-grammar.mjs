// How a committed parser and the grammar that it was made from are known to belong together, and where Tree-sitter is.
import { createHash } from "node:crypto";

/** The first line of a parser that was made from this text of a grammar. */
export function fingerprintLine(grammar) {
  return `// Made from grammar.json with SHA-256 ${createHash("sha256").update(grammar).digest("hex")}\n`;
}

/** The program of Tree-sitter: that of the variable `TREE_SITTER`, else from the PATH. */
export function treeSitter() {
  return process.env["TREE_SITTER"] ?? "tree-sitter";
}
