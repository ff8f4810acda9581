// A measure of a scan over two axes with many values each → a map of colours.

import type { ScanMeasure, ScanResult } from "../scan/scan-types.js";
import { withUnit } from "./figure-theme.js";
import type { FigureSpecification } from "./figure-types.js";

/** Two axes with fewer values are drawn as lines. */
const LEAST_OF_MAP = 6;

export function isDrawnAsMap({ axes }: Pick<ScanResult, "axes">): boolean {
  return axes.length === 2 && axes.every(({ values }) => values.length >= LEAST_OF_MAP);
}

/** The first axis to the right, the second one upwards; what has no value stays empty. */
export function scanMapPanel({ axes, points }: ScanResult, measure: ScanMeasure): FigureSpecification {
  const [first, second] = axes;
  const values = points.flatMap((point) => {
    const value = point.measures.find(({ label }) => label === measure.name)?.value;
    if (value === undefined || !Number.isFinite(value)) return [];
    return [{ x: point.values[0] ?? 0, y: point.values[1] ?? 0, value }];
  });
  const axis = { labelExpr: "format(datum.value, '.3~g')", labelOverlap: true, labelAngle: 0 };
  const scale = { padding: 0 };
  const x = { field: "x", type: "ordinal", title: withUnit(first?.name ?? "", first?.unit), axis, scale };
  const y = { field: "y", type: "ordinal", title: withUnit(second?.name ?? "", second?.unit), axis, scale };
  const color = {
    field: "value",
    type: "quantitative",
    scale: { scheme: "viridis" },
    legend: { title: withUnit(measure.name, measure.unit) },
  };
  return {
    data: { values },
    mark: { type: "rect", stroke: null },
    encoding: { x, y: { ...y, sort: "descending" }, color },
  };
}
