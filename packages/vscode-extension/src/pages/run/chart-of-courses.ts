// Courses of the runs of a scan over time → charts: one for each combination of the quantities behind the first one, if
// these are few; the first quantity has the colours.

import { combinationAt, combinationCount, combinationInWords, type ScanAxis } from "@ncrn/experiments";
import type { ChangedValue, PlottedCourses, ScanCourse } from "../../messages/run-messages.js";
import { fileStem } from "../shared/file-stem.js";
import { type Chart, type ChartSeries, LINEAR, MOST_IN_LEGEND, withUnit } from "./chart-data.js";
import { shareOf } from "./colour-scale.js";
import { placesOfCourses, valuesAt } from "./course-places.js";
import { colourScaleOf, inWords, legendTitle, lineNames } from "./varied-values.js";

/** So many combinations have charts of their own; more are drawn together. */
const MOST_CHARTS = 4;

/** The charts of one read-out; a combination without finished runs has none. */
export function chartsOfCourses(
  plotted: PlottedCourses,
  course: ScanCourse,
  changed: readonly ChangedValue[],
): readonly Chart[] {
  return groupsOf(plotted, course.axes).map((group) => chartOf(group, { plotted, course, changed }));
}

/** Runs that are drawn in one chart. */
interface Group {
  /** What they have in common; `[]` if they are all runs. */
  readonly common: readonly ScanAxis[];
  readonly values: readonly number[];
  /** What they differ in. */
  readonly axes: readonly ScanAxis[];
  readonly runs: PlottedCourses["runs"];
}

/** The number of charts is that of the whole scan from the first run on. */
function groupsOf({ runs }: PlottedCourses, axes: readonly ScanAxis[]): readonly Group[] {
  const others = axes.slice(1);
  const count = combinationCount(others);
  if (count < 2 || count > MOST_CHARTS)
    return runs.length > 0 ? [{ common: [], values: [], axes, runs }] : [];
  return Array.from({ length: count }, (_, index): Group => {
    const members = runs.filter(({ point }) => point % count === index);
    return { common: others, values: combinationAt(others, index), axes: axes.slice(0, 1), runs: members };
  }).filter((group) => group.runs.length > 0);
}

interface About {
  readonly plotted: PlottedCourses;
  readonly course: ScanCourse;
  readonly changed: readonly ChangedValue[];
}

function chartOf({ common, values: shared, axes, runs }: Group, about: About): Chart {
  const { plotted, course, changed } = about;
  const { name, unit } = plotted;
  const colours = colourScaleOf(course.axes[0]);
  const places = placesOfCourses(runs.map(({ times }) => times));
  const words = common.length === 0 ? [] : [inWords(common, shared)];
  return {
    id: ["course", fileStem(name), ...words.map(() => fileStem(combinationInWords(common, shared)))].join(
      "-",
    ),
    title: [`Time courses of ${name}`, ...words].join(", "),
    horizontal: withUnit("time", course.timeUnit),
    vertical: withUnit(name, unit),
    places,
    series: runs.map(({ point, times, values }): ChartSeries => {
      const combination = combinationAt(course.axes, point);
      return {
        ...lineNames(axes, combination.slice(0, axes.length)),
        values: valuesAt(places, times, values),
        band: undefined,
        ...(colours === undefined ? {} : { shade: shareOf(combination[0]!, colours) }),
      };
    }),
    startsLogarithmic: LINEAR,
    limits: undefined,
    changed,
    colours,
    hasManyLines: runs.length > MOST_IN_LEGEND,
    ...legendTitle(axes),
    remark: remarkOf(runs.length, about),
  };
}

function remarkOf(here: number, { plotted: { runs }, course }: About): string {
  if (runs.length >= course.points.length - course.failed) return "";
  const part = here < runs.length ? `, ${here} of them here` : "";
  return `${runs.length} of ${course.count} runs are drawn${part}.`;
}
