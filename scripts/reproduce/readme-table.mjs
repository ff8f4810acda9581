// The table of a folder, between its marks in the README.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tableText } from "./table.mjs";

const START = "<!-- generated: results -->";
const END = "<!-- end: results -->";

/** Replaces what stands between the marks by the table of the summaries. */
export function fillReadme(file, summaries) {
  const local = summaries.map((summary) => ({ ...summary, name: path.basename(summary.name) }));
  fillMarks(file, tableText(local, { link: true }));
}

/** Replaces what stands between the marks; a file without them stays as it is. */
export function fillMarks(file, table) {
  if (!existsSync(file)) return;
  const text = readFileSync(file, "utf8");
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start === -1 || end === -1) return;
  writeFileSync(file, `${text.slice(0, start)}${START}\n\n${table}\n\n${text.slice(end)}`);
}
