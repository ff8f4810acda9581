import type { CheckedData } from "@ncrn/language";
import { expect, test } from "vitest";
import { type DataOptions, rowsFromData } from "../../src/data/rows-from-data.js";
import { array, binary, column, conditional, data, draw, origin, product, sum, text } from "../hand-built.js";

const IRIS = `sepal,petal,species
5.1,1.4,setosa
4.9,1.4,setosa
7.0,4.7,versicolor
6.3,6.0,virginica
5.8,5.1,virginica
`;

const flowers = (parts: Partial<CheckedData> = {}) =>
  data({ name: "flowers", source: { kind: "file", path: "iris.csv", origin }, rows: "as_given", ...parts });

function evaluate(record: CheckedData, files: Record<string, string>, options: Partial<DataOptions> = {}) {
  return rowsFromData(record, {
    readText: (path) => files[path],
    seed: undefined,
    defaultSeed: 1,
    inputColumns: [],
    targetColumns: [],
    ...options,
  });
}

function check(record: CheckedData, csv: string, options: Partial<DataOptions>, expected: object): void {
  const { dataSet, diagnostics } = evaluate(record, { "iris.csv": csv }, options);
  expect(diagnostics).toEqual([]);
  expect(dataSet).toMatchObject(expected);
}

function checkProblem(
  record: CheckedData,
  csv: string,
  options: Partial<DataOptions>,
  code: string,
  message: RegExp,
): void {
  const { diagnostics } = evaluate(record, { "iris.csv": csv }, options);
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  expect(diagnostics[0]?.message).toMatch(message);
}

const label = column("y", conditional(binary("species", "==", text("virginica")), 1, 0));
const withoutVersicolor = binary("species", "!=", text("versicolor"));

test("rows are filtered by text and derived columns are added", () => {
  check(
    flowers({ where: withoutVersicolor, columns: [label] }),
    IRIS,
    {},
    {
      training: {
        columns: ["sepal", "petal", "species", "y"],
        rows: [
          [5.1, 1.4, "setosa", 0],
          [4.9, 1.4, "setosa", 0],
          [6.3, 6.0, "virginica", 1],
          [5.8, 5.1, "virginica", 1],
        ],
      },
      validation: { rows: [] },
    },
  );
});

test("a text may be derived, and a column may use an earlier one", () => {
  const size = column("size", conditional(binary("petal", ">", 4), text("large"), text("small")));
  const flag = column("flag", binary("size", "==", text("large")));
  check(
    flowers({ columns: [size, flag] }),
    IRIS,
    {},
    {
      training: {
        rows: [
          [5.1, 1.4, "setosa", "small", 0],
          [4.9, 1.4, "setosa", "small", 0],
          [7.0, 4.7, "versicolor", "large", 1],
          [6.3, 6, "virginica", "large", 1],
          [5.8, 5.1, "virginica", "large", 1],
        ],
      },
    },
  );
});

test("scaling uses the training part alone", () => {
  const split = { value: 3, origin };
  check(
    flowers({ scale: "minmax", split }),
    IRIS,
    { inputColumns: ["petal"] },
    {
      scaling: [{ column: "petal", minimum: 1.4, maximum: 4.7 }],
      training: {
        rows: [
          [5.1, 0, "setosa"],
          [4.9, 0, "setosa"],
          [7, 1, "versicolor"],
        ],
      },
      validation: {
        rows: [
          [6.3, (6.0 - 1.4) / (4.7 - 1.4), "virginica"],
          [5.8, (5.1 - 1.4) / (4.7 - 1.4), "virginica"],
        ],
      },
    },
  );
});

test("a constant column is scaled to 0 with a warning", () => {
  const { dataSet, diagnostics } = evaluate(
    flowers({ scale: "minmax" }),
    { "iris.csv": "a\n2\n2\n" },
    { inputColumns: ["a"] },
  );
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["constant-column", "warning"]]);
  expect(dataSet?.training.rows).toEqual([[0], [0]]);
});

test("a fraction is rounded to a count, and the parts have all rows between them", () => {
  const { dataSet } = evaluate(flowers({ split: { value: 0.5, origin }, rows: "shuffled" }), {
    "iris.csv": IRIS,
  });
  expect(dataSet?.training.rows).toHaveLength(3);
  const all = [...(dataSet?.training.rows ?? []), ...(dataSet?.validation.rows ?? [])].map(
    ([sepal]) => sepal,
  );
  expect([...all].sort()).toEqual([4.9, 5.1, 5.8, 6.3, 7]);
});

