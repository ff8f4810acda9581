// A scan: what was measured against what was varied, one panel a measure; below them the time courses of its runs.

import type { ScanAxis, ScanMeasure, ScanPoint, ScanResult } from "../scan/scan-types.js";
import { colourEncoding, dashEncoding, figureFrame, withUnit } from "./figure-theme.js";
import type { Figure, FigureOptions, FigureSpecification, Json } from "./figure-types.js";
import { logarithmicAxis, logarithmicRange, numberLabels } from "./number-axis.js";

/** Two axes with at least so many values each are drawn as a map of colours, and with fewer as lines. */
const LEAST_OF_MAP = 6;
const PANEL_HEIGHT = 220;

type Row = { readonly [key: string]: Json };

/** Values over the first axis; a second one tells lines apart, or spans a map of colours together with the first. */
export function scanFigure(result: ScanResult, options: FigureOptions = {}): Figure {
  const title = `Scan of ${result.network}`;
  const {
    width = 480,
    height = PANEL_HEIGHT,
    ...frame
  } = figureFrame(title, subtitleOf(result), {
    ...options,
    height: options.height ?? PANEL_HEIGHT,
  });
  const panels = [
    ...result.measures.map((measure) =>
      isMap(result) ? mapOf(result, measure) : linesOf(result, measure, options),
    ),
    ...coursesOf(result),
  ].map((panel) => ({ width, height, ...panel }));
  const specification: FigureSpecification = {
    ...frame,
    vconcat: panels.length > 0 ? panels : [{ width, height, data: { values: [] }, mark: "point" }],
    resolve: { scale: { color: "independent", strokeDash: "independent" } },
  };
  return { name: "scan", title, specification };
}

function subtitleOf({ points, method }: ScanResult): string | undefined {
  const runs = points.reduce((most, point) => Math.max(most, point.runs), 0);
  if (method === "ode" || method === "linear_noise" || runs < 2) return undefined;
  return `mean of ${runs} stochastic runs each; bars: ± standard deviation`;
}

function isMap({ axes }: ScanResult): boolean {
  return axes.length === 2 && axes.every(({ values }) => values.length >= LEAST_OF_MAP);
}

/** The values of a measure with their points; those without a value are left out. */
function measured(
  { points }: ScanResult,
  { name }: ScanMeasure,
): readonly { readonly point: ScanPoint; readonly value: number; readonly deviation: number | undefined }[] {
  return points.flatMap((point) => {
    const entry = point.measures.find(({ label }) => label === name);
    return entry === undefined || !Number.isFinite(entry.value)
      ? []
      : [{ point, value: entry.value, deviation: entry.deviation }];
  });
}

function linesOf(result: ScanResult, measure: ScanMeasure, { logarithmic = false }: FigureOptions): Row {
  const [first, ...others] = result.axes;
  if (first === undefined) return {};
  const values = measured(result, measure).map(({ point, value, deviation }) => ({
    x: point.values[0]!,
    value,
    ...(deviation === undefined ? {} : { low: value - deviation, high: value + deviation }),
    others: othersInWords(others, point.values.slice(1)),
  }));
  const range = logarithmic ? logarithmicRange(values.map(({ value }) => value)) : undefined;
  const shown = range === undefined ? values : values.filter(({ value }) => value >= range.low);
  const names = [...new Set(values.map((row) => row.others))];
  const x = xOf(first, "x");
  const y = {
    field: "value",
    type: "quantitative",
    title: withUnit(measure.name, measure.unit),
    ...(range === undefined ? { scale: { zero: false }, axis: numberLabels } : logarithmicAxis(range)),
  };
  const dash = others.length === 0 ? undefined : dashEncoding("others", names);
  const color = others.length === 0 ? {} : { color: colourEncoding("others", names) };
  const encoding = { x, y, ...color };
  const bars = shown.filter((row) => "low" in row);
  return {
    layer: [
      ...(bars.length === 0
        ? []
        : [
            {
              data: {
                values: bars.map((row) => ({
                  ...row,
                  low: Math.max(row.low ?? 0, range?.low ?? row.low ?? 0),
                })),
              },
              mark: { type: "rule", opacity: 0.55 },
              encoding: { ...encoding, y: { ...y, field: "low" }, y2: { field: "high" } },
            },
          ]),
      {
        data: { values: shown },
        mark: { type: "line", strokeWidth: 1.8 },
        encoding: dash === undefined ? encoding : { ...encoding, strokeDash: dash },
      },
      { data: { values: shown }, mark: { type: "point", filled: true, opacity: 1, size: 30 }, encoding },
    ],
  };
}

