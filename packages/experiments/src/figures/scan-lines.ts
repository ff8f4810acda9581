// A measure of a scan → lines over the first axis, one for each combination of the others.

import type { ScanAxis, ScanMeasure, ScanResult } from "../scan/scan-types.js";
import { colourEncoding, dashEncoding, PALETTE, withUnit } from "./figure-theme.js";
import type { FigureOptions, FigureSpecification, Json } from "./figure-types.js";
import { type LogarithmicRange, logarithmicAxis, logarithmicRange, numberLabels } from "./number-axis.js";

/** A type, not an interface: only those are known to be JSON. */
type Drawn = {
  readonly x: number;
  /** Null where there is none, which breaks the line. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The combination of the other axes. */
  readonly others: string;
};

export function scanLinesPanel(
  result: ScanResult,
  measure: ScanMeasure,
  { logarithmic = false }: FigureOptions,
): FigureSpecification {
  const [first, ...others] = result.axes;
  const all = drawnOf(result, measure, others);
  const range = logarithmic ? logarithmicRange(all.flatMap(({ value }) => value ?? [])) : undefined;
  const values = all.map((row) => withinRange(row, range));
  const names = [...new Set(values.map((row) => row.others))];
  const dash = dashEncoding("others", names);
  const encoding = {
    x: variedAxis(first, "x"),
    y: valueAxis(measure, range),
    color: others.length === 0 ? { value: PALETTE[0]! } : colourEncoding("others", names, titleOf(others)),
  };
  const bars = values.filter(({ low }) => low !== null);
  const line = dash === undefined ? encoding : { ...encoding, strokeDash: dash };
  return {
    layer: [
      ...(bars.length > 0 ? [barsOf(bars, encoding)] : []),
      { data: { values: values }, mark: { type: "line", strokeWidth: 1.8 }, encoding: line },
      {
        data: { values: values.filter(({ value }) => value !== null) },
        mark: { type: "point", filled: true, opacity: 1, size: 30 },
        encoding,
      },
    ],
  };
}

function drawnOf(
  { points }: ScanResult,
  measure: ScanMeasure,
  others: readonly ScanAxis[],
): readonly Drawn[] {
  return points.map((point): Drawn => {
    const entry = point.measures.find(({ label }) => label === measure.name);
    const value = entry !== undefined && Number.isFinite(entry.value) ? entry.value : null;
    const deviation = value === null ? undefined : entry?.deviation;
    return {
      x: point.values[0] ?? 0,
      value,
      low: value === null || deviation === undefined ? null : value - deviation,
      high: value === null || deviation === undefined ? null : value + deviation,
      others: othersInWords(others, point.values.slice(1)),
    };
  });
}

/** `1` for one other axis, which the legend names; `birth = 1, eat = 0.2` for several. */
function othersInWords(axes: readonly ScanAxis[], values: readonly number[]): string {
  const shown = values.map((value) => String(Number(value.toPrecision(4))));
  if (axes.length < 2) return shown.join("");
  return axes.map(({ name }, axis) => `${name} = ${shown[axis]}`).join(", ");
}

function titleOf(others: readonly ScanAxis[]): string | null {
  const [only, second] = others;
  return only === undefined || second !== undefined ? null : withUnit(only.name, only.unit);
}

/** A logarithmic axis has no place for what is not above 0. */
function withinRange(row: Drawn, range: LogarithmicRange | undefined): Drawn {
  if (range === undefined || row.value === null) return row;
  if (row.value < range.low) return { ...row, value: null, low: null, high: null };
  return { ...row, low: row.low === null ? null : Math.max(row.low, range.low) };
}

/** The axis of a varied quantity. */
export function variedAxis(axis: ScanAxis | undefined, field: string): FigureSpecification {
  const range = axis?.spacing === "logarithmic" ? logarithmicRange(axis.values) : undefined;
  return {
    field,
    type: "quantitative",
    title: withUnit(axis?.name ?? "", axis?.unit),
    ...(range === undefined
      ? { scale: { zero: false, nice: false }, axis: numberLabels }
      : logarithmicAxis(range)),
  };
}

function valueAxis(measure: ScanMeasure, range: LogarithmicRange | undefined): FigureSpecification {
  return {
    field: "value",
    type: "quantitative",
    title: withUnit(measure.name, measure.unit),
    ...(range === undefined ? { scale: { zero: false }, axis: numberLabels } : logarithmicAxis(range)),
  };
}

function barsOf(
  bars: readonly Drawn[],
  encoding: { readonly y: FigureSpecification } & FigureSpecification,
): Json {
  return {
    data: { values: bars },
    mark: { type: "errorbar", ticks: { size: 7 }, rule: { strokeWidth: 1.3 } },
    encoding: { ...encoding, y: { ...encoding.y, field: "low" }, y2: { field: "high" } },
  };
}
