// Removes the declaration: the whole statement, or the one name out of its list.

import type { ImportDeclaration } from "../../ast/nodes.js";
import { parse } from "../../parse.js";
import type { SourceText } from "../../text/source-text.js";
import type { Span } from "../../text/span.js";
import { defineFixer, removal, type TextEdit } from "../fix.js";
import { itemListAround } from "./item-list.js";

export const unusedDeclaration = defineFixer("unused-declaration", ({ name }, { origin }, source) => {
  const { start } = origin.span;
  const list = itemListAround(source, start) ?? importAround(source, start);
  const index = list?.items.findIndex((item) => item.start === start) ?? -1;
  if (list === undefined || index < 0) return [];
  return [{ title: `Remove \`${name}\``, edits: editsFor(source, list, index) }];
});

interface Names {
  /** The whole statement. */
  readonly span: Span;
  readonly items: readonly Span[];
}

/** Imports of single names are not looked at, so that what is not used is a file. */
function importAround(source: SourceText, offset: number): Names | undefined {
  const found = parse(source).document.declarations.find(
    (one): one is ImportDeclaration =>
      one.kind === "ImportDeclaration" && one.span.start <= offset && offset < one.span.end,
  );
  if (found === undefined) return undefined;
  const { span, path, alias } = found;
  return { span, items: [(alias ?? path).span] };
}

function editsFor(source: SourceText, { span, items }: Names, index: number): readonly TextEdit[] {
  const [before, item, next] = [items[index - 1], items[index], items[index + 1]];
  if (item === undefined || items.length === 1) return [removal(source, span)];
  if (before === undefined) return [{ span: { start: item.start, end: next?.start ?? item.end }, text: "" }];
  const between = source.content.slice(before.end, item.start);
  if (/^\s*,\s*$/.test(between)) return [{ span: { start: before.end, end: item.end }, text: "" }];
  // What is said between the two is about the one before.
  const comma = before.end + between.indexOf(",");
  return [{ span: { start: comma, end: comma + 1 }, text: "" }, removal(source, item)];
}
