// The lines of a report → a table.

import type { ReportEntry } from "@ncrn/experiments";
import type { ChangedValue, SourceDifference } from "../../messages/run-messages.js";
import { element } from "../shared/elements.js";
import { numberLabel } from "../shared/number-label.js";
import { changeText } from "./change-text.js";

/** Which values were not those of the text; nothing if all were. */
export function changesParagraph(changed: readonly ChangedValue[]): readonly HTMLElement[] {
  if (changed.length === 0) return [];
  const list = changed.map((change) => changeText(change, numberLabel)).join(", ");
  return [element("p", { class: "changes" }, `Set by sliders: ${list}.`)];
}

/** How far the network is from its source; nothing if that was not asked for. */
export function comparisonParagraph(
  comparison: SourceDifference | undefined,
  timeUnit: string | undefined,
): readonly HTMLElement[] {
  if (comparison === undefined) return [];
  const { value, name, time } = comparison;
  const when = `t = ${numberLabel(time)}${timeUnit === undefined ? "" : ` ${timeUnit}`}`;
  const text = `Source and lowered network differ by at most ${numberLabel(Number(value.toPrecision(2)))} (relative, ${name} at ${when}).`;
  return [element("p", { class: "comparison" }, text)];
}

/** A heading and a table; nothing for an empty report. */
export function reportTable(report: readonly ReportEntry[]): readonly HTMLElement[] {
  if (report.length === 0) return [];
  const rows = report.map((entry) =>
    element(
      "tr",
      {},
      element("td", {}, entry.label),
      element("td", {}, valueText(entry)),
      element("td", { class: "faint" }, entry.note ?? ""),
    ),
  );
  return [element("h2", {}, "Report"), element("table", {}, element("tbody", {}, ...rows))];
}

/** Of a mean over several runs with its standard deviation. */
function valueText({ value, deviation, unit }: ReportEntry): string {
  if (Number.isNaN(value)) return "–";
  const spread = deviation === undefined ? "" : ` ± ${numberLabel(Number(deviation.toPrecision(3)))}`;
  return `${numberLabel(value)}${spread}${unit === undefined ? "" : ` ${unit}`}`;
}
