// Time courses of a simulation: of several stochastic runs the mean, a band of quantiles and a few of the runs.

import type { PlottedColumn, SimulationResult } from "../simulate/simulation-types.js";
import { colourEncoding, dashEncoding, figureFrame, withUnit } from "./figure-theme.js";
import type { Figure, FigureOptions, Json } from "./figure-types.js";

/** The plotted read-outs; with a comparison, the source's own values as dashed lines. */
export function simulationFigure(result: SimulationResult, options: FigureOptions = {}): Figure {
  const columns = result.plotted;
  const names = columns.map(({ name }) => name);
  const color = colourEncoding("name", names);
  const dash = dashEncoding("name", names);
  const { x, y } = axesOf(result, options);
  // One run in whole molecules changes at once; everything else is smooth.
  const countsMolecules = result.method === "ssa" || result.method === "tau_leaping";
  const isStepped = ({ isOneRun }: PlottedColumn) => isOneRun && countsMolecules;
  const lines = [true, false].flatMap((stepped): readonly Json[] => {
    const drawn = columns.filter((column) => isStepped(column) === stepped);
    if (drawn.length === 0) return [];
    const mark = { type: "line", strokeWidth: 1.8, ...(stepped ? STEPS : {}) };
    const encoding = { x, y, color, ...(dash === undefined ? {} : { strokeDash: dash }) };
    return [{ data: { values: pointsOf(drawn, result.plottedTimes) }, mark, encoding }];
  });
  const contrast = CONTRAST[options.theme ?? "light"];
  const lookOfRuns = { ...contrast.run, ...(countsMolecules ? STEPS : {}) };
  const layer = [
    ...bandsOf(result, { x, color }, contrast.band),
    ...singleRunLines(result, { x, y, color }, lookOfRuns),
    ...lines,
    ...sourceLines(result, x, y),
  ];
  const title = `Time course of ${result.network}`;
  const subtitle = subtitleOf(result);
  return { name: "course", title, specification: { ...figureFrame(title, subtitle, options), layer } };
}

function axesOf(
  { plotted, plottedTimes, timeUnit }: SimulationResult,
  { logarithmic = false }: FigureOptions,
): { readonly x: Json; readonly y: Json } {
  const unit = plotted.find((column) => column.unit !== undefined)?.unit;
  const [least, leastOfBands] = leastValues(plotted);
  const isLogarithmic = logarithmic && Math.min(least, leastOfBands) > 0;
  // A standard deviation below the mean may lie below 0, where nothing is: bands are cut there.
  const isCut = least >= 0 && leastOfBands < 0;
  return {
    x: {
      field: "time",
      type: "quantitative",
      title: withUnit("time", timeUnit),
      scale: { domainMax: plottedTimes.at(-1) || 1, nice: false },
    },
    y: {
      field: "value",
      type: "quantitative",
      title: withUnit("concentration", unit),
      ...(isLogarithmic ? { scale: { type: "log" } } : {}),
      ...(isCut ? { scale: { domainMin: 0 } } : {}),
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
  encoding: { readonly [key: string]: Json },
  look: { readonly [key: string]: Json },
): readonly Json[] {
  const values = columnsWithRuns(plotted).flatMap((column) =>
    (column.singleRuns ?? []).flatMap((run, number) =>
      run.map((value, index) => ({ time: plottedTimes[index] ?? 0, name: column.name, value, run: number })),
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
): readonly Json[] {
  return columns.flatMap(({ name, values }) =>
    values.map((value, index) => ({ time: times[index] ?? 0, name, value })),
  );
}

function bandsOf(
  { plotted, plottedTimes }: SimulationResult,
  encoding: { readonly [key: string]: Json },
  look: { readonly [key: string]: Json },
): readonly Json[] {
  const names = new Set(plotted.map(({ name }) => name));
  const values = plotted.flatMap(({ name, band }) =>
    (band?.low ?? []).map((low, index) => ({
      time: plottedTimes[index] ?? 0,
      // The band lies around the mean, and has its colour where the mean is drawn.
      name: names.has(`mean(${name})`) ? `mean(${name})` : name,
      low,
      high: band?.high[index] ?? low,
    })),
  );
  if (values.length === 0) return [];
  const bounds = { y: { field: "low", type: "quantitative" }, y2: { field: "high" } };
  return [
    { data: { values }, mark: { type: "area", clip: true, ...look }, encoding: { ...encoding, ...bounds } },
  ];
}

function sourceLines({ comparison, plotted, times }: SimulationResult, x: Json, y: Json): readonly Json[] {
  if (comparison === undefined) return [];
  const names = new Set(plotted.map(({ name }) => name));
  const values = pointsOf(
    comparison.columns.filter(({ name }) => names.has(name)),
    times,
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
