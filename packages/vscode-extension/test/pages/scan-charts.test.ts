// Columns of a scan → charts, without a browser.

import { expect, test } from "vitest";
import type { ScanCourse } from "../../src/messages/run-messages.js";
import { chartsOfScan } from "../../src/pages/run/chart-of-scan.js";
import { ticksOf } from "../../src/pages/run/colour-scale.js";
import { columnLabels } from "../../src/pages/run/column-labels.js";
import { placesOfCourses, valuesAt } from "../../src/pages/run/course-places.js";
import { colourOnRamp, DARK_RAMP, LIGHT_RAMP } from "../../src/pages/shared/colours.js";

const NAN = Number.NaN;

/** A scan of `k` and maybe `d`, of which everything is measured that `values` has. */
function scan(
  axes: readonly (readonly number[])[],
  values: readonly number[],
  more: Partial<ScanCourse> = {},
): ScanCourse {
  return {
    method: "ode",
    timeUnit: undefined,
    axes: axes.map((all, index) => ({
      name: "kdc"[index]!,
      unit: undefined,
      values: all,
      spacing: "linear",
    })),
    count: axes.reduce((product, { length }) => product * length, 1),
    points: values.map((_, index) => index),
    runs: 1,
    measures: [{ name: "final(X)", unit: "nM", values, deviations: undefined, notes: values.map(() => "") }],
    failed: 0,
    failures: [],
    courses: [],
    ...more,
  };
}

test("values in any order are drawn in theirs; the table keeps the order of the text", () => {
  const [chart] = chartsOfScan(scan([[3, 1, 2]], [30, 10, 20]), []);
  expect([chart?.places, chart?.series[0]?.values]).toEqual([
    [1, 2, 3],
    [10, 20, 30],
  ]);
  expect(chart?.table?.()).toBe("k,final(X)\n3,30\n1,10\n2,20\n");
});

test("points that are missing or have no value are gaps", () => {
  const [chart] = chartsOfScan(scan([[1, 2, 3, 4]], [5, NAN, 7], { failed: 1 }), []);
  expect(chart?.series[0]?.values).toEqual([5, null, 7, null]);
  expect(chart?.remark).toBe("1 of 3 finished runs failed.");
  expect(chart?.table?.()).toBe("k,final(X)\n1,5\n2,\n3,7\n");
});

test("one line for each combination of the others", () => {
  const [chart] = chartsOfScan(
    scan(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ),
    [],
  );
  expect(chart?.series.map(({ name, values }) => [name, values])).toEqual([
    ["d = 3, c = 5", [1, 5]],
    ["d = 3, c = 6", [2, 6]],
    ["d = 4, c = 5", [3, 7]],
    ["d = 4, c = 6", [4, 8]],
  ]);
  expect([chart?.colours, chart?.hasManyLines]).toEqual([undefined, false]);
});

test("the name and the unit of a single other quantity stand above the legend", () => {
  const course = scan(
    [
      [1, 2],
      [3, 4],
    ],
    [1, 2, 3, 4],
  );
  const [k, d] = course.axes;
  const [chart] = chartsOfScan({ ...course, axes: [k!, { ...d!, unit: "1/s" }] }, []);
  expect(chart?.legendTitle).toBe("d (1/s)");
  expect(chart?.series.map(({ name, inLegend }) => [name, inLegend])).toEqual([
    ["d = 3 1/s", "3"],
    ["d = 4 1/s", "4"],
  ]);
});

/** One course a point, of the constant value that is its number. */
const courses = (count: number): ScanCourse["courses"] => [
  {
    name: "X",
    unit: "nM",
    runs: Array.from({ length: count }, (_, point) => ({ point, times: [0, 1], values: [point, point] })),
  },
];

test("courses: a chart for each of few combinations of the others, more together", () => {
  const drawn = (others: readonly number[], kept = 2 * others.length) =>
    chartsOfScan(scan([[1, 2], others], Array(2 * others.length).fill(0), { courses: courses(kept) }), [])
      .slice(1)
      .map(({ id, title, legendTitle, colours, series }) => ({
        id,
        title,
        legendTitle,
        colours: colours?.label,
        lines: series.map(({ name, shade, values }) => [name, shade, values[0]]),
      }));
  const [first, ...rest] = drawn([0.5, 4, 5, 6]);
  expect(first).toEqual({
    id: "course-x-d-0-5",
    title: "Time courses of X, d = 0.5",
    legendTitle: "k",
    colours: "k",
    lines: [
      ["k = 1", 0, 0],
      ["k = 2", 1, 4],
    ],
  });
  expect(rest.map(({ title }) => title)).toEqual([4, 5, 6].map((d) => `Time courses of X, d = ${d}`));
  const together = drawn([3, 4, 5, 6, 7]);
  expect(together).toMatchObject([{ id: "course-x", title: "Time courses of X", legendTitle: undefined }]);
  expect(together[0]?.lines[6]).toEqual(["k = 2, d = 4", 1, 6]);
  expect(drawn([3])).toMatchObject([{ title: "Time courses of X" }]);
  // While a scan goes on, combinations without a run have no chart yet.
  expect(drawn([3, 4, 5], 1)).toMatchObject([{ title: "Time courses of X, d = 3" }]);
});