/** `birth = 1, eat = 0.2`; empty for one axis. */
function othersInWords(axes: readonly ScanAxis[], values: readonly number[]): string {
  return axes
    .map(
      ({ name, unit }, axis) =>
        `${name} = ${shortNumber(values[axis]!)}${unit === undefined ? "" : ` ${unit}`}`,
    )
    .join(", ");
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function xOf({ name, unit, values, spacing }: ScanAxis, field: string): Row {
  const range = spacing === "logarithmic" ? logarithmicRange(values) : undefined;
  return {
    field,
    type: "quantitative",
    title: withUnit(name, unit),
    ...(range === undefined
      ? { scale: { zero: false, nice: false }, axis: numberLabels }
      : logarithmicAxis(range)),
  };
}

/** The first axis to the right, the second one upwards. */
function mapOf(result: ScanResult, measure: ScanMeasure): Row {
  const [first, second] = result.axes;
  if (first === undefined || second === undefined) return {};
  const values = measured(result, measure).map(({ point, value }) => ({
    x: point.values[0]!,
    y: point.values[1]!,
    value,
  }));
  const axis = { labelExpr: "format(datum.value, '.3~g')", labelOverlap: true, labelAngle: 0 };
  return {
    data: { values },
    mark: { type: "rect", stroke: null },
    encoding: {
      x: {
        field: "x",
        type: "ordinal",
        title: withUnit(first.name, first.unit),
        axis,
        scale: { padding: 0 },
      },
      y: {
        field: "y",
        type: "ordinal",
        sort: "descending",
        title: withUnit(second.name, second.unit),
        axis,
        scale: { padding: 0 },
      },
      color: {
        field: "value",
        type: "quantitative",
        scale: { scheme: "viridis" },
        legend: { title: withUnit(measure.name, measure.unit) },
      },
    },
  };
}

/** One panel for each plotted read-out: a curve a run, coloured by the first axis. */
function coursesOf(result: ScanResult): readonly Row[] {
  const [first] = result.axes;
  const drawn = result.points.filter(({ courses }) => courses !== undefined);
  if (first === undefined) return [];
  const names = [...new Set(drawn.flatMap(({ courses }) => courses!.plotted.map(({ name }) => name)))];
  return names.map((name) => {
    const unit = drawn
      .flatMap(({ courses }) => courses!.plotted)
      .find((column) => column.name === name)?.unit;
    const values = drawn.flatMap(({ index, courses, values: [varied] }) =>
      courses!.plotted
        .filter((column) => column.name === name)
        .flatMap((column) =>
          column.values.map((value, sample) => ({
            time: courses!.times[sample]!,
            value: Number.isFinite(value) ? value : null,
            varied: varied!,
            run: index,
          })),
        ),
    );
    const isLogarithmic = first.spacing === "logarithmic" && first.values.every((value) => value > 0);
    return {
      data: { values },
      mark: { type: "line", strokeWidth: 1.2 },
      encoding: {
        x: {
          field: "time",
          type: "quantitative",
          title: withUnit("time", result.timeUnit),
          scale: { nice: false },
          axis: numberLabels,
        },
        y: { field: "value", type: "quantitative", title: withUnit(name, unit), axis: numberLabels },
        detail: { field: "run", type: "nominal" },
        color: {
          field: "varied",
          type: "quantitative",
          scale: { scheme: "viridis", ...(isLogarithmic ? { type: "log" } : {}) },
          legend: { title: withUnit(first.name, first.unit) },
        },
      },
    };
  });
}
