import { expect, test } from "vitest";
import type { FigureSpecification, Json } from "../../src/figures/figure-types.js";
import { scanFigure } from "../../src/figures/scan-figure.js";
import type { ScanAxis, ScanPoint, ScanResult } from "../../src/scan/scan-types.js";

const axis = (
  name: string,
  values: readonly number[],
  spacing: ScanAxis["spacing"] = "linear",
): ScanAxis => ({
  name,
  unit: "1/s",
  values,
  spacing,
});

function resultOf(axes: readonly ScanAxis[], points: readonly Partial<ScanPoint>[]): ScanResult {
  return {
    status: "completed",
    failure: undefined,
    diagnostics: [],
    name: "doses",
    network: "N",
    method: "ode",
    timeUnit: "s",
    concentrationUnit: "nM",
    axes,
    measures: [{ name: "max(A)", unit: "nM" }],
    points: points.map((point, index) => ({
      index,
      values: [],
      status: "completed",
      failure: undefined,
      diagnostics: [],
      measures: [],
      courses: undefined,
      runs: 1,
      rounded: [],
      ...point,
    })),
  };
}

const measured = (value: number, deviation?: number): Pick<ScanPoint, "measures"> => ({
  measures: [
    {
      label: "max(A)",
      value,
      unit: "nM",
      note: undefined,
      ...(deviation === undefined ? {} : { deviation }),
    },
  ],
});

type Panel = Record<string, Json> & {
  readonly data: { readonly values: readonly Record<string, Json>[] };
  readonly layer: readonly Panel[];
  readonly mark: { readonly type: string };
  readonly encoding: Record<string, Record<string, Json>>;
};

function panelsOf(specification: FigureSpecification): readonly Panel[] {
  return specification["vconcat"] as unknown as readonly Panel[];
}

test("one axis: a line that is broken where there is no value, with units", () => {
  const result = resultOf(
    [axis("k", [1, 2, 3])],
    [
      { values: [1], ...measured(10) },
      { values: [2], ...measured(Number.NaN) },
      { values: [3], status: "failed" },
    ],
  );
  const { specification, title } = scanFigure(result);
  const [panel, ...others] = panelsOf(specification);
  const [line, dots] = panel!.layer;
  expect([title, others.length]).toEqual(["Scan of N", 0]);
  expect(line?.data.values.map(({ x, value }) => [x, value])).toEqual([
    [1, 10],
    [2, null],
    [3, null],
  ]);
  expect(dots?.data.values).toHaveLength(1);
  expect(line?.encoding["x"]?.["title"]).toBe("k (1/s)");
  expect(line?.encoding["y"]?.["title"]).toBe("max(A) (nM)");
});

test("the spread of ensembles as bars, of which a logarithmic axis shows what is above 0", () => {
  const points = [
    { values: [1], runs: 20, ...measured(10, 2) },
    { values: [10], runs: 20, ...measured(1, 3) },
    { values: [100], runs: 20, ...measured(0, 0) },
  ];
  const result = { ...resultOf([axis("k", [1, 10, 100], "logarithmic")], points), method: "ssa" as const };
  const bars = (figure: FigureSpecification) =>
    panelsOf(figure)[0]!.layer[0]!.data.values.map(({ low, high }) => [low, high]);
  const { specification } = scanFigure(result);
  expect(specification["title"]).toMatchObject({
    subtitle: "mean of 20 stochastic runs each; bars: ± standard deviation",
  });
  expect(bars(specification)).toEqual([
    [8, 12],
    [-2, 4],
    [0, 0],
  ]);
  expect(panelsOf(specification)[0]!.layer[1]!.encoding["x"]?.["scale"]).toMatchObject({ type: "log" });
  expect(bars(scanFigure(result, { logarithmic: true }).specification)).toEqual([
    [8, 12],
    [1, 4],
  ]);
});

test("a second axis tells lines apart; two long ones are a map", () => {
  const grid = (first: readonly number[], second: readonly number[]): ScanResult =>
    resultOf(
      [axis("k", first), axis("b", second)],
      first.flatMap((k) => second.map((b) => ({ values: [k, b], ...measured(k * b) }))),
    );
  const long = [1, 2, 3, 4, 5, 6];
  const lines = panelsOf(scanFigure(grid(long, [1, 2])).specification)[0]!.layer[0]!;
  expect(lines.encoding["color"]?.["scale"]).toMatchObject({ domain: ["1", "2"] });
  expect(lines.encoding["color"]?.["legend"]).toMatchObject({ title: "b (1/s)" });
  const map = panelsOf(scanFigure(grid(long, long)).specification)[0]!;
  expect(map.mark.type).toBe("rect");
  expect(map.data.values.every(({ x, y, value }) => value === Number(x) * Number(y))).toBe(true);
});

test("time courses: a panel for each read-out and each of few values of the second axis", () => {
  const courses = {
    times: [0, 1],
    plotted: [{ name: "A", unit: "nM", isOneRun: true, values: [1, Number.NaN], band: undefined }],
  };
  const points = [1, 2].flatMap((k) => [5, 6].map((b) => ({ values: [k, b], courses, ...measured(1) })));
  const { specification } = scanFigure(resultOf([axis("k", [1, 2]), axis("b", [5, 6])], points));
  const [, first, second, ...more] = panelsOf(specification);
  expect(more).toEqual([]);
  expect([first, second].map((panel) => panel?.["title"])).toMatchObject([
    { text: "b = 5" },
    { text: "b = 6" },
  ]);
  expect(first?.data.values.map(({ time, value, varied }) => [time, value, varied])).toEqual([
    [0, 1, 1],
    [1, null, 1],
    [0, 1, 2],
    [1, null, 2],
  ]);
});

test("a scan without finished points is an empty picture", () => {
  const { specification } = scanFigure({ ...resultOf([axis("k", [1])], []), measures: [] });
  expect(panelsOf(specification)).toHaveLength(1);
});
