import type { SimulationResult } from "@ncrn/experiments";
import { expect, test } from "vitest";
import { noiseText, roundedText, summaryText } from "../src/simulation/simulation-text.js";

const COLUMN = { name: "U", kind: "species", unit: "nM", values: [10, 15], deviation: [0, 3] } as const;
const RESULT: SimulationResult = {
  status: "completed",
  failure: undefined,
  network: "Toggle",
  method: "linear_noise",
  runs: 1,
  rounded: [],
  timeUnit: "min",
  times: [0, 50],
  columns: [COLUMN],
  plottedTimes: [0, 50],
  plotted: [{ name: "U", unit: "nM", isOneRun: false, values: [10, 15], band: undefined }],
  report: [],
  comparison: undefined,
};

test("noise that grows without bound is said, with time and species", () => {
  expect(noiseText(RESULT)).toBeUndefined();
  const grown = { ...RESULT, columns: [{ ...COLUMN, deviation: [0, 1.7e9] }] };
  expect(noiseText(grown)).toMatch(/does not hold from t = 50 min on: the noise of U grows/);
  expect(noiseText({ ...grown, method: "langevin" })).toBeUndefined();
});

test("a rounded start has the unit of the file", () => {
  expect(roundedText({ species: "p[2]", concentration: 2, count: 1 }, COLUMN.unit)).toBe(
    "p[2] starts with 1 molecule: 2 nM is no whole number of them",
  );
});

test("where a spread has no value, there is a dash or nothing", () => {
  const spread = {
    name: "sd(U)",
    unit: "nM",
    isOneRun: false,
    values: [Number.NaN, Number.NaN],
    band: undefined,
  };
  const plotted = [...RESULT.plotted, spread];
  const text = summaryText({
    ...RESULT,
    columns: [{ ...COLUMN, deviation: [Number.NaN, Number.NaN] }],
    plotted,
  });
  expect(text).toMatch(/^ {2}U +15 +nM$/m);
  expect(text).toMatch(/^ {2}sd\(U\) +– +nM$/m);
  expect(text).not.toContain("NaN");
});

test("a reported mean over several runs has its spread", () => {
  const report = [
    { label: "max(U)", value: 12.5, deviation: 0.25, unit: "nM", note: undefined },
    { label: "mean(U)", value: 3, unit: "nM", note: undefined },
    { label: "period(U)", value: Number.NaN, unit: "min", note: "no period" },
  ];
  const text = summaryText({ ...RESULT, method: "ssa", runs: 7, report });
  expect(text).toMatch(/^ {2}max\(U\) +12\.5 +± 0\.25 +nM$/m);
  expect(text).toMatch(/^ {2}mean\(U\) +3 +nM$/m);
  expect(text).toMatch(/^ {2}period\(U\) +no period$/m);
});

test("the beginning of a run is not taken for one", () => {
  expect(summaryText({ ...RESULT, method: "ssa", runs: 7 })).toMatch(
    /\(exact stochastic simulation, 7 runs\)/,
  );
  expect(summaryText({ ...RESULT, status: "failed", method: "ssa", runs: 0 })).toMatch(
    /where the run ended \(exact stochastic simulation, no run finished\)/,
  );
});
