// Which declarations carry errors that elaboration does not see: those of the parser and of name resolution.

import type { Node } from "../ast/nodes.js";
import { descendants } from "../ast/walk.js";
import { spanContains } from "../text/span.js";
import type { LoadedDocument } from "./load-documents.js";
import type { NameTable } from "./name-table.js";

/** True if a syntax error or an unresolved name lies inside the node. */
export function isFaultyDeclaration(loaded: LoadedDocument, names: NameTable, node: Node): boolean {
  const inSyntax = loaded.diagnostics.some(
    ({ severity, origin }) => severity === "error" && spanContains(node.span, origin.span),
  );
  return inSyntax || containsFault(names, node);
}

function containsFault(names: NameTable, node: Node): boolean {
  for (const part of descendants(node)) {
    if (names.faulty.has(part) || part.kind.startsWith("Missing")) return true;
  }
  return false;
}
