// Which declarations carry errors that elaboration does not see: those of the parser and of name resolution; and which
// findings only follow from such errors.

import type { Declaration, Node } from "../ast/nodes.js";
import { descendants } from "../ast/walk.js";
import type { Diagnostic, DiagnosticCode } from "../diagnostics/diagnostic.js";
import { type Span, spanContains } from "../text/span.js";
import type { LoadedDocument } from "./load-documents.js";
import type { NameTable } from "./name-table.js";
import { holdsDamage, isDamaged } from "./syntax-damage.js";

/** True if a syntax error or an unresolved name lies inside the node. */
export function isFaultyDeclaration(loaded: LoadedDocument, names: NameTable, node: Node): boolean {
  if (holdsDamage(loaded.damage, node.span)) return true;
  // Nothing is missing in a text without syntax mistakes, and most declarations have no unresolved name.
  const mayContainFault = loaded.diagnostics.length > 0 || hasFaultWithin(names, node.span);
  return mayContainFault && containsFault(names, node);
}

/** True if something faulty has a place inside of the span, be it of another file. */
function hasFaultWithin(names: NameTable, span: Span): boolean {
  for (const faulty of names.faulty) if (spanContains(span, faulty.span)) return true;
  return false;
}

function containsFault(names: NameTable, node: Node): boolean {
  for (const part of descendants(node)) {
    if (names.faulty.has(part) || part.kind.startsWith("Missing")) return true;
  }
  return false;
}

/**
 * True if a finding about values or names only shows what a syntax error has left of the text: it stands in something
 * that was not understood, or misses something in a declaration that was not understood as a whole.
 */
export function followsFromSyntax(
  documents: readonly LoadedDocument[],
  { code, origin, data }: Diagnostic,
): boolean {
  const loaded = documents.find(({ source }) => source.name === origin.file);
  if (loaded === undefined || loaded.damage.places.length === 0) return false;
  const { damage, document } = loaded;
  if (isDamaged(damage, origin.span)) return true;
  if (code === "misplaced-statement")
    return damage.unclosedBlocks.some(
      ({ start, end }) => start <= origin.span.start && origin.span.start < end,
    );
  if (ofWholeFiles.has(code)) return true;
  // Phases are declared by a setting, not in a scope.
  const isPhase = code === "unknown-name" && data["what"] === "phase";
  if (!isPhase && !ofWholeDeclarations.has(code)) return false;
  const isAround = ({ span }: Declaration): boolean =>
    span.start <= origin.span.start && origin.span.start <= span.end;
  const declaration = document.declarations.find(isAround);
  return declaration !== undefined && holdsDamage(damage, declaration.span);
}

/** What is said about a declaration as a whole: that something is nowhere in it. */
const ofWholeDeclarations: ReadonlySet<DiagnosticCode> = new Set([
  "missing-key",
  "missing-equation",
  "loss-missing",
  "output-missing",
  "output-unread",
  "statistic-without-runs",
  "target-unused",
  "unfed-input",
  "volume-not-given",
]);

/** What is said about a quantity or name: that nothing in the whole file gives, makes, bounds or reads it. */
const ofWholeFiles: ReadonlySet<DiagnosticCode> = new Set([
  "uninitialised-species",
  "species-never-produced",
  "reaction-never-fires",
  "unbounded-species",
  "unused-declaration",
]);
