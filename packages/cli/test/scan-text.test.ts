import type { ReportEntry, ScanPoint, ScanResult } from "@ncrn/experiments";
import { expect, test } from "vitest";
import { roundedTexts, scanText } from "../src/scan/scan-text.js";

function entry(label: string, value: number, more: Partial<ReportEntry> = {}): ReportEntry {
  return { label, value, unit: undefined, note: undefined, ...more };
}

function point(index: number, measures: readonly ReportEntry[], more: Partial<ScanPoint> = {}): ScanPoint {
  return {
    ...{ index, values: [index], status: "completed", failure: undefined, diagnostics: [] },
    ...{ measures, courses: undefined, runs: 1, rounded: [] },
    ...more,
  };
}

function result(points: readonly ScanPoint[], more: Partial<ScanResult> = {}): ScanResult {
  return {
    ...{ status: "completed", failure: undefined, diagnostics: [], name: "doses", network: "Switch" },
    ...{ method: "ode", timeUnit: "s", concentrationUnit: "nM", points },
    axes: [{ name: "k", unit: "1/s", values: points.map(({ index }) => index), spacing: "linear" }],
    measures: [
      { name: "max(X)", unit: "nM" },
      { name: "period(X)", unit: "s" },
    ],
    ...more,
  };
}

const RUNS = (value: number, deviation: number) => [entry("max(X)", value, { deviation })];

test("what was varied, what was measured, and why something has no value", () => {
  const points = [
    point(0, [entry("max(X)", 12.5), entry("period(X)", Number.NaN, { remark: "no period" })]),
    point(1, [entry("max(X)", 3), entry("period(X)", 0.25, { remark: "doubtful" })]),
    point(2, [], {
      status: "failed",
      failure: {
        ...{ code: "too-many-steps", message: "It took too long.", time: 1, species: undefined },
        hint: undefined,
      },
    }),
    point(10, [entry("max(X)", 4), entry("period(X)", 7)]),
  ];
  expect(scanText(result(points))).toBe(
    [
      "Switch over k: 4 runs (differential equations)",
      "  k [1/s]  max(X) [nM]  period(X) [s]",
      "        0         12.5              –  period(X): no period",
      "        1            3           0.25  period(X): doubtful",
      "        2            –              –  failed: It took too long.",
      "       10            4              7",
    ].join("\n"),
  );
});

test("means over runs stand beside their standard deviation, where there is one", () => {
  const points = [
    point(0, RUNS(12.5, 0.25), { runs: 20 }),
    point(1, RUNS(100, Number.NaN), { runs: 20 }),
    point(2, RUNS(8, 10), { runs: 20 }),
  ];
  const measures = [{ name: "max(X)", unit: undefined }];
  expect(scanText(result(points, { method: "ssa", measures }))).toBe(
    [
      "Switch over k: 3 runs (exact stochastic simulation, 20 each)",
      "  k [1/s]  max(X)",
      "        0    12.5  ± 0.25",
      "        1     100",
      "        2       8    ± 10",
    ].join("\n"),
  );
});

test("in how many runs there is a value stands once in a row, which pulse it is of not at all", () => {
  const share = (some: number) => ({ share: { some, all: 20 } });
  const pulses = (shares: readonly object[]) =>
    shares.map((one, index) => entry(`area(X)[${index + 1}]`, index + 1, { note: "a pulse", ...one }));
  const measures = [1, 2].map((pulse) => ({ name: `area(X)[${pulse}]`, unit: undefined }));
  const points = [
    point(0, pulses([{}, {}])),
    point(1, pulses([share(19), share(5)])),
    point(2, [
      entry("area(X)[1]", 1, share(3)),
      entry("area(X)[2]", Number.NaN, { ...share(1), remark: "no value: one run has no spread" }),
    ]),
  ];
  expect(scanText(result(points, { measures })).split("\n").slice(2)).toEqual([
    "        0           1           2",
    "        1           1           2  in 5 to 19 of 20 runs",
    "        2           1           –  no value: one run has no spread; in 1 to 3 of 20 runs",
  ]);
  const two = [{ name: "max(X)", unit: undefined }, ...measures];
  expect(scanText(result(points, { measures: two }))).toContain("  area(X): in 5 to 19 of 20 runs\n");
});

test("of a read-out with many values the first are shown", () => {
  const labels = Array.from({ length: 48 }, (_, index) => `area(X)[${index + 1}]`);
  const components = Array.from({ length: 8 }, (_, index) => `final(y[${index + 1}])`);
  const all = [...labels, ...components, "max(X)"];
  const points = [
    point(
      0,
      all.map((label, index) => entry(label, index)),
    ),
  ];
  const measures = all.map((name) => ({ name, unit: undefined }));
  const [, header, row, left, ...rest] = scanText(result(points, { measures })).split("\n");
  expect(header?.trim().split(/\s{2,}/)).toEqual(["k [1/s]", ...labels.slice(0, 8), ...components, "max(X)"]);
  expect(row?.trim().split(/\s+/)).toEqual(
    [0, 0, 1, 2, 3, 4, 5, 6, 7, 48, 49, 50, 51, 52, 53, 54, 55, 56].map(String),
  );
  expect([left, ...rest]).toEqual(["  … 40 more columns of area(X); `--csv FILE` writes all of them"]);
});

test.each([
  [40, 42, undefined],
  [41, 43, "  … 1 more row; `--csv FILE` writes all of them"],
  [100, 43, "  … 60 more rows; `--csv FILE` writes all of them"],
])("of %i rows %i lines are shown", (count, lines, gap) => {
  const points = Array.from({ length: count }, (_, index) => point(index, [entry("max(X)", index)]));
  const shown = scanText(result(points, { measures: [{ name: "max(X)", unit: undefined }] })).split("\n");
  expect(shown).toHaveLength(lines);
  expect(shown.at(-1)).toMatch(new RegExp(`^ +${count - 1} +${count - 1}$`));
  expect(shown[21]).toMatch(/^ +19 +19$/);
  if (gap !== undefined) expect(shown[22]).toBe(gap);
});

test("a scan that was stopped says how far it came", () => {
  const axes = [
    { name: "k", unit: undefined, values: [1, 2, 3], spacing: "linear" },
    { name: "X", unit: undefined, values: [1, 2], spacing: "linear" },
  ] as const;
  const heading = (points: readonly ScanPoint[]) =>
    scanText(result(points, { axes, status: "cancelled" })).split("\n")[0];
  expect(heading([point(0, [], { values: [1, 1] })])).toBe(
    "Switch over k and X: 1 of 6 runs (differential equations)",
  );
  expect(heading([])).toBe("Switch over k and X: 0 of 6 runs (differential equations): no results");
});

test("of many rounded starts a few are said, each once", () => {
  const rounded = (concentration: number) => [{ species: "X", concentration, count: 1 }];
  const points = [0.5, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1].map((start, index) =>
    point(index, [], { rounded: rounded(start) }),
  );
  expect(roundedTexts(result(points.slice(0, 2)))).toEqual([
    "X starts with 1 molecule: 0.5 nM is no whole number of them",
  ]);
  expect(roundedTexts(result(points))).toHaveLength(5);
  expect(roundedTexts(result(points)).at(-1)).toBe("2 more starts are rounded");
});
