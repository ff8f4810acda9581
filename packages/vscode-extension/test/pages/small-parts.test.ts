// Parts of pages that need no browser.

import { expect, test } from "vitest";
import { factorOf } from "../../src/pages/network/wheel-zoom.js";
import { interpolated } from "../../src/pages/run/interpolate-grid.js";
import { fileStem } from "../../src/pages/shared/file-stem.js";

test("names of files begin with the name of what they are about", () => {
  expect(["LotkaVolterra", "orbit", "Übung 2", "XOR", "k/9"].map(fileStem)).toEqual([
    "lotka-volterra",
    "orbit",
    "übung-2",
    "xor",
    "k-9",
  ]);
  expect(fileStem("★")).toBe("ncrn");
});

test("between points of a grid values are mixed, at its edges and beside gaps they are not", () => {
  const grid = [
    [0, 2],
    [4, 6],
  ];
  expect(interpolated(grid, 0.5, 0.5)).toBe(3);
  expect(interpolated(grid, 0.25, 0.25)).toBe(0);
  expect(interpolated(grid, 0, 1)).toBe(4);
  expect(interpolated([[1, Number.NaN]], 0.3, 0.5)).toBe(1);
  expect(interpolated([[1, Number.NaN]], 0.7, 0.5)).toBeNaN();
});

test("a turn of the wheel magnifies at once, in whatever unit it is told", () => {
  const turn = (deltaY: number, deltaMode = 0, ctrlKey = false) => factorOf({ deltaY, deltaMode, ctrlKey });
  expect(turn(-300)).toBeGreaterThan(1.7);
  expect(turn(300) * turn(-300)).toBeCloseTo(1);
  expect(turn(-3, 1)).toBeGreaterThan(1.15);
  expect(turn(-5, 0, true)).toBeGreaterThan(turn(-5));
});
