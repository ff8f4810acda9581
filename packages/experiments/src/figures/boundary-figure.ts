// The decision boundary of a trained network over two columns, with the data.

import { figureFrame } from "./figure-theme.js";
import type { Figure, FigureOptions, Json } from "./figure-types.js";
import type { GridValues } from "./threshold-contour.js";
import { thresholdContour } from "./threshold-contour.js";

/** A row of the data in unscaled units. */
export interface BoundaryPoint {
  readonly x: number;
  readonly y: number;
  readonly part: "training" | "validation";
  /** True if the target lies above the threshold. */
  readonly above: boolean;
}

/** What is drawn. */
export interface Boundary {
  readonly columns: readonly [string, string];
  readonly grid: GridValues;
  readonly threshold: number;
  readonly output: string;
  readonly points: readonly BoundaryPoint[];
}

const BELOW = "#D55E00";
const ABOVE = "#0072B2";

/** Background: output of the network, line: threshold, points: data by class and part. */
export function boundaryFigure(name: string, boundary: Boundary, options: FigureOptions = {}): Figure {
  const title = `Decision boundary of ${name}`;
  const subtitle = `line: ${boundary.output} = ${boundary.threshold}`;
  const specification = {
    ...figureFrame(title, subtitle, { width: 380, height: 380, ...options }),
    layer: [backgroundLayer(boundary, options), contourLayer(boundary, options), pointLayer(boundary)],
    resolve: { scale: { color: "independent" } },
  };
  return { name: "boundary", title, specification };
}

function contourLayer({ columns, grid, threshold }: Boundary, { theme }: FigureOptions): Json {
  const encoding = {
    x: axis("x", columns[0]),
    y: axis("y", columns[1]),
    x2: { field: "x2" },
    y2: { field: "y2" },
  };
  return {
    data: { values: thresholdContour(grid, threshold).map((segment) => ({ ...segment })) },
    mark: { type: "rule", stroke: theme === "dark" ? "#DDDDDD" : "#222222", strokeWidth: 2 },
    encoding,
  };
}

function pointLayer({ columns, points, threshold }: Boundary): Json {
  const labels = [`target > ${threshold}`, `target ≤ ${threshold}`];
  const encoding = {
    x: axis("x", columns[0]),
    y: axis("y", columns[1]),
    color: {
      field: "label",
      type: "nominal",
      scale: { domain: labels, range: [ABOVE, BELOW] },
      legend: { title: null, symbolOpacity: 1 },
    },
    shape: {
      field: "part",
      type: "nominal",
      scale: { domain: ["training", "validation"], range: ["circle", "square"] },
      legend: { title: null, symbolOpacity: 1 },
    },
  };
  return {
    data: { values: points.map(({ x, y, part, above }) => ({ x, y, part, label: labels[above ? 0 : 1]! })) },
    mark: { type: "point", filled: true, size: 46, stroke: "#FFFFFF", strokeWidth: 0.8, opacity: 1 },
    encoding,
  };
}

function axis(field: "x" | "y", title: string): Json {
  return { field, type: "quantitative", title, scale: { zero: false, nice: false }, axis: { grid: false } };
}

/** One rectangle a grid point, reaching half way to its neighbours, without leaving the grid. */
function backgroundLayer({ columns, grid, threshold, output }: Boundary, { theme }: FigureOptions): Json {
  const { xs, ys, values } = grid;
  const cells = xs.flatMap((_, i) =>
    ys.map((_, j) => ({ ...edges("x", xs, i), ...edges("y", ys, j), output: values[i]![j]! })),
  );
  const distance = Math.max(...cells.map((cell) => Math.abs(cell.output - threshold)), 1e-12);
  const middle = theme === "dark" ? "#2A2A2A" : "#F7F7F7";
  return {
    data: { values: cells },
    mark: { type: "rect", opacity: 0.55, strokeWidth: 0 },
    encoding: {
      x: axis("x", columns[0]),
      x2: { field: "x2" },
      y: axis("y", columns[1]),
      y2: { field: "y2" },
      color: {
        field: "output",
        type: "quantitative",
        scale: {
          domain: [threshold - distance, threshold, threshold + distance],
          range: [BELOW, middle, ABOVE],
          clamp: true,
        },
        legend: { title: output, gradientLength: 120 },
      },
    },
  };
}

function edges<Axis extends "x" | "y">(
  name: Axis,
  values: readonly number[],
  index: number,
): Record<Axis | `${Axis}2`, number> {
  const at = values[index]!;
  const low = index === 0 ? at : (at + values[index - 1]!) / 2;
  const high = index === values.length - 1 ? at : (at + values[index + 1]!) / 2;
  return { [name]: low, [`${name}2`]: high } as Record<Axis | `${Axis}2`, number>;
}
