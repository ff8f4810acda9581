// What an outline is made of: entries with their names and details, cut to what is read at a glance.

import { type NameNode, type Node, type SourceText, type Span, textOf } from "@ncrn/language";

/** What an entry is; the protocol has other words for them. */
export type OutlineKind =
  | "network"
  | "model"
  | "module"
  | "learn"
  | "data"
  | "run"
  | "function"
  | "constant"
  | "import"
  | "species"
  | "rate"
  | "input"
  | "weight"
  | "output"
  | "definition"
  | "instance"
  | "phase"
  | "column"
  | "loop"
  | "event"
  | "reaction"
  | "equation";

/** One thing in a file. */
export interface OutlineEntry {
  /** Never empty. */
  readonly name: string;
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  /** What is selected when the entry is chosen; inside `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

/** What is said about a node; without a name of its own all of it is selected. */
export type Described = Pick<OutlineEntry, "name" | "detail" | "kind"> & {
  readonly nameSpan?: Span;
  readonly children?: readonly OutlineEntry[];
};

/** An entry for a node; a missing name gives way to `fallback`. */
export function entry(node: Node, described: Described): OutlineEntry {
  const { name, detail, kind, nameSpan = node.span, children = [] } = described;
  return { name, detail, kind, span: node.span, nameSpan, children };
}

/** The name of an entry that the user may not have written yet. */
export function nameOr(
  name: NameNode,
  fallback: string,
): { readonly name: string; readonly nameSpan?: Span } {
  return name.kind === "Name" ? { name: name.text, nameSpan: name.span } : { name: fallback };
}

/** Longer texts are cut: an outline is read at a glance. */
const LONGEST_TEXT = 100;

/** The text of a node on one line. */
export function oneLine(source: SourceText, node: Node): string {
  return shortened(textOf(source, node.span));
}

/** A text without comments, cut, on one line. */
export function shortened(text: string): string {
  const line = /[\n\r\t/;]| {2}/.test(text) ? onOneLine(text) : text.trim();
  if (line.length <= LONGEST_TEXT) return line;
  const characters = [...line];
  return characters.length <= LONGEST_TEXT ? line : `${characters.slice(0, LONGEST_TEXT - 1).join("")}…`;
}

function onOneLine(text: string): string {
  return text
    .replace(/\/\/[^\r\n]*/g, " ")
    .replace(/\s+/g, " ")
    .replace(/;\s*$/, "")
    .trim();
}
