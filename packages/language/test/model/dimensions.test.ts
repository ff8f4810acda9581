// Exact conversion of units, algebra of dimensions, and bounds of expressions.
import { expect, test } from "vitest";
import {
  analyze,
  commonDimension,
  convertToUnits,
  createSourceText,
  describeDimension,
  dimensionOf,
  divideDimensions,
  multiplyDimensions,
  powerOfDimension,
  rateConstantDimension,
  type Unit,
  unitOfSymbol,
} from "../../src/index.js";
import { anything, type Interval, intervalOf, nonNegative } from "../../src/model/signs.js";

const SYMBOLS = { time: "s", concentration: "nM", volume: "L" };
const unit = (symbol: string): Unit => unitOfSymbol(symbol)!;
const IN_NANO = { time: unit("s").scale, concentration: unit("nM").scale, volume: unit("L").scale };

test.each([
  ["s", 1, 1],
  ["min", 1, 60],
  ["h", 0.5, 1800],
  ["d", 1, 86_400],
  ["uM", 3, 3000],
  ["µM", 3, 3000],
  ["pM", 7, 0.007],
  ["M", 1, 1e9],
  ["fL", 1, 1e-15],
  ["kHz", 2, 2000],
  ["nmol", 5, 5],
])("one base unit is %s", (symbol, value, expected) => {
  expect(convertToUnits(value, unit(symbol), IN_NANO)).toBe(expected);
});

test.each(["", "x", "nmin", "mol2", "nMol", "kd"])("`%s` is no unit", (symbol) => {
  expect(unitOfSymbol(symbol)).toBeUndefined();
});

test("dimensions are multiplied, divided and raised exactly", () => {
  const flux = dimensionOf({ concentration: 1, time: -1 });
  const show = (dimension: ReturnType<typeof dimensionOf>): string => describeDimension(dimension, SYMBOLS);
  expect(show(multiplyDimensions(flux, flux))).toBe("nM^2/s^2");
  expect(show(divideDimensions(flux, flux))).toBe("1");
  expect(show(powerOfDimension(powerOfDimension(flux, 1 / 3), 3))).toBe("nM/s");
  expect(show(powerOfDimension(flux, 0.5))).toBe("nM^(1/2)/s^(1/2)");
  expect([0, 1, 2, 3].map((order) => show(rateConstantDimension(order)))).toEqual([
    "nM/s",
    "1/s",
    "1/nM/s",
    "1/nM^2/s",
  ]);
  expect(commonDimension(flux, dimensionOf({ time: 1 }))).toBeUndefined();
  expect(commonDimension({ kind: "bare" }, flux)).toEqual(flux);
});

test.each([
  ["A ->[0.5 * A] 0", []],
  ["A ->[half * A] 0", []],
  ["A ->[k * A + 3] 0", []],
  ["A ->[k * A * (1 - A / limit)] 0", []],
  ["A ->[2 * k * A^2 / (1 + A)] 0", []],
  ["A ->[k * A] 0", []],
  ["A ->[k] 0", ["dimension-mismatch"]],
  ["A ->[k * A^2] 0", ["dimension-mismatch"]],
  ["A ->[k * A^2 + 3] 0", ["dimension-mismatch"]],
  ["A ->[k * A * (1 [nM] - A)] 0", ["dimension-mismatch"]],
  ["signal z = 0 [nM]; z' = 0.5 * A", []],
  ["signal z = 0 [nM]; z' = A", ["dimension-mismatch"]],
])("a number without unit in a law takes the unit that is missing: %s", (statements, expected) => {
  const declarations = "species A = 1; rate k = 1 [1/s], limit = 9 [nM]; const half = 0.5";
  const text = `units { time: s; concentration: nM }\ncrn N { ${declarations}; ${statements} }`;
  const { diagnostics } = analyze(createSourceText("model.ncrn", text));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code }) => code)).toEqual(expected);
});

test.each([
  ["1 + p", [1, Number.POSITIVE_INFINITY]],
  ["-p", [Number.NEGATIVE_INFINITY, 0]],
  ["p * p - 2", [-2, Number.POSITIVE_INFINITY]],
  ["s * s", [0, Number.POSITIVE_INFINITY]],
  ["s^2", [0, Number.POSITIVE_INFINITY]],
  ["s^3", [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]],
  ["abs(s) + relu(s)", [0, Number.POSITIVE_INFINITY]],
  ["p / (1 + p)", [0, 1]],
  ["1 - p^2 / (4 + p^2)", [0, 1]],
  ["p / (p - 1)", [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]],
  ["s / (1 + s)", [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]],
  ["2 * (s - 1) * p * (s - 1)", [0, Number.POSITIVE_INFINITY]],
  ["if s > 1 then s - 1 else 0", [0, Number.POSITIVE_INFINITY]],
  ["if s > 1 then 1 - s else 0", [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]],
  ["min(s, 3)", [Number.NEGATIVE_INFINITY, 3]],
  ["max(s, 3)", [3, Number.POSITIVE_INFINITY]],
  ["tanh(s)", [-1, 1]],
  ["0 * s", [0, 0]],
  ["if s > 0 then 2 else -1", [-1, 2]],
])("bounds of %s", (expression, [lower, upper]) => {
  check(expression, { lower: lower ?? 0, upper: upper ?? 0 });
});

function check(expression: string, expected: Interval): void {
  const text = `crn N { species p = 1; signal s = 0; s' = ${expression} }`;
  const [network] = analyze(createSourceText("model.ncrn", text)).program.networks;
  const value = network?.equations[0]?.value;
  expect(value && intervalOf(value, (name) => (name === "s" ? anything : nonNegative))).toEqual(expected);
}
