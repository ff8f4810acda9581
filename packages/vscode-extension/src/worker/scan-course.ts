// What a scan has found so far → columns that are small enough to be sent several times a second.

import { combinationCount, type ScanMeasure, type ScanPoint, type ScanResult } from "@ncrn/experiments";
import type { MeasuredColumn, PlottedCourses, ScanCourse } from "../messages/run-messages.js";

/** Numbers of all curves together while a scan goes on, if that leaves each of them a shape. */
const NUMBERS_OF_THINNED = 10_000;
const LEAST_SAMPLES = 100;

/** Rows of a table that anybody reads; the notes and failures of these points are told. */
const MOST_NOTES = 200;

/** `thinned` while it goes on, `whole` at its end. */
export function scanCourse(
  { method, timeUnit, axes, measures, points }: ScanResult,
  fineness: "thinned" | "whole",
): ScanCourse {
  const failed = points.filter(({ status }) => status === "failed");
  return {
    method,
    timeUnit,
    axes,
    count: combinationCount(axes),
    points: points.map(({ index }) => index),
    runs: points.reduce((most, { runs }) => Math.max(most, runs), 1),
    measures: measures.map((measure) => columnOf(measure, points)),
    failed: failed.length,
    failures: failed.slice(0, MOST_NOTES).map((point) => ({ point: point.index, message: reasonOf(point) })),
    courses: coursesOf(points, fineness),
  };
}

function columnOf({ name, unit }: ScanMeasure, points: readonly ScanPoint[]): MeasuredColumn {
  const entries = points.map(({ measures }) => measures.find(({ label }) => label === name));
  return {
    name,
    unit,
    values: entries.map((entry) => entry?.value ?? Number.NaN),
    deviations: entries.some((entry) => entry?.deviation !== undefined)
      ? entries.map((entry) => entry?.deviation ?? Number.NaN)
      : undefined,
    notes: entries.slice(0, MOST_NOTES).map((entry) => entry?.note ?? ""),
  };
}

function reasonOf({ failure, diagnostics }: ScanPoint): string {
  const [first] = diagnostics.filter(({ severity }) => severity === "error");
  return failure?.message ?? first?.message ?? "";
}

/** A run that failed has run away, and would make all others flat. */
function coursesOf(points: readonly ScanPoint[], fineness: "thinned" | "whole"): readonly PlottedCourses[] {
  const finished = points.flatMap(({ index, status, courses }) =>
    status === "failed" || courses === undefined ? [] : [{ index, ...courses }],
  );
  const curves = finished.reduce((sum, { plotted }) => sum + plotted.length, 0);
  const most = fineness === "whole" ? Number.POSITIVE_INFINITY : NUMBERS_OF_THINNED / curves;
  const found = new Map<string, PlottedCourses & { readonly runs: PlottedCourses["runs"][number][] }>();
  for (const { index, times, plotted } of finished) {
    const stride = Math.max(1, Math.ceil((times.length - 1) / Math.max(most, LEAST_SAMPLES)));
    const thin = (values: readonly number[]) =>
      stride === 1 ? values : values.filter((_, at) => at % stride === 0 || at === values.length - 1);
    for (const { name, unit, values } of plotted) {
      const entry = found.get(name) ?? { name, unit, runs: [] };
      found.set(name, entry);
      entry.runs.push({ point: index, times: thin(times), values: thin(values) });
    }
  }
  return [...found.values()];
}
