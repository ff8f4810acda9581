// A scan → charts: what was measured over the first varied quantity, and the courses of its runs over time.

import { combinationAt, combinationCount, csvFromScan, type ScanAxis } from "@ncrn/experiments";
import type {
  ChangedValue,
  MeasuredColumn,
  PlottedCourses,
  ScanCourse,
} from "../../messages/run-messages.js";
import { fileStem } from "../shared/file-stem.js";
import { numberLabel } from "../shared/number-label.js";
import {
  type Chart,
  type ChartBand,
  type ChartSeries,
  type ColourScale,
  LINEAR,
  withUnit,
} from "./chart-data.js";
import { shareOf } from "./colour-scale.js";
import { placesOfCourses, valuesAt } from "./course-places.js";
import { pointsOfScan } from "./scan-points.js";

/** Of more lines only evenly chosen ones are drawn. */
const MOST_LINES = 100;
/** More lines are told apart by their place on a ramp, and have no legend. */
const MOST_IN_LEGEND = 8;

/** One chart a measure, then one a plotted read-out. */
export function chartsOfScan(course: ScanCourse, changed: readonly ChangedValue[]): readonly Chart[] {
  const [first, ...others] = course.axes;
  if (first === undefined) return [];
  const about: About = { course, changed, first, others };
  return [
    ...course.measures.map((measure) => chartOfMeasure(measure, about)),
    ...course.courses.filter(({ runs }) => runs.length > 0).map((plotted) => chartOfCourses(plotted, about)),
  ];
}

interface About {
  readonly course: ScanCourse;
  readonly changed: readonly ChangedValue[];
  readonly first: ScanAxis;
  readonly others: readonly ScanAxis[];
}

function chartOfMeasure(measure: MeasuredColumn, { course, changed, first, others }: About): Chart {
  const lines = combinationCount(others);
  const drawn = evenlyChosen(lines, MOST_LINES);
  const places = [...new Set(first.values)].sort((a, b) => a - b);
  const grid = gridOf(measure, { course, first, lines, places });
  const colours = lines > MOST_IN_LEGEND ? colourScale(others[0]) : undefined;
  return {
    id: fileStem(measure.name),
    title: measure.name,
    horizontal: withUnit(first.name, first.unit),
    vertical: withUnit(measure.name, measure.unit),
    places,
    series: drawn.map((line): ChartSeries => {
      const values = combinationAt(others, line);
      return {
        name: others.length === 0 ? measure.name : inWords(others, values),
        ...grid[line]!,
        ...(colours === undefined ? {} : { shade: shareOf(values[0]!, colours) }),
      };
    }),
    startsLogarithmic: { horizontal: isLogarithmic(first), vertical: false },
    limits: undefined,
    changed,
    hasPoints: true,
    colours,
    hasManyLines: colours !== undefined,
    remark: remarkOf(course, measure, { lines, drawn: drawn.length }),
    table: () => csvFromScan(pointsOfScan(course)),
  };
}

interface Line {
  readonly values: readonly (number | null)[];
  readonly band: ChartBand | undefined;
}

/** The lines of a measure over the places; `null` where a point is missing, failed or has no value. */
function gridOf(
  { values, deviations }: MeasuredColumn,
  {
    course,
    first,
    lines,
    places,
  }: Pick<About, "course" | "first"> & { readonly lines: number; readonly places: readonly number[] },
): readonly Line[] {
  const empty = (): (number | null)[] => places.map(() => null);
  const grid = Array.from({ length: lines }, () => ({ values: empty(), low: empty(), high: empty() }));
  const placeOf = new Map(places.map((place, index) => [place, index]));
  for (const [row, point] of course.points.entries()) {
    const at = placeOf.get(first.values[Math.floor(point / lines)] ?? Number.NaN);
    const line = grid[point % lines];
    const value = values[row] ?? Number.NaN;
    if (at === undefined || line === undefined || !Number.isFinite(value)) continue;
    line.values[at] = value;
    const deviation = deviations?.[row] ?? Number.NaN;
    if (!Number.isFinite(deviation)) continue;
    line.low[at] = value - deviation;
    line.high[at] = value + deviation;
  }
  return grid.map(({ values: line, low, high }) => ({
    values: line,
    band: deviations === undefined ? undefined : { low, high },
  }));
}

function remarkOf(
  { runs, failed, points, count }: ScanCourse,
  { values, deviations }: MeasuredColumn,
  { lines, drawn }: { readonly lines: number; readonly drawn: number },
): string {
  const without = values.filter((value) => !Number.isFinite(value)).length - failed;
  const remarks = [
    runs > 1 && deviations === undefined ? `From ${runs} stochastic runs each.` : "",
    deviations === undefined ? "" : `Means of ${runs} stochastic runs; bars: ± standard deviation.`,
    drawn < lines ? `${drawn} of ${lines} lines are drawn; the CSV has all.` : "",
    failed > 0
      ? `${failed} of ${points.length < count ? `${points.length} finished` : count} runs failed.`
      : "",
    without > 0 ? `${without === 1 ? "1 run has" : `${without} runs have`} no such value.` : "",
  ];
  return remarks.filter((remark) => remark !== "").join(" ");
}

function chartOfCourses({ name, unit, runs }: PlottedCourses, { course, changed, first }: About): Chart {
  const { axes, timeUnit } = course;
  const colours = colourScale(first);
  const places = placesOfCourses(runs.map(({ times }) => times));
  return {
    id: `course-${fileStem(name)}`,
    title: `Time courses of ${name}`,
    horizontal: withUnit("time", timeUnit),
    vertical: withUnit(name, unit),
    places,
    series: runs.map(({ point, times, values }): ChartSeries => {
      const combination = combinationAt(axes, point);
      return {
        name: inWords(axes, combination),
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
    remark:
      runs.length < course.points.length - course.failed
        ? `${runs.length} of ${course.count} runs are drawn.`
        : "",
  };
}

/** Undefined if there is a single value. */
function colourScale(axis: ScanAxis | undefined): ColourScale | undefined {
  if (axis === undefined) return undefined;
  const [low, high] = [smallest(axis.values), -smallest(axis.values.map((value) => -value))];
  if (!(high > low)) return undefined;
  return { label: withUnit(axis.name, axis.unit), low, high, isLogarithmic: isLogarithmic(axis) };
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function isLogarithmic({ spacing, values }: ScanAxis): boolean {
  return spacing === "logarithmic" && values.every((value) => value > 0);
}

/** `birth = 1 /s, eat = 0.2`. */
function inWords(axes: readonly ScanAxis[], values: readonly number[]): string {
  return axes
    .map(({ name, unit }, axis) => {
      const number = numberLabel(values[axis] ?? Number.NaN);
      return `${name} = ${number}${unit === undefined ? "" : ` ${unit.replace(/^1\//, "/")}`}`;
    })
    .join(", ");
}

/** At most so many of the first numbers from 0 on, the first and the last among them. */
function evenlyChosen(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
