// Time courses of a simulation: of several stochastic runs the mean, a band of quantiles and a few of the runs.

import type { PlottedColumn, SimulationResult } from "../simulate/simulation-types.js";
import { colourEncoding, dashEncoding, figureFrame, withUnit } from "./figure-theme.js";
import type { Figure, FigureOptions, Json } from "./figure-types.js";
import { type LogarithmicRange, logarithmicAxis, logarithmicRange, numberLabels } from "./number-axis.js";

/** The plotted read-outs; with a comparison, the source's own values as dashed lines. */
export function simulationFigure(result: SimulationResult, options: FigureOptions = {}): Figure {
  const ranges = rangesOf(result, options);
  const columns = result.plotted;
  const names = columns.map(({ name }) => name);
  const color = colourEncoding("name", names);
  const dash = dashEncoding("name", names);
  const { x, y } = axesOf(result, ranges);
  // One run in whole molecules changes at once; everything else is smooth.
  const countsMolecules = result.method === "ssa" || result.method === "tau_leaping";
  const isStepped = ({ isOneRun }: PlottedColumn) => isOneRun && countsMolecules;
  const lines = [true, false].flatMap((stepped): readonly Json[] => {
    const drawn = columns.filter((column) => isStepped(column) === stepped);
    if (drawn.length === 0) return [];
    const mark = { type: "line", strokeWidth: 1.8, ...(stepped ? STEPS : {}) };
    const encoding = { x, y, color, ...(dash === undefined ? {} : { strokeDash: dash }) };
    return [{ data: { values: pointsOf(drawn, result.plottedTimes, ranges) }, mark, encoding }];
  });
  const contrast = CONTRAST[options.theme ?? "light"];
  const lookOfRuns = { ...contrast.run, ...(countsMolecules ? STEPS : {}) };
  const layer = [
    ...bandsOf(result, ranges, { x, color }, contrast.band),
    ...singleRunLines(result, ranges, { x, y, color }, lookOfRuns),
    ...lines,
    ...sourceLines(result, ranges, { x, y }),
  ];
  const title = `Time course of ${result.network}`;
  const subtitle = subtitleOf(result);
  return { name: "course", title, specification: { ...figureFrame(title, subtitle, options), layer } };
}

/** Of logarithmic axes; undefined for linear ones, and where nothing is above 0. */
interface Ranges {
  readonly time: LogarithmicRange | undefined;
  readonly value: LogarithmicRange | undefined;
}

function rangesOf(
  { plotted, plottedTimes }: SimulationResult,
  { logarithmic = false, logarithmicTime = false }: FigureOptions,
): Ranges {
  const drawn = plotted.flatMap(({ values, band }) => [values, ...(band ? [band.high] : [])]);
  return {
    time: logarithmicTime ? logarithmicRange(plottedTimes) : undefined,
    value: logarithmic ? logarithmicRange(drawn.flat()) : undefined,
  };
}

/** Plotted names with values that a logarithmic axis cannot show. */
export function notAboveZero({ plotted }: Pick<SimulationResult, "plotted">): readonly string[] {
  return plotted.filter(({ values }) => values.some((value) => value <= 0)).map(({ name }) => name);
}

function axesOf(
  { plotted, plottedTimes, timeUnit }: SimulationResult,
  ranges: Ranges,
): { readonly x: Json; readonly y: Json } {
  const unit = plotted.find((column) => column.unit !== undefined)?.unit;
  const [least, leastOfBands] = leastValues(plotted);
  // A standard deviation below the mean may lie below 0, where nothing is: bands are cut there.
  const isCut = least >= 0 && leastOfBands < 0;
  return {
    x: {
      field: "time",
      type: "quantitative",
      title: withUnit("time", timeUnit),
      ...(ranges.time === undefined
        ? { scale: { domainMax: plottedTimes.at(-1) || 1, nice: false }, axis: numberLabels }
        : logarithmicAxis(ranges.time)),
    },
    y: {
      field: "value",
      type: "quantitative",
      title: withUnit("concentration", unit),
      ...(ranges.value === undefined
        ? { axis: numberLabels, ...(isCut ? { scale: { domainMin: 0 } } : {}) }
        : logarithmicAxis(ranges.value)),
    },
  };
}

/** What lies behind the lines stands out less. */
const CONTRAST = {
  light: { band: { opacity: 0.18 }, run: { opacity: 0.55 } },
  dark: { band: { opacity: 0.3 }, run: { opacity: 0.9 } },
} as const;
/** Single runs of more quantities would hide their means. */
const MOST_WITH_RUNS = 4;
const STEPS = { interpolate: "step-after" } as const;

