import { expect, test } from "vitest";
import { durationText, rateText } from "../src/progress.js";
import { counted, numberText, tableText } from "../src/table.js";

test.each([
  [0, "0"],
  [5.516812345, "5.51681"],
  [100, "100"],
  [1e-9, "1e-9"],
  [-0.00012345678, "-0.000123457"],
  [123456789, "1.23457e8"],
  [1234567, "1234570"],
  [1 / 3, "0.333333"],
  [Number.NaN, "NaN"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
])("%d reads %s", (value, text) => {
  expect(numberText(value)).toBe(text);
});

test("columns align, numbers to the right", () => {
  const rows = [
    ["", "initial", "final"],
    ["training loss", "0.5", "12.25"],
  ];
  expect(tableText(rows, "  ")).toBe("                 initial  final\n  training loss      0.5  12.25");
});

test("counts", () => {
  expect([counted(1, "epoch"), counted(2, "epoch"), counted(0, "species", "species")]).toEqual([
    "1 epoch",
    "2 epochs",
    "0 species",
  ]);
});

test("durations and rates", () => {
  expect([0.4, 59.4, 60, 3723].map(durationText)).toEqual(["0 s", "59 s", "1:00", "1:02:03"]);
  expect([172_799, 172_800, 6e7, 1e11].map(durationText)).toEqual([
    "47:59:59",
    "2 days",
    "694 days",
    "3200 years",
  ]);
  expect(rateText(50, 50, 10)).toBe("5.0/s, 10 s left");
  expect(rateText(0, 100, 10)).toBe("0.00/s, ? left");
});
