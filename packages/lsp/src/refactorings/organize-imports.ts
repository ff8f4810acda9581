// Imports without what nothing uses, in the order of their paths, each with its names in order.

import {
  type Declaration,
  hasErrors,
  type ImportDeclaration,
  type LoadedDocument,
  type NameNode,
  spanContains,
  textOf,
} from "@ncrn/language";
import { CodeActionKind } from "vscode-languageserver";
import { loadedOf } from "../cursor.js";
import { editedText } from "../edited-text.js";
import { lineEdits } from "../line-edits.js";
import { identityOf, occurrencesIn } from "../navigation/occurrences.js";
import type { Snapshot } from "../snapshot.js";
import type { SpanEdit } from "../to-lsp.js";
import { isWhole } from "./reaction-at.js";
import type { SourceAction } from "./source-actions.js";
import { removalOf } from "./statement-edits.js";

export const organizeImports: SourceAction = {
  kind: CodeActionKind.SourceOrganizeImports,
  title: "Sort imports and remove unused ones",
  edits: organized,
};

function organized(snapshot: Snapshot): readonly SpanEdit[] {
  const loaded = loadedOf(snapshot);
  if (loaded === undefined || hasErrors(loaded.diagnostics)) return [];
  const imports = loaded.document.declarations.filter(isImport).filter(isWhole) as ImportDeclaration[];
  const isUnused = unusedIn(snapshot, loaded);
  const texts = imports.map((node) => ({ node, text: textWithoutUnused(loaded, node, isUnused) }));
  const kept = texts.filter(({ text }) => text !== undefined);
  const order = mayMove(loaded, imports)
    ? [...kept].sort((a, b) => compare(pathOf(a.node), pathOf(b.node)))
    : kept;
  // Slots of what is left, so that comments above the imports keep their places.
  const edits = kept.map(
    ({ node }, index): SpanEdit => ({ span: node.span, text: order[index]?.text ?? "" }),
  );
  const gone = texts.filter(({ text }) => text === undefined);
  const all = [...edits, ...gone.map(({ node }) => removalOf(loaded.source, node.span))];
  return lineEdits(loaded.source.content, editedText(loaded.source.content, all));
}

function isImport(node: Declaration): node is ImportDeclaration {
  return node.kind === "ImportDeclaration";
}

/** Names of imports that are read nowhere else in the file. None as long as mistakes may hide a use. */
function unusedIn(snapshot: Snapshot, { document, source }: LoadedDocument): (name: NameNode) => boolean {
  const analysis = snapshot.analysis();
  if (analysis === undefined || hasErrors(analysis.diagnostics)) return () => false;
  const occurrences = occurrencesIn(analysis);
  const imports = document.declarations.filter(isImport);
  const used = new Set(
    (occurrences.byFile.get(source.name) ?? [])
      .filter(({ name }) => !imports.some(({ span }) => spanContains(span, name.span)))
      .map(({ symbol }) => identityOf(analysis, symbol)),
  );
  return (name) => {
    const symbol = name.kind === "Name" ? occurrences.of(name)?.symbol : undefined;
    return symbol !== undefined && !used.has(identityOf(analysis, symbol));
  };
}

/** The import as it is to be written; undefined if nothing of it is used. */
function textWithoutUnused(
  { source, comments }: LoadedDocument,
  node: ImportDeclaration,
  isUnused: (name: NameNode) => boolean,
): string | undefined {
  if (node.alias !== undefined && isUnused(node.alias)) return undefined;
  const written = textOf(source, node.span);
  if (node.names.length === 0 || comments.some(({ span }) => spanContains(node.span, span))) return written;
  const names = node.names.filter((name) => !isUnused(name));
  if (names.length === 0) return undefined;
  const [first, last] = [node.names[0]!.span.start, node.names.at(-1)!.span.end];
  const sorted = [...names].sort((a, b) => compare(a.text, b.text)).map(({ span }) => textOf(source, span));
  const isSame =
    names.length === node.names.length &&
    sorted.every((text, index) => text === textOf(source, names[index]!.span));
  if (isSame) return written;
  return (
    source.content.slice(node.span.start, first) +
    sorted.join(", ") +
    source.content.slice(last, node.span.end)
  );
}

/** Comments between imports may be about one of them, which would leave it behind. */
function mayMove({ document, comments }: LoadedDocument, imports: readonly ImportDeclaration[]): boolean {
  const [first, last] = [imports[0], imports.at(-1)];
  if (first === undefined || last === undefined) return false;
  const span = { start: first.span.start, end: last.span.end };
  const inside = document.declarations.filter((node) => spanContains(span, node.span));
  return inside.length === imports.length && !comments.some((comment) => spanContains(span, comment.span));
}

function pathOf({ path }: ImportDeclaration): string {
  return path.kind === "StringLiteral" ? path.value : "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
