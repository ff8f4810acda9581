// Time courses of a simulation, with bands of one standard deviation around the mean of several stochastic runs.

import type { PlottedColumn, SimulationResult } from "../simulate/simulation-types.js";
import { colourEncoding, dashEncoding, figureFrame, withUnit } from "./figure-theme.js";
import type { Figure, FigureOptions, Json } from "./figure-types.js";

/** The plotted read-outs; with a comparison, the source's own values as dashed lines. */
export function simulationFigure(result: SimulationResult, options: FigureOptions = {}): Figure {
  const columns = result.plotted;
  const names = columns.map(({ name }) => name);
  const unit = columns.find((column) => column.unit !== undefined)?.unit;
  const dash = dashEncoding("name", names);
  const positive = columns.every(({ values }) => values.every((value) => value > 0));
  const x: Json = {
    field: "time",
    type: "quantitative",
    title: withUnit("time", result.timeUnit),
    scale: { domainMax: result.plottedTimes.at(-1) || 1, nice: false },
  };
  const y: Json = {
    field: "value",
    type: "quantitative",
    title: withUnit("concentration", unit),
    ...(options.logarithmic === true && positive ? { scale: { type: "log" } } : {}),
  };
  const color = colourEncoding("name", names);
  // One stochastic run changes by whole molecules at once; everything else is smooth.
  const isStepped = ({ isOneRun }: PlottedColumn) => isOneRun && result.method === "ssa";
  const lines = [true, false].flatMap((stepped): readonly Json[] => {
    const drawn = columns.filter((column) => isStepped(column) === stepped);
    if (drawn.length === 0) return [];
    return [
      {
        data: { values: pointsOf(drawn, result.plottedTimes) },
        mark: { type: "line", strokeWidth: 1.8, ...(stepped ? { interpolate: "step-after" } : {}) },
        encoding: { x, y, color, ...(dash === undefined ? {} : { strokeDash: dash }) },
      },
    ];
  });
  const layer = [...bandsOf(result, x, color), ...lines, ...sourceLines(result, x, y)];
  const title = `Time course of ${result.network}`;
  const subtitle = subtitleOf(result);
  return { name: "course", title, specification: { ...figureFrame(title, subtitle, options), layer } };
}

function subtitleOf({ plotted, runs, comparison }: SimulationResult): string | undefined {
  if (comparison !== undefined) return "dashed: the equations of the source";
  if (!plotted.some(({ band }) => band !== undefined)) return undefined;
  return `first of ${runs} stochastic runs; bands: mean ± standard deviation`;
}

function pointsOf(
  columns: readonly Pick<PlottedColumn, "name" | "values">[],
  times: readonly number[],
): readonly Json[] {
  return columns.flatMap(({ name, values }) =>
    values.map((value, index) => ({ time: times[index] ?? 0, name, value })),
  );
}

function bandsOf({ plotted, plottedTimes }: SimulationResult, x: Json, color: Json): readonly Json[] {
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
  const encoding = {
    x,
    y: { field: "low", type: "quantitative" },
    y2: { field: "high" },
    color,
  };
  return [{ data: { values }, mark: { type: "area", opacity: 0.18 }, encoding }];
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