test("the seed fixes draws and order; another seed gives others", () => {
  const drawn = data({ columns: [column("a", draw("uniform", 0, 1))], split: { value: 5, origin } });
  const rows = (seed: number) => evaluate(drawn, {}, { seed }).dataSet?.training.rows;
  expect(rows(1)).toEqual(rows(1));
  expect(rows(1)).not.toEqual(rows(2));
});

test("drawn columns have the distribution that was asked for, and every component is drawn by itself", () => {
  const noise = draw("normal", 3, 0.5);
  const record = data({
    source: { kind: "sample", count: 4000 },
    columns: [
      { name: "e", value: { shape: [2], components: [noise, noise] }, origin },
      column("twice", sum("e[1]", "e[1]")),
    ],
  });
  const { dataSet } = evaluate(record, {});
  expect(dataSet?.training.columns).toEqual(["e[1]", "e[2]", "twice"]);
  const rows = (dataSet?.training.rows ?? []) as readonly (readonly number[])[];
  const mean = rows.reduce((total, [first]) => total + first!, 0) / rows.length;
  const variance = rows.reduce((total, [first]) => total + (first! - mean) ** 2, 0) / rows.length;
  // Three standard errors of mean and variance.
  expect(Math.abs(mean - 3)).toBeLessThan((3 * 0.5) / Math.sqrt(4000));
  expect(Math.abs(variance - 0.25)).toBeLessThan(3 * 0.25 * Math.sqrt(2 / 4000));
  expect(rows.every(([first, second, twice]) => first !== second && twice === 2 * first!)).toBe(true);
});

test("a draw used twice in one expression is one draw", () => {
  const once = draw("uniform", 0, 1);
  const record = data({ columns: [column("a", binary(once, "-", once))] });
  expect(evaluate(record, {}).dataSet?.training.rows.every(([value]) => value === 0)).toBe(true);
});

test("two files are two parts, each scaled by the first", () => {
  const record = data({
    source: { kind: "parts", training: { path: "a.csv", origin }, validation: { path: "b.csv", origin } },
    rows: "as_given",
    scale: "minmax",
    scaleColumns: ["x"],
  });
  const { dataSet } = evaluate(record, { "a.csv": "x\n0\n2\n", "b.csv": "x\n4\n" });
  expect([dataSet?.training.rows, dataSet?.validation.rows]).toEqual([[[0], [1]], [[2]]]);
});

test("a test grid runs through its axes, the first slowest", () => {
  const axes = [
    { column: "a", from: 0, to: 1 },
    { column: "b", from: 2, to: 3 },
  ];
  const { dataSet } = evaluate(data({ testGrid: { axes, points: 2 } }), {});
  expect(dataSet?.testGrid).toEqual({
    columns: ["a", "b"],
    rows: [
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
    ],
  });
});

test("a class that one part lacks is refused", () => {
  const record = flowers({ columns: [label], split: { value: 3, origin } });
  checkProblem(
    record,
    IRIS,
    { targetColumns: ["y"] },
    "one-class-split",
    /no row with `y` = 1 in the training part/,
  );
  const others = flowers({ columns: [label], split: { value: 4, origin } });
  checkProblem(
    others,
    IRIS,
    { targetColumns: ["y"] },
    "one-class-split",
    /no row with `y` = 0 in the validation part/,
  );
});

test("measurements that one part lacks are no classes", () => {
  const record = flowers({ columns: [column("y", product("petal", 2))], split: { value: 3, origin } });
  check(record, IRIS, { targetColumns: ["y"] }, {});
});

test("a missing file", () => {
  const { diagnostics } = evaluate(flowers(), {});
  expect(diagnostics.map(({ code }) => code)).toEqual(["file-not-found"]);
});

test("faults of the data name file, line and column", () => {
  checkProblem(flowers(), "a,b\n1\n", {}, "malformed-data", /`iris.csv`, line 2, column 1: 1 cell here/);
  checkProblem(
    flowers(),
    "a,b\n1,2\n3,NaN\n",
    { inputColumns: ["b"] },
    "value-not-finite",
    /`iris.csv`, line 3: `b` is `NaN`/,
  );
  checkProblem(
    flowers(),
    "a,b\n1,2\n3,\n",
    { inputColumns: ["b"] },
    "value-not-finite",
    /line 3: `b` is empty\.$/,
  );
  checkProblem(
    flowers(),
    "a,b\n1,2\n3,abc\n",
    { inputColumns: ["b"] },
    "malformed-data",
    /line 3, column 3: `abc` in `b` is not a number/,
  );
  checkProblem(
    flowers({ columns: [column("c", binary(1, "/", "a"))] }),
    "a\n1\n0\n",
    {},
    "value-not-finite",
    /line 3: `c` is `Infinity`/,
  );
  checkProblem(
    flowers({ columns: [column("c", "nope")] }),
    "a\n1\n",
    {},
    "unknown-column",
    /no column `nope`/,
  );
});

