// What the printers share: Prettier's document builders and the shape of a printing function.

import type { AstPath, Doc, ParserOptions } from "prettier";
import { builders } from "prettier/doc";
import type { Comment, Document, Node } from "../ast/nodes.js";

export const { group, hardline, ifBreak, indent, join, line, literalline, softline } = builders;

/** The root that Prettier sees: the tree with its comments, which Prettier takes away and attaches to nodes. */
export interface FormattedDocument extends Document {
  readonly comments: readonly Comment[];
}

/** Any node that Prettier hands to the printer. */
export type PrintedNode = Node | FormattedDocument | Comment;

export type NodePath<N extends PrintedNode = PrintedNode> = AstPath<N>;

/** Prints a child: by property name, or the node that a path points at. */
export type Print = (selector?: string | NodePath) => Doc;

export type PrintOptions = ParserOptions<PrintedNode>;

/** The printed children of a list property, in order. */
export function printAll(path: NodePath, key: string, print: Print): Doc[] {
  return path.map(print as (child: AstPath) => Doc, key as never);
}

/** A descendant, by the properties that lead to it. */
export function printAt(path: NodePath, keys: readonly string[], print: Print): Doc {
  return (path as AstPath).call(print as (child: AstPath) => Doc, ...(keys as [string]));
}

/** A comma-separated list that breaks after its commas. */
export function commaList(parts: readonly Doc[]): Doc {
  return join([",", line], [...parts]);
}

/** True if the text between two offsets contains a line end. */
export function hasLineEndBetween(text: string, start: number, end: number): boolean {
  const lineEnd = text.indexOf("\n", start);
  return lineEnd !== -1 && lineEnd < end;
}
