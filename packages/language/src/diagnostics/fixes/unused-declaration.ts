// Removes the declaration: the whole statement, or the one name out of its list.

import { defineFixer, removal } from "../fix.js";

export const unusedDeclaration = defineFixer("unused-declaration", ({ name }, { origin }, source) => {
  const { content } = source;
  const { start } = origin.span;
  const before = content.slice(0, start);
  const item =
    /^[^,;\n}]*(\[[^\]\n]*\])?[^,;\n}]*/
      .exec(content.slice(start))?.[0]
      .replace(/\s*\/\/.*$/, "")
      .trimEnd() ?? "";
  const end = start + item.length;
  const title = `Remove \`${name}\``;
  const listed = /,\s*$/.exec(before);
  if (/\(/.test(item) || /\([^)]*$/.test(before.slice(before.lastIndexOf("\n") + 1))) return [];
  if (listed !== null) return [{ title, edits: [{ span: { start: listed.index, end }, text: "" }] }];
  const next = /^\s*,\s*/.exec(content.slice(end));
  if (next !== null) return [{ title, edits: [{ span: { start, end: end + next[0].length }, text: "" }] }];
  const keyword = /(?:clamped\s+)?[a-z]+\s+$/.exec(before);
  return keyword === null ? [] : [{ title, edits: [removal(source, { start: keyword.index, end })] }];
});
