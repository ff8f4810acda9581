import { expect, test } from "vitest";
import { csvColumns } from "../../src/model/csv-header.js";

test.each([
  ["a,b c\n1,2\n", ["a", "b c"]],
  ["\n a ; b\n1;2\n", ["a", "b"]],
  ["a\tb\n", ["a", "b"]],
  ["a;b,c\n", ["a;b", "c"]],
  ["one\n", ["one"]],
  ["", []],
])("the header of %j", (text, columns) => {
  expect(csvColumns(text)).toEqual(columns);
});
