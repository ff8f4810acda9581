// Makes the species a signal, also in the middle of a list.

import type { Span } from "../../text/span.js";
import { defineFixer, type TextEdit } from "../fix.js";

export const notKinetic = defineFixer("not-kinetic", ({ name }, { origin }, source) => {
  const base = name.replace(/\[.*$/s, "");
  const item = itemOf(source.content, base, origin.span.start);
  if (item === undefined) return [];
  return [{ title: `Declare \`${base}\` as signal`, edits: editsFor(item) }];
});

/** One species in the list of its declaration. */
interface ListedItem {
  /** The keyword, if the species is the first of the list. */
  readonly keyword: Span | undefined;
  /** The comma before and the comma behind, with the blanks around them. */
  readonly before: Span | undefined;
  readonly after: Span | undefined;
}

/** What stands between two commas of the list: a shape may hold commas of its own. */
const itemText = String.raw`(?:\[[^\]\n]*\]|\([^)\n]*\)|[^,;\n{}()[\]/]|/(?!/))`;

/** The declaration of a species that is nearest before `offset`. */
function itemOf(content: string, name: string, offset: number): ListedItem | undefined {
  const declarations = new RegExp(
    String.raw`(?<!clamped[ \t]+)\bspecies([ \t]+)(${itemText}+(?:,${itemText}+)*)`,
    "gu",
  );
  let found: ListedItem | undefined;
  for (const match of content.slice(0, offset).matchAll(declarations)) {
    const start = match.index + "species".length + (match[1] ?? "").length;
    found = itemIn(match[2] ?? "", name, { keyword: match.index, start }) ?? found;
  }
  return found;
}

function itemIn(
  list: string,
  name: string,
  at: { readonly keyword: number; readonly start: number },
): ListedItem | undefined {
  let start = 0;
  for (const [text] of list.matchAll(new RegExp(`${itemText}+`, "gu"))) {
    const end = start + text.length;
    if (/^\s*([^\s=>[]+)/.exec(text)?.[1] === name) {
      const blanks = /^\s*/.exec(list.slice(end + 1))?.[0].length ?? 0;
      const leading = /^\s*/.exec(text)?.[0].length ?? 0;
      return {
        keyword: start === 0 ? { start: at.keyword, end: at.keyword + "species".length } : undefined,
        before: start === 0 ? undefined : { start: at.start + start - 1, end: at.start + start + leading },
        after: end === list.length ? undefined : { start: at.start + end, end: at.start + end + 1 + blanks },
      };
    }
    start = end + 1;
  }
  return undefined;
}

function editsFor({ keyword, before, after }: ListedItem): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  if (keyword !== undefined) edits.push({ span: keyword, text: "signal" });
  if (before !== undefined) edits.push({ span: before, text: "; signal " });
  if (after !== undefined) edits.push({ span: after, text: "; species " });
  return edits;
}
