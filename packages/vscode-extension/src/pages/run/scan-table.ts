// The points of a scan → a table, which says in words and numbers what the charts draw.

import { combinationAt, type ScanAxis } from "@ncrn/experiments";
import type { MeasuredColumn, ScanCourse } from "../../messages/run-messages.js";
import { element } from "../shared/elements.js";
import { withUnit } from "./chart-data.js";
import { columnLabels } from "./column-labels.js";

/** Nobody reads more rows; files have all. */
const MOST_ROWS = 200;

/** Digits of the largest number of a column. */
const DIGITS = { varied: 6, measured: 5, deviation: 3 };

/** A heading and a table, and how many points it leaves out; nothing as long as no point is finished. */
export function scanTable(course: ScanCourse): readonly HTMLElement[] {
  const { points } = course;
  if (points.length === 0) return [];
  const shown = points.slice(0, MOST_ROWS);
  const columns: Columns = {
    varied: variedColumns(course.axes, shown),
    measured: course.measures.map((measure) => measuredColumn(measure, shown.length)),
  };
  const rows = shown.map((point, row) => rowOf(course, columns, { point, row }));
  const table = element(
    "table",
    {},
    element("thead", {}, headOf(course, columns)),
    element("tbody", {}, ...rows),
  );
  const left = points.length - rows.length;
  return [
    element("h2", {}, "Points"),
    element("div", { class: "points", tabindex: "0", role: "region", "aria-label": "Points" }, table),
    ...(left > 0 ? [element("p", { class: "faint" }, `… and ${left} more, which the CSV has.`)] : []),
  ];
}

/** Texts by row. */
interface Columns {
  readonly varied: readonly (readonly string[])[];
  readonly measured: readonly MeasuredTexts[];
}

interface MeasuredTexts {
  readonly numbers: readonly string[];
  /** Undefined if there are none: they stand in a column of their own, so that numbers stay below each other. */
  readonly notes: readonly string[] | undefined;
}

function variedColumns(axes: readonly ScanAxis[], points: readonly number[]): Columns["varied"] {
  const combinations = points.map((point) => combinationAt(axes, point));
  return axes.map((_, axis) =>
    columnLabels(
      combinations.map((values) => values[axis] ?? Number.NaN),
      DIGITS.varied,
    ),
  );
}

function measuredColumn({ values, deviations = [], notes }: MeasuredColumn, rows: number): MeasuredTexts {
  const shown = columnLabels(values.slice(0, rows), DIGITS.measured);
  const spreads = columnLabels(deviations.slice(0, rows), DIGITS.deviation);
  const hasNotes = notes.slice(0, rows).some((note) => note !== "");
  return {
    numbers: shown.map((number, row) =>
      Number.isNaN(deviations[row] ?? Number.NaN) ? number : `${number} ± ${spreads[row]}`,
    ),
    notes: hasNotes ? notes : undefined,
  };
}

function headOf({ axes, measures }: ScanCourse, { measured }: Columns): HTMLElement {
  const heading = ({ name, unit }: Pick<ScanAxis, "name" | "unit">) =>
    element("th", { scope: "col" }, withUnit(name, unit));
  return element(
    "tr",
    {},
    ...axes.map(heading),
    ...measures.flatMap((measure, column) => [
      heading(measure),
      ...(measured[column]?.notes === undefined ? [] : [element("td")]),
    ]),
  );
}

function rowOf(
  { failures }: ScanCourse,
  { varied, measured }: Columns,
  { point, row }: { readonly point: number; readonly row: number },
): HTMLElement {
  const before = varied.map((texts) => element("td", {}, texts[row] ?? ""));
  const failure = failures.find((failed) => failed.point === point);
  const cells = measured.flatMap(({ numbers, notes }) => [
    element("td", {}, numbers[row] ?? "–"),
    ...(notes === undefined ? [] : [element("td", { class: "note-of-value faint" }, notes[row] ?? "")]),
  ]);
  if (failure === undefined) return element("tr", {}, ...before, ...cells);
  const colspan = String(Math.max(1, cells.length));
  return element("tr", {}, ...before, element("td", { class: "reason", colspan }, failure.message));
}
