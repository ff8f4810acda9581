import { expect, test } from "vitest";
import { boundaryFigure } from "../../src/figures/boundary-figure.js";
import type { Figure, Json } from "../../src/figures/figure-types.js";
import { lossFigure } from "../../src/figures/loss-figure.js";
import { metricsFigure } from "../../src/figures/metrics-figure.js";
import { simulationFigure } from "../../src/figures/simulation-figure.js";
import { thresholdContour } from "../../src/figures/threshold-contour.js";
import { weightsFigure } from "../../src/figures/weights-figure.js";
import type { SimulationResult } from "../../src/simulate/simulation-types.js";
import type { TrainingHistory } from "../../src/train/training-types.js";

const history: TrainingHistory = {
  trainLoss: [100, 10, 1],
  validationLoss: [90, 9, 2],
  initialValidationLoss: 200,
  metrics: {},
  weights: [
    { a: 1, b: 2 },
    { a: 2, b: 3 },
    { a: 3, b: 4 },
  ],
};

/** Every value under a key, anywhere in the specification. */
function valuesOf(json: Json | undefined, key: string): readonly Json[] {
  if (typeof json !== "object" || json === null) return [];
  if (Array.isArray(json)) return json.flatMap((entry) => valuesOf(entry, key));
  return Object.entries(json).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(value, key),
  ]);
}

function checkFrame({ specification, title }: Figure): void {
  expect(specification["$schema"]).toBe("https://vega.github.io/schema/vega-lite/v6.json");
  expect(specification["background"]).toBe("#FFFFFF");
  expect(title).not.toBe("");
  expect(JSON.parse(JSON.stringify(specification))).toEqual(specification);
  expect(JSON.stringify(specification)).not.toContain("null,null");
}

test("the loss of both parts, validation from before the training on", () => {
  const figure = lossFigure("L", history);
  checkFrame(figure);
  const points = valuesOf(figure.specification, "values")[0] as readonly {
    epoch: number;
    part: string;
    loss: number;
  }[];
  expect(points.filter(({ part }) => part === "validation").map(({ epoch, loss }) => [epoch, loss])).toEqual([
    [0, 200],
    [1, 90],
    [2, 9],
    [3, 2],
  ]);
  expect(points.filter(({ part }) => part === "training").map(({ epoch, loss }) => [epoch, loss])).toEqual([
    [1, 100],
    [2, 10],
    [3, 1],
  ]);
});

test("the loss axis is logarithmic where that helps and is possible", () => {
  const isLogarithmic = (losses: TrainingHistory, options = {}) =>
    valuesOf(lossFigure("L", losses, options).specification, "scale").some(
      (scale) => (scale as { type?: string }).type === "log",
    );
  expect(isLogarithmic(history)).toBe(true);
  expect(isLogarithmic(history, { logarithmic: false })).toBe(false);
  expect(isLogarithmic({ ...history, trainLoss: [0, 1, 2] })).toBe(false);
  expect(
    isLogarithmic({ ...history, trainLoss: [3, 2, 1], validationLoss: [3, 2, 1], initialValidationLoss: 4 }),
  ).toBe(false);
});

test("a reference level is a line of its own with its name in the legend", () => {
  const { specification } = lossFigure("L", history, {}, { label: "least squares", loss: 0.5 });
  expect(valuesOf(specification, "domain")).toContainEqual(["training", "validation", "least squares"]);
});

test("weights start with their initial values", () => {
  const figure = weightsFigure("L", { initial: { a: 0, b: 1 }, history, names: ["a", "b"] });
  checkFrame(figure);
  expect(valuesOf(figure.specification, "values")[0]).toHaveLength(8);
});

test("more weights than colours differ by their dashes", () => {
  const names = Array.from({ length: 12 }, (_, index) => `w${index}`);
  const { specification } = weightsFigure("L", { initial: {}, history, names });
  const range = valuesOf(specification, "range") as readonly (readonly Json[])[];
  const pairs = range.filter((entry) => entry.length === 12);
  expect(new Set(names.map((_, index) => JSON.stringify(pairs.map((entry) => entry[index])))).size).toBe(12);
});

