// What stands between braces, and the top of a file: items on lines of their own, or a short record on one line.

import type { Doc } from "prettier";
import type { Node } from "../ast/nodes.js";
import {
  group,
  hardline,
  hasLineEndBetween,
  ifBreak,
  indent,
  line,
  type NodePath,
  type Print,
  type PrintOptions,
  printAll,
} from "./document.js";
import { hasDanglingComments, leadingStart, printDanglingComments } from "./print-comment.js";

/** `{ … }` with every statement on a line of its own. */
export function printBlock(path: NodePath, options: PrintOptions, print: Print): Doc {
  const items = printItems(path, "statements", options, print);
  return items === "" ? "{}" : ["{", indent([hardline, items]), hardline, "}"];
}

/** `{ a; b }` on one line if that is how it was written and it fits, otherwise as a block. */
export function printBraces(path: NodePath, key: string, options: PrintOptions, print: Print): Doc {
  const items = itemsOf(path, key);
  const [first] = items;
  if (first === undefined || hasDanglingComments(path)) {
    const inner = printItems(path, key, options, print);
    return inner === "" ? "{}" : ["{", indent([hardline, inner]), hardline, "}"];
  }
  const text = options.originalText;
  const open = openingBefore(text, path.node as Node, leadingStart(first));
  if (hasLineEndBetween(text, open, leadingStart(first))) {
    return ["{", indent([hardline, printItems(path, key, options, print)]), hardline, "}"];
  }
  const parts = printAll(path, key, print).map(
    (item, index): Doc => (index === 0 ? item : [ifBreak("", ";"), line, item]),
  );
  return group(["{", indent([line, ...parts]), line, "}"]);
}

/** Items on lines of their own, with at most one empty line between them where the text has any; "" if there are none. */
export function printItems(path: NodePath, key: string, options: PrintOptions, print: Print): Doc {
  const items = itemsOf(path, key);
  if (items.length === 0) return printDanglingComments(path, options);
  const parts = printAll(path, key, print).map((item, index): Doc => {
    const next = items[index + 1];
    if (next === undefined) return item;
    const between = options.originalText.slice((items[index] as Node).span.end, leadingStart(next));
    return [item, hardline, hasEmptyLine(between) ? hardline : ""];
  });
  return hasDanglingComments(path) ? [...parts, hardline, printDanglingComments(path, options)] : parts;
}

function itemsOf(path: NodePath, key: string): readonly Node[] {
  return (path.node as unknown as Record<string, readonly Node[]>)[key] ?? [];
}

/** The offset of the `{` before the first item. */
function openingBefore(text: string, node: Node, first: number): number {
  const open = text.lastIndexOf("{", first - 1);
  return Math.max(open, node.span.start);
}

/** True if the line on which the text starts is followed by an empty one. */
function hasEmptyLine(between: string): boolean {
  return /^[^\n]*\n[ \t\r]*\n/.test(between);
}
