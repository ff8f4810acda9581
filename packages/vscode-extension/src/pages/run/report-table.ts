// The lines of a report → a table.

import type { ReportEntry } from "@ncrn/experiments";
import { element } from "../shared/elements.js";
import { numberLabel } from "./axis-ticks.js";

/** A heading and a table; nothing for an empty report. */
export function reportTable(report: readonly ReportEntry[]): readonly HTMLElement[] {
  if (report.length === 0) return [];
  const rows = report.map(({ label, value, unit, note }) =>
    element(
      "tr",
      {},
      element("td", {}, label),
      element(
        "td",
        {},
        Number.isNaN(value) ? "–" : `${numberLabel(value)}${unit === undefined ? "" : ` ${unit}`}`,
      ),
      element("td", { class: "faint" }, note ?? ""),
    ),
  );
  return [element("h2", {}, "Report"), element("table", {}, element("tbody", {}, ...rows))];
}
