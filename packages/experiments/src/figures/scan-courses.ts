// Time courses of a scan → a panel for each plotted read-out, with a curve a run, coloured by the first axis.

import { combinationInWords } from "../scan/scan-grid.js";
import type { ScanPoint, ScanResult } from "../scan/scan-types.js";
import { withUnit } from "./figure-theme.js";
import type { FigureSpecification } from "./figure-types.js";
import { numberLabels } from "./number-axis.js";

/** So many combinations of the other axes have panels of their own; more are drawn together. */
const MOST_PANELS = 4;

export function scanCoursePanels(result: ScanResult): readonly FigureSpecification[] {
  const drawn = result.points.filter(({ courses }) => courses !== undefined);
  const names = new Set(drawn.flatMap(({ courses }) => courses?.plotted.map(({ name }) => name) ?? []));
  const groups = groupsOf(result, drawn);
  return [...names].flatMap((name) =>
    groups.map(({ title, points }) => panelOf(result, { name, title, points })),
  );
}

interface Group {
  /** Undefined if all points are in it. */
  readonly title: string | undefined;
  readonly points: readonly ScanPoint[];
}

/** By the values of the axes behind the first one. */
function groupsOf({ axes }: ScanResult, points: readonly ScanPoint[]): readonly Group[] {
  const groups = new Map<string, ScanPoint[]>();
  for (const point of points) {
    const title = combinationInWords(axes.slice(1), point.values.slice(1));
    groups.set(title, [...(groups.get(title) ?? []), point]);
  }
  const isApart = groups.size > 1 && groups.size <= MOST_PANELS;
  return isApart
    ? [...groups].map(([title, members]) => ({ title, points: members }))
    : [{ title: undefined, points }];
}

function panelOf(
  result: ScanResult,
  { name, title, points }: Group & { readonly name: string },
): FigureSpecification {
  const curves = points.flatMap(({ index, values, courses }) =>
    (courses?.plotted ?? [])
      .filter((column) => column.name === name)
      .map((column) => ({ column, run: index, varied: values[0] ?? 0, times: courses?.times ?? [] })),
  );
  const rows = curves.flatMap(({ column, run, varied, times }) =>
    times.map((time, sample) => {
      const value = column.values[sample] ?? Number.NaN;
      return { time, value: Number.isFinite(value) ? value : null, varied, run };
    }),
  );
  const y = withUnit(name, curves[0]?.column.unit);
  const x = withUnit("time", result.timeUnit);
  return {
    data: { values: rows },
    ...(title === undefined ? {} : { title: { text: title, fontSize: 11, fontWeight: "normal" } }),
    mark: { type: "line", strokeWidth: 1.2 },
    encoding: {
      x: { field: "time", type: "quantitative", title: x, scale: { nice: false }, axis: numberLabels },
      y: { field: "value", type: "quantitative", title: y, axis: numberLabels },
      detail: { field: "run", type: "nominal" },
      color: colourOfVaried(result),
    },
  };
}

function colourOfVaried({ axes: [first] }: ScanResult): FigureSpecification {
  const values = first?.values ?? [];
  const isLogarithmic = first?.spacing === "logarithmic" && values.every((value) => value > 0);
  const domain = [Math.min(...values), Math.max(...values)];
  return {
    field: "varied",
    type: "quantitative",
    scale: { scheme: "viridis", domain, ...(isLogarithmic ? { type: "log" } : {}) },
    legend: { title: withUnit(first?.name ?? "", first?.unit) },
  };
}
