// A position in a document → the tree, the name and the declaration that stand there.

import {
  type DeclaredSymbol,
  type Document,
  type LoadedDocument,
  type Name,
  type Node,
  nodesAt,
} from "@ncrn/language";
import type { Position } from "vscode-languageserver";
import { occurrencesIn } from "./navigation/occurrences.js";
import type { Snapshot } from "./snapshot.js";
import { offsetFromPosition } from "./to-lsp.js";

/** What stands at a position. */
export interface Cursor {
  readonly offset: number;
  /** The nodes around the offset, outermost first; one whose end is at the offset is around it. */
  readonly nodes: readonly Node[];
  /** The name there, a declaring one or a use. */
  readonly name: Name | undefined;
  /** What the name means; undefined for an unknown one. */
  readonly symbol: DeclaredSymbol | undefined;
}

/** What stands at a position of the snapshot's document; undefined for a document too long to be analysed. */
export function cursorAt(snapshot: Snapshot, position: Position): Cursor | undefined {
  const document = documentOf(snapshot);
  if (document === undefined) return undefined;
  const offset = offsetFromPosition(snapshot.source, position);
  const nodes = nodesAt(document, offset);
  const name = nodes.at(-1)?.kind === "Name" ? (nodes.at(-1) as Name) : nameEndingAt(document, offset);
  const analysis = snapshot.analysis();
  const symbol =
    name && analysis && (analysis.references.symbolOf.get(name) ?? occurrencesIn(analysis).of(name)?.symbol);
  return { offset, nodes, name, symbol };
}

/** The snapshot's own file as loaded; undefined for a document too long to be analysed. */
export function loadedOf(snapshot: Snapshot): LoadedDocument | undefined {
  return snapshot.analysis()?.documents.find(({ source }) => source.name === snapshot.source.name);
}

/** The tree of the snapshot's own file; undefined for a document too long to be analysed. */
export function documentOf(snapshot: Snapshot): Document | undefined {
  return loadedOf(snapshot)?.document;
}

/** A cursor right behind a word belongs to it, also where another node begins there: `A|+ B`. */
function nameEndingAt(document: Document, offset: number): Name | undefined {
  const before = offset > 0 ? nodesAt(document, offset - 1).at(-1) : undefined;
  return before?.kind === "Name" && before.span.end === offset ? before : undefined;
}
