// Lines of counts → tables for a terminal.

import type { CountLine } from "@ncrn/compiler";
import { tableText } from "../table.js";

/** A table with one line for each thing that is counted; the parts of a total stand indented below it. */
export function countLinesText(
  headings: readonly string[],
  lines: readonly CountLine[],
  columns: (line: CountLine) => readonly string[],
): string {
  return tableText([["", ...headings], ...lines.map((line) => [labelOf(line), ...columns(line)])], "  ");
}

function labelOf({ of, by, key }: CountLine): string {
  switch (by) {
    case undefined:
      return of;
    case "role":
      return `  ${key?.replaceAll("-", " ")}`;
    case "order":
      return `  of order ${key}`;
    case "phase":
      return key === "always" ? "  in every phase" : `  in phase ${key}`;
    case "window":
      return key === "always" ? "  in every window" : `  in window ${key}`;
  }
}