test("runs that are not drawn are told of, also in charts of some", () => {
  const remarks = (axes: readonly (readonly number[])[], kept: number) =>
    chartsOfScan(scan(axes, [0, 0, 0, 0], { courses: courses(kept) }), [])
      .slice(1)
      .map(({ remark }) => remark);
  expect(remarks([[1, 2, 3, 4]], 3)).toEqual(["3 of 4 runs are drawn."]);
  expect(
    remarks(
      [
        [1, 2],
        [3, 4],
      ],
      3,
    ),
  ).toEqual(["3 of 4 runs are drawn, 2 of them here.", "3 of 4 runs are drawn, 1 of them here."]);
});

test("numbers of a column are in one notation", () => {
  expect(columnLabels([1, 0.25, -10, 0, NAN], 5)).toEqual(["1.00", "0.25", "−10.00", "0.00", "–"]);
  expect(columnLabels([12345.678, 0.5], 5)).toEqual(["12346.0", "0.5"]);
  expect(columnLabels([17.9946, 18, 1 / 3], 5)).toEqual(["17.995", "18.000", "0.333"]);
  expect(columnLabels([1e-9, 2.5, 300], 5)).toEqual(["1.0·10⁻⁹", "2.5·10⁰", "3.0·10²"]);
  expect(columnLabels([2e-5, 4e-5, 0], 5)).toEqual(["2·10⁻⁵", "4·10⁻⁵", "0"]);
  expect(columnLabels([4e6, 1], 5)).toEqual(["4·10⁶", "1·10⁰"]);
  expect(columnLabels([-1e-9, 1], 3)).toEqual(["−1·10⁻⁹", "1·10⁰"]);
  expect(columnLabels([0, NAN, Number.POSITIVE_INFINITY], 5)).toEqual(["0", "–", "∞"]);
});

test("of very many lines some are drawn, and all are in the table", () => {
  const many = Array.from({ length: 500 }, (_, index) => index);
  const [chart] = chartsOfScan(scan([[1, 2], many], [...many, ...many]), []);
  expect([chart?.series.length, chart?.series[0]?.shade, chart?.series.at(-1)?.shade]).toEqual([100, 0, 1]);
  expect(chart?.series.at(-1)?.values).toEqual([499, 499]);
  expect(chart?.remark).toBe("100 of 500 lines are drawn; the CSV has all.");
  expect(chart?.table?.().split("\n")).toHaveLength(1002);
});

test("bars go from one deviation below to one above", () => {
  const course = scan([[1, 2]], [5, 6], { runs: 9 });
  const measures = [{ ...course.measures[0]!, deviations: [1, NAN] }];
  const [chart] = chartsOfScan({ ...course, measures }, []);
  expect(chart?.series[0]?.band).toEqual({ low: [4, null], high: [6, null] });
});

test("a hundred thousand points are charted at once", () => {
  const all = Array.from({ length: 100_000 }, (_, index) => index);
  const start = performance.now();
  const [chart] = chartsOfScan(scan([all], all), []);
  console.log(`100 000 points: ${(performance.now() - start).toFixed(0)} ms`);
  expect(chart?.series[0]?.values).toHaveLength(100_000);
});

test("courses with other times are drawn on the times of all", () => {
  expect(
    placesOfCourses([
      [0, 1, 2],
      [0, 1],
      [0, 0.5, 1],
    ]),
  ).toEqual([0, 0.5, 1, 2]);
  expect(valuesAt([0, 0.5, 1, 2], [0, 1], [4, 8])).toEqual([4, 6, 8, null]);
  expect(valuesAt([0, 1], [0.5, 2], [1, 2])).toEqual([null, 1 + 1 / 3]);
  const long = Array.from({ length: 3000 }, (_, index) => index);
  const places = placesOfCourses([long, [0.5]]);
  expect(places.length).toBeLessThan(2002);
  expect([places[0], places.at(-1)]).toEqual([0, 2999]);
});

test("colours go from one end of the ramp to the other, ever lighter", () => {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (colour: string, ground: number): number => {
    const [low, high] = [luminance(colour), ground].sort((a, b) => a - b) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };
  for (const [ramp, ground] of [
    [LIGHT_RAMP, 1],
    [DARK_RAMP, luminance("#1e1e1e")],
  ] as const) {
    const colours = Array.from({ length: 21 }, (_, index) => colourOnRamp(ramp, index / 20));
    expect([colours[0], colours.at(-1)]).toEqual([ramp[0]?.toLowerCase(), ramp.at(-1)?.toLowerCase()]);
    const light = colours.map(luminance);
    expect(light).toEqual([...light].sort((a, b) => a - b));
    for (const colour of colours) expect(contrast(colour, ground), colour).toBeGreaterThan(3);
  }
});

test("a scale of colours has both ends, and round numbers between them", () => {
  const scale = { label: "k", low: 0.01, high: 100, isLogarithmic: true };
  expect(ticksOf(scale).map(({ label, share }) => [label, share])).toEqual([
    ["0.01", 0],
    ["1", expect.closeTo(0.5)],
    ["100", 1],
  ]);
});
