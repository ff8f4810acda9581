// Replaces the name by the one that was probably meant, or declares it as its uses need it.

import { writtenName } from "../../tokens/written-name.js";
import { defineFixer, type Fix, insertionInBlock } from "../fix.js";

export const unknownName = defineFixer(
  "unknown-name",
  ({ name, suggestion, declare, declareAt, shape, places }, _, source) => {
    const fixes: Fix[] = [];
    if (suggestion !== undefined) {
      fixes.push({
        title: `Replace by \`${suggestion}\``,
        edits: places.map((span) => ({ span, text: writtenName(suggestion) })),
      });
    }
    if (declareAt === undefined || shape === undefined) return fixes;
    for (const keyword of declare) {
      const start = initialValues[keyword];
      // A constant has no shape of its own.
      if (start === undefined || (keyword === "const" && shape.length > 0)) continue;
      const index = shape.length === 0 ? "" : `[${shape.join(", ")}]`;
      const edit = insertionInBlock(source, declareAt, `${keyword} ${writtenName(name)}${index} = ${start}`);
      fixes.push({ title: `Declare \`${name}${index}\` as ${keyword}`, edits: [edit] });
    }
    return fixes;
  },
);

/** Keywords that can declare a name, with a value to begin with. */
const initialValues: Readonly<Record<string, string>> = { species: "0", signal: "0", rate: "1", const: "1" };
