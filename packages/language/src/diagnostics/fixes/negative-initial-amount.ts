// Makes the species a signal, if it is declared alone.

import { defineFixer } from "../fix.js";

export const negativeInitialAmount = defineFixer(
  "negative-initial-amount",
  ({ name }, { origin }, source) => {
    const declaration = /\bspecies(\s+[^\s,;{}]+(\s*>=\s*0)?\s*=\s*)$/.exec(
      source.content.slice(0, origin.span.start),
    );
    const next = /^[^\n;,}]*/.exec(source.content.slice(origin.span.end))?.[0] ?? "";
    if (declaration === null || source.content[origin.span.end + next.length] === ",") return [];
    const start = declaration.index;
    return [
      {
        title: `Declare \`${name}\` as signal`,
        edits: [{ span: { start, end: start + "species".length }, text: "signal" }],
      },
    ];
  },
);
