// A chart → a table as text: the places, then one column a line, then the edges of its band.

import { changeText } from "./change-text.js";
import type { Chart } from "./chart-data.js";

/**
 * Comma-separated values with a header row; numbers as short as they can be read back exactly. What sliders have changed
 * stands above in lines that begin with `#`.
 */
export function csvOfChart({ horizontal, places, series, changed }: Chart): string {
  const columns = series.flatMap(({ name, values, band }) => [
    { name, values },
    ...(band === undefined
      ? []
      : [
          { name: `${name} low`, values: band.low },
          { name: `${name} high`, values: band.high },
        ]),
  ]);
  const header = [horizontal.replace(/ \(.*\)$/, ""), ...columns.map(({ name }) => name)];
  const rows = places.map((place, index) => [place, ...columns.map(({ values }) => values[index] ?? "")]);
  return notesOf({ changed }) + [header.map(quoted), ...rows].map((row) => `${row.join(",")}\n`).join("");
}

/** What sliders have changed, in lines that begin with `#`. */
export function notesOf({ changed }: Pick<Chart, "changed">): string {
  return changed.map((change) => `# ${changeText(change, String)}\n`).join("");
}

function quoted(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