test("the dark variant has a dark ground", () => {
  expect(lossFigure("L", history, { theme: "dark" }).specification["background"]).toBe("#1E1E1E");
});

const course: SimulationResult = {
  status: "completed",
  failure: undefined,
  network: "N",
  method: "ssa",
  runs: 3,
  rounded: [],
  timeUnit: "s",
  times: [0, 1],
  columns: [],
  plottedTimes: [0, 1],
  plotted: [
    { name: "A", unit: "nM", isOneRun: true, values: [1, 2], band: { low: [0.5, 1.75], high: [1.5, 2.25] } },
  ],
  report: [],
  comparison: undefined,
};

test("a time course has units on its axes and a band of one standard deviation", () => {
  const figure = simulationFigure(course);
  checkFrame(figure);
  expect(valuesOf(figure.specification, "title")).toEqual(
    expect.arrayContaining(["time (s)", "concentration (nM)"]),
  );
  const [band] = valuesOf(figure.specification, "values") as readonly (readonly {
    low: number;
    high: number;
  }[])[];
  expect(band!.map(({ low, high }) => [low, high])).toEqual([
    [0.5, 1.5],
    [1.75, 2.25],
  ]);
});

test("the contour of a slope is the straight line at the threshold", () => {
  const xs = [0, 1, 2];
  const segments = thresholdContour({ xs, ys: xs, values: xs.map((x) => xs.map((y) => x + 2 * y)) }, 2.5);
  for (const { x, y, x2, y2 } of segments) {
    expect(x + 2 * y).toBeCloseTo(2.5, 12);
    expect(x2 + 2 * y2).toBeCloseTo(2.5, 12);
  }
  expect(segments.length).toBeGreaterThanOrEqual(2);
});

test("a saddle gives two segments that do not cross its diagonal corners' signs", () => {
  const segments = thresholdContour(
    {
      xs: [0, 1],
      ys: [0, 1],
      values: [
        [1, -1],
        [-1, 1],
      ],
    },
    0,
  );
  expect(segments).toHaveLength(2);
});

test("the boundary shows grid, line and points", () => {
  const figure = boundaryFigure("L", {
    columns: ["a", "b"],
    grid: {
      xs: [0, 1],
      ys: [0, 1],
      values: [
        [0, 0.2],
        [0.8, 1],
      ],
    },
    threshold: 0.5,
    output: "yhat",
    points: [{ x: 0, y: 0, part: "training", above: false }],
  });
  checkFrame(figure);
  const [cells, line, points] = valuesOf(figure.specification, "values") as readonly (readonly Json[])[];
  expect([cells!.length, line!.length, points!.length]).toEqual([4, 1, 1]);
  expect(cells!.map((cell) => (cell as { output: number }).output)).toEqual([0, 0.2, 0.8, 1]);
});

test("only single stochastic runs are drawn as steps", () => {
  const mean = { name: "mean(A)", unit: "nM", isOneRun: false, values: [1, 2], band: undefined };
  const steps = (result: SimulationResult) => valuesOf(simulationFigure(result).specification, "interpolate");
  const [line] = course.plotted;
  expect(steps({ ...course, method: "ssa" })).toEqual(["step-after"]);
  expect(steps({ ...course, method: "ssa", plotted: [mean] })).toEqual([]);
  expect(steps({ ...course, method: "ssa", plotted: [line!, mean] })).toEqual(["step-after"]);
  expect(steps({ ...course, method: "ode" })).toEqual([]);
});

