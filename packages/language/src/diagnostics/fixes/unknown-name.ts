// Replaces the name by the one that was probably meant, or declares it.

import { defineFixer, type Fix, insertionInBlock } from "../fix.js";

export const unknownName = defineFixer(
  "unknown-name",
  ({ name, suggestion, declare, declareAt, places }, _, source) => {
    const fixes: Fix[] = [];
    if (suggestion !== undefined) {
      fixes.push({
        title: `Replace by \`${suggestion}\``,
        edits: places.map((span) => ({ span, text: suggestion })),
      });
    }
    if (declareAt === undefined) return fixes;
    for (const keyword of declare) {
      const start = initialValues[keyword];
      if (start === undefined) continue;
      const edit = insertionInBlock(source, declareAt, `${keyword} ${name} = ${start}`);
      fixes.push({ title: `Declare \`${name}\` as ${keyword}`, edits: [edit] });
    }
    return fixes;
  },
);

/** Keywords that can declare a name, with a value to begin with. */
const initialValues: Readonly<Record<string, string>> = { species: "0", signal: "0", rate: "1", const: "1" };
