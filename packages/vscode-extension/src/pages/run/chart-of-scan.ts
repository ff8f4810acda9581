// A scan → charts: what was measured over the first varied quantity, and the courses of its runs over time.

import { combinationAt, combinationCount, csvFromScan, type ScanAxis } from "@ncrn/experiments";
import type { ChangedValue, MeasuredColumn, ScanCourse } from "../../messages/run-messages.js";
import { fileStem } from "../shared/file-stem.js";
import { type Chart, type ChartBand, type ChartSeries, MOST_IN_LEGEND, withUnit } from "./chart-data.js";
import { chartsOfCourses } from "./chart-of-courses.js";
import { shareOf } from "./colour-scale.js";
import { pointsOfScan } from "./scan-points.js";
import { colourScaleOf, isLogarithmic, legendTitle, lineNames } from "./varied-values.js";

/** Of more lines only evenly chosen ones are drawn. */
const MOST_LINES = 100;

/** One chart a measure, then those of the plotted read-outs. */
export function chartsOfScan(course: ScanCourse, changed: readonly ChangedValue[]): readonly Chart[] {
  const [first, ...others] = course.axes;
  if (first === undefined) return [];
  const about: About = { course, changed, first, others };
  return [
    ...course.measures.map((measure) => chartOfMeasure(measure, about)),
    ...course.courses.flatMap((plotted) => chartsOfCourses(plotted, course, changed)),
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
  const colours = lines > MOST_IN_LEGEND ? colourScaleOf(others[0]) : undefined;
  return {
    id: fileStem(measure.name),
    title: measure.name,
    horizontal: withUnit(first.name, first.unit),
    vertical: withUnit(measure.name, measure.unit),
    places,
    series: drawn.map((line): ChartSeries => {
      const values = combinationAt(others, line);
      return {
        ...(others.length === 0 ? { name: measure.name } : lineNames(others, values)),
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
    ...legendTitle(others),
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

/** At most so many of the first numbers from 0 on, the first and the last among them. */
function evenlyChosen(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
