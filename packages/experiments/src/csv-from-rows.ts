// Header and rows → CSV text, numbers with all their digits.

import type { Cell } from "./data/data-set.js";

/** One line a row, `\n` at the end of each; an undefined cell stays empty. */
export function csvFromRows(
  header: readonly string[],
  rows: readonly (readonly (Cell | undefined)[])[],
): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(",")}\n`).join("");
}

function cellText(cell: Cell | undefined): string {
  const text = cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
