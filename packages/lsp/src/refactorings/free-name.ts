// A wish → a name that means nothing yet in a file.

import { builtinFunctions, descendants, type LoadedDocument, tokenTable } from "@ncrn/language";

/** The wished name, or with the first number behind it that nothing else is called; `k_1` for a wish like `k 1`. */
export function freeName({ document }: LoadedDocument, wish: string): string {
  const base = wish.replace(/[^\p{L}\p{N}_]/gu, "_");
  const taken = new Set([
    "time",
    ...builtinFunctions.map(({ name }) => name),
    ...tokenTable.flatMap(({ spellings }) => spellings),
  ]);
  for (const node of descendants(document)) if (node.kind === "Name") taken.add(node.text);
  if (!taken.has(base)) return base;
  let number = 1;
  while (taken.has(`${base}${number}`)) number++;
  return `${base}${number}`;
}
