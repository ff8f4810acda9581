// The points of a scan → a table, which says in words and numbers what the charts draw.

import { combinationAt } from "@ncrn/experiments";
import type { ScanCourse } from "../../messages/run-messages.js";
import { element } from "../shared/elements.js";
import { numberLabel } from "../shared/number-label.js";
import { withUnit } from "./chart-data.js";

/** Nobody reads more rows; files have all. */
const MOST_ROWS = 200;

/** A heading and a table, and how many points it leaves out; nothing as long as no point is finished. */
export function scanTable(course: ScanCourse): readonly HTMLElement[] {
  const { axes, measures, points } = course;
  if (points.length === 0) return [];
  const names = [...axes, ...measures].map(({ name, unit }) => withUnit(name, unit));
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
  const rows = points.slice(0, MOST_ROWS).map((point, row) => rowOf(course, point, row));
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
  const left = points.length - rows.length;
  return [
    element("h2", {}, "Points"),
    element("div", { class: "points", tabindex: "0", role: "region", "aria-label": "Points" }, table),
    ...(left > 0 ? [element("p", { class: "faint" }, `… and ${left} more, which the CSV has.`)] : []),
  ];
}

function rowOf({ axes, measures, failures }: ScanCourse, point: number, row: number): HTMLElement {
  const varied = combinationAt(axes, point).map((value) => element("td", {}, numberLabel(value)));
  const failure = failures.find((failed) => failed.point === point);
  if (failure !== undefined) {
    const span = String(Math.max(1, measures.length));
    return element("tr", {}, ...varied, element("td", { class: "reason", colspan: span }, failure.message));
  }
  const measured = measures.map(({ values, deviations, notes }) => {
    const [value, deviation] = [values[row] ?? Number.NaN, deviations?.[row] ?? Number.NaN];
    const spread = Number.isNaN(deviation) ? "" : ` ± ${rounded(deviation)}`;
    const note = notes[row] ?? "";
    const noteParts = note === "" ? [] : [element("span", { class: "faint" }, ` ${note}`)];
    return element("td", {}, Number.isNaN(value) ? "–" : `${rounded(value)}${spread}`, ...noteParts);
  });
  return element("tr", {}, ...varied, ...measured);
}

function rounded(value: number): string {
  return numberLabel(Number(value.toPrecision(5)));
}
