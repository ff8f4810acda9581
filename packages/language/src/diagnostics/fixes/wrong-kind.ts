// Changes the keyword of the declaration, if the name is declared alone.

import { defineFixer } from "../fix.js";

export const wrongKind = defineFixer("wrong-kind", ({ name, fixKeyword, declaration }, _, source) => {
  if (fixKeyword === undefined || declaration === undefined) return [];
  const before = /(clamped\s+species|species|rate|signal)\s+$/.exec(
    source.content.slice(0, declaration.start),
  );
  const after = /^[^\n;,}]*/.exec(source.content.slice(declaration.end))?.[0] ?? "";
  const isAlone = before !== null && source.content[declaration.end + after.length] !== ",";
  if (!isAlone) return [];
  const start = before.index;
  const edit = { span: { start, end: start + (before[1]?.length ?? 0) }, text: fixKeyword };
  return [{ title: `Declare \`${name}\` as ${fixKeyword}`, edits: [edit] }];
});