/** What lines and bands are; undefined where they are plain values. */
function subtitleOf({
  plotted,
  method,
  runs,
  quantileRuns = runs,
  comparison,
}: SimulationResult): string | undefined {
  if (comparison !== undefined) return "dashed: the equations of the source";
  if (!plotted.some(({ band }) => band !== undefined)) return undefined;
  if (method === "linear_noise") return "linear noise approximation; bands: mean ± standard deviation";
  const share = quantileRuns < runs ? `the first ${quantileRuns}` : "them";
  const bands = `bands: 5 % to 95 % of ${share}`;
  const isMean = plotted.some(({ band, isOneRun }) => band !== undefined && !isOneRun);
  if (!isMean) return `one of ${runs} stochastic runs; ${bands}`;
  const thin = columnsWithRuns(plotted).length > 0 ? "; thin: single runs" : "";
  return `mean of ${runs} stochastic runs; ${bands}${thin}`;
}

function columnsWithRuns(plotted: readonly PlottedColumn[]): readonly PlottedColumn[] {
  const columns = plotted.filter(({ singleRuns = [] }) => singleRuns.length > 0);
  return columns.length > MOST_WITH_RUNS ? [] : columns;
}

/** A few runs behind the mean. */
function singleRunLines(
  { plotted, plottedTimes }: SimulationResult,
  ranges: Ranges,
  encoding: { readonly [key: string]: Json },
  look: { readonly [key: string]: Json },
): readonly Json[] {
  const values = columnsWithRuns(plotted).flatMap(({ name, singleRuns = [] }) =>
    singleRuns.flatMap((run, number) =>
      pointsOf([{ name, values: run }], plottedTimes, ranges).map((point) => ({ ...point, run: number })),
    ),
  );
  if (values.length === 0) return [];
  const mark = { type: "line", strokeWidth: 0.6, ...look };
  return [{ data: { values }, mark, encoding: { ...encoding, detail: { field: "run", type: "nominal" } } }];
}

/** Of the lines, and of the bands. */
function leastValues(columns: readonly PlottedColumn[]): readonly [number, number] {
  const least = (all: readonly (readonly number[])[]) =>
    all.reduce(
      (lowest, values) =>
        values.filter((value) => !Number.isNaN(value)).reduce((a, b) => Math.min(a, b), lowest),
      Number.POSITIVE_INFINITY,
    );
  return [
    least(columns.map(({ values }) => values)),
    least(columns.flatMap(({ band }) => (band ? [band.low] : []))),
  ];
}

function pointsOf(
  columns: readonly Pick<PlottedColumn, "name" | "values">[],
  times: readonly number[],
  ranges: Ranges,
): readonly { readonly time: number; readonly name: string; readonly value: number | null }[] {
  return columns.flatMap(({ name, values }) =>
    values.flatMap((value, index) => {
      const time = times[index] ?? 0;
      // Without a value the line is broken.
      return isShown(time, ranges.time)
        ? { time, name, value: isShown(value, ranges.value) ? value : null }
        : [];
    }),
  );
}

function isShown(value: number, range: LogarithmicRange | undefined): boolean {
  return range === undefined || value >= range.low;
}

function bandsOf(
  { plotted, plottedTimes }: SimulationResult,
  ranges: Ranges,
  encoding: { readonly [key: string]: Json },
  look: { readonly [key: string]: Json },
): readonly Json[] {
  const least = ranges.value?.low ?? Number.NEGATIVE_INFINITY;
  const names = new Set(plotted.map(({ name }) => name));
  const values = plotted
    .flatMap(({ name, band }) =>
      (band?.low ?? []).map((low, index) => ({
        time: plottedTimes[index] ?? 0,
        // The band lies around the mean, and has its colour where the mean is drawn.
        name: names.has(`mean(${name})`) ? `mean(${name})` : name,
        low: Math.max(low, least),
        high: Math.max(band?.high[index] ?? low, least),
      })),
    )
    .filter(({ time }) => isShown(time, ranges.time));
  if (values.length === 0) return [];
  const bounds = { y: { field: "low", type: "quantitative" }, y2: { field: "high" } };
  return [
    { data: { values }, mark: { type: "area", clip: true, ...look }, encoding: { ...encoding, ...bounds } },
  ];
}

function sourceLines(
  { comparison, plotted, times }: SimulationResult,
  ranges: Ranges,
  { x, y }: { readonly x: Json; readonly y: Json },
): readonly Json[] {
  if (comparison === undefined) return [];
  const names = new Set(plotted.map(({ name }) => name));
  const values = pointsOf(
    comparison.columns.filter(({ name }) => names.has(name)),
    times,
    ranges,
  );
  const encoding = { x, y, detail: { field: "name", type: "nominal" } };
  return [
    {
      data: { values },
      mark: { type: "line", strokeWidth: 1, strokeDash: [3, 3], color: "#888888" },
      encoding,
    },
  ];
}
