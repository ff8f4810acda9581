// `const a = 1, b = 2` → one declaration for each name, where the word takes one only.

import { lineColumnAt, lineText, type SourceText, textOf } from "../../text/source-text.js";
import type { Fix } from "../fix.js";
import { itemListAround } from "./item-list.js";

/** The repair at one of the commas; undefined if what follows is no name with a value. */
export function separateDeclarations(source: SourceText, comma: number): Fix | undefined {
  const list = itemListAround(source, comma);
  if (list === undefined || !takesOneName.has(list.keyword)) return undefined;
  const [, ...others] = list.items;
  const areWhole = list.items.every((item) =>
    /^(`[^`]*`|[\p{L}_][^\s=]*)\s*=[^=]/u.test(textOf(source, item)),
  );
  const [only, another] = others;
  if (only === undefined || !areWhole) return undefined;
  const { line, column } = lineColumnAt(source, list.span.start);
  const before = lineText(source, line).slice(0, column - 1);
  const isFirst = /^[ \t]*$/.test(before);
  const separator = isFirst ? `\n${before}` : "; ";
  const title =
    another !== undefined
      ? `Write one \`${list.keyword}\` for each name`
      : `Write \`${list.keyword} ${textOf(source, only)}\` ${isFirst ? "on a line of its own" : "after a `;`"}`;
  const edits = others.map((item, index) => ({
    span: { start: list.commas[index]?.start ?? item.start, end: item.start },
    text: `${separator}${list.keyword} `,
  }));
  return { title, edits };
}

const takesOneName: ReadonlySet<string> = new Set(["const", "let"]);