test("of an ensemble the mean is drawn with a band and a few thin runs, and the figure says so", () => {
  const column = {
    ...course.plotted[0]!,
    isOneRun: false,
    singleRuns: [
      [1, 3],
      [1, 1],
    ],
  };
  const { specification } = simulationFigure({ ...course, plotted: [column] });
  expect(valuesOf(specification, "subtitle")).toEqual([
    "mean of 3 stochastic runs; bands: 5 % to 95 % of them; thin: single runs",
  ]);
  const [band, runs, lines] = valuesOf(specification, "values") as readonly (readonly Json[])[];
  expect([band!.length, runs!.length, lines!.length]).toEqual([2, 4, 2]);
  expect(valuesOf(specification, "strokeWidth")).toEqual([0.6, 1.8]);
  expect(valuesOf(specification, "interpolate")).toEqual(["step-after"]);
  const langevin = simulationFigure({ ...course, method: "langevin", plotted: [column] });
  expect(valuesOf(langevin.specification, "interpolate")).toEqual([]);
});

test("quantiles of a part of the runs are said to be that, and noise bands to be standard deviations", () => {
  const subtitle = (result: SimulationResult) =>
    valuesOf(simulationFigure(result).specification, "subtitle")[0];
  expect(subtitle({ ...course, quantileRuns: 2 })).toBe(
    "one of 3 stochastic runs; bands: 5 % to 95 % of the first 2",
  );
  expect(subtitle({ ...course, method: "linear_noise", runs: 1 })).toBe(
    "linear noise approximation; bands: mean ± standard deviation",
  );
});

test("a band that reaches below 0 is cut where nothing can be", () => {
  const scaleOf = (low: number, value: number) => {
    const plotted = [{ ...course.plotted[0]!, values: [value, 2], band: { low: [low, 1], high: [2, 3] } }];
    return (
      valuesOf(simulationFigure({ ...course, plotted }).specification, "y") as readonly { scale?: Json }[]
    )
      .map(({ scale }) => scale)
      .filter((scale) => scale !== undefined);
  };
  expect(scaleOf(-0.5, 1)).toEqual([{ domainMin: 0 }]);
  expect(scaleOf(0.5, 1)).toEqual([]);
  expect(scaleOf(-0.5, -0.1)).toEqual([]);
});

test("a band has the colour of the mean where that is drawn, else that of its line", () => {
  const mean = { name: "mean(A)", unit: "nM", isOneRun: false, values: [1, 2], band: undefined };
  const nameOfBand = (result: SimulationResult) =>
    (valuesOf(simulationFigure(result).specification, "values")[0] as readonly { name: string }[])[0]!.name;
  expect(nameOfBand(course)).toBe("A");
  expect(nameOfBand({ ...course, plotted: [...course.plotted, mean] })).toBe("mean(A)");
});

test("axes end where the run ends", () => {
  const axisOf = ({ specification }: Figure) =>
    (valuesOf(specification, "x") as readonly { scale?: Json }[]).map(({ scale }) => scale)[0];
  const late = { ...course, plottedTimes: [0, 7.5] };
  expect(axisOf(simulationFigure(late))).toEqual({ domainMax: 7.5, nice: false });
  const names = ["a", "b"];
  for (const figure of [
    lossFigure("L", history),
    weightsFigure("L", { initial: { a: 0, b: 0 }, history, names }),
  ])
    expect(axisOf(figure)).toEqual({ domainMax: 3, nice: false });
});

test("metrics have a labelled axis from 0 to 1, longer only if r2 is negative", () => {
  const axisOf = (metrics: TrainingHistory["metrics"]) =>
    valuesOf(metricsFigure("L", { ...history, metrics }).specification, "y")[0];
  expect(axisOf({ accuracy: [1, 1, 1] })).toMatchObject({ title: "accuracy", scale: { domain: [0, 1] } });
  expect(axisOf({ accuracy: [0.5, 1, 1], r2: [-2, 0, 0.5] })).toMatchObject({
    title: "metric",
    scale: { domain: [-2, 1] },
  });
});

test("a figure of many weights is higher", () => {
  const names = Array.from({ length: 15 }, (_, index) => `w[${index + 1}]`);
  const heightOf = (shown: readonly string[]) =>
    weightsFigure("L", { initial: {}, history, names: shown }).specification["height"] as number;
  expect(heightOf(names.slice(0, 8))).toBe(300);
  expect(heightOf(names)).toBeGreaterThan(400);
});