test("the place of a cell is that in the file, whatever columns are computed", () => {
  const record = flowers({ columns: [column("a", sum("a", 1)), column("c", "b")] });
  const used = { inputColumns: ["b"] };
  checkProblem(record, "a,b\n1,2\n3,abc\n", used, "malformed-data", /line 3, column 3: `abc` in `b`/);
  const size = flowers({ columns: [column("b", text("large"))] });
  checkProblem(size, "a,b\n1,2\n", used, "malformed-data", /line 2, column 1: `large` in `b`/);
});

test("only the first fault is told, and faults in rows or columns that are not used are none", () => {
  checkProblem(flowers(), "a\nx\ny\n", { inputColumns: ["a"] }, "malformed-data", /line 2/);
  check(flowers(), "a,b\n1,NaN\n", { inputColumns: ["a"] }, { training: { rows: [[1, "NaN"]] } });
  const complete = flowers({ where: binary("b", "!=", text("NaN")), columns: [column("c", sum("b", 1))] });
  check(complete, "a,b\n1,NaN\n2,3\n", {}, { training: { rows: [[2, 3, 4]] } });
});

test("no rows at all", () => {
  checkProblem(flowers({ where: binary("a", ">", 5) }), "a\n1\n", {}, "empty-data", /`flowers` has no rows/);
  checkProblem(
    flowers({ split: { value: 1, origin } }),
    "a\n1\n",
    {},
    "empty-data",
    /no rows for validation/,
  );
});

test("an array column has one column a component", () => {
  const oneHot = {
    name: "kind",
    value: array(binary("species", "==", text("setosa")), binary("species", "==", text("virginica"))),
    origin,
  };
  check(
    flowers({ where: withoutVersicolor, columns: [oneHot] }),
    IRIS,
    {},
    { training: { columns: ["sepal", "petal", "species", "kind[1]", "kind[2]"] } },
  );
});

test("the hint on an empty cell is a condition that works", () => {
  const csv = "a,b\n1,0\n,0\n-3,0\n";
  const used = { inputColumns: ["a"] };
  const positive = binary("a", ">", 0);
  for (const where of [undefined, positive]) {
    const { diagnostics } = evaluate(flowers({ where }), { "iris.csv": csv }, used);
    expect(diagnostics.map(({ message }) => message)).toEqual(["`iris.csv`, line 3: `a` is empty."]);
    expect(diagnostics[0]?.hint).toContain('`where: a != ""`, before any other condition on `a`');
  }
  const filled = binary("a", "!=", text(""));
  check(flowers({ where: filled }), csv, used, {
    training: {
      rows: [
        [1, 0],
        [-3, 0],
      ],
    },
  });
  check(flowers({ where: binary(filled, "&&", positive) }), csv, used, { training: { rows: [[1, 0]] } });
});

test("decimal commas are told from other texts", () => {
  const hintOf = (csv: string) =>
    evaluate(flowers(), { "iris.csv": csv }, { inputColumns: ["a"] }).diagnostics.map(({ hint }) => hint);
  expect(hintOf('a\n"1,5"\n')).toEqual(["Write decimal points instead of decimal commas."]);
  expect(hintOf("a\nmany\n")).toEqual([undefined]);
});

test("a distribution that does not exist is refused", () => {
  const problemsOf = (...arguments_: Parameters<typeof draw>) =>
    evaluate(data({ columns: [column("a", draw(...arguments_))] }), {}).diagnostics.map(
      ({ code, message }) => `${code}: ${message}`,
    );
  expect(problemsOf("normal", 0, -1)).toEqual([
    "invalid-value: `normal` must be given a standard deviation of at least 0, this is -1.",
  ]);
  expect(problemsOf("bernoulli", 1.5)[0]).toMatch(/probability between 0 and 1, this is 1.5/);
  expect(problemsOf("normal", 0, 0)).toEqual([]);
});
