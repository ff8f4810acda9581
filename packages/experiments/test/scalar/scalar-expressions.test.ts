import type { ScalarExpression } from "@ncrn/language";
import { expect, test } from "vitest";
import { compileScalars } from "../../src/scalar/compile-scalars.js";
import {
  calledFunctions,
  componentNames,
  componentNamesOf,
  numericComponentNames,
} from "../../src/scalar/component-names.js";
import { evaluateNumber, type ScalarEnvironment } from "../../src/scalar/evaluate-scalar.js";
import { inlineDefinitions } from "../../src/scalar/inline-definitions.js";
import { binary, call, conditional, origin, scalar, sum, text } from "../hand-built.js";

const VALUES: Readonly<Record<string, number>> = { x: 1.5, y: -2, n: 7 };

const environment: ScalarEnvironment = {
  component: (name) => VALUES[name] ?? Number.NaN,
  draw: () => Number.NaN,
  textAsNumber: () => Number.NaN,
  time: 3,
};

/** Both evaluators must agree with the value. */
function check(expression: ScalarExpression, expected: number): void {
  expect(evaluateNumber(expression, environment)).toBeCloseTo(expected, 12);
  const names = Object.keys(VALUES);
  const result = new Float64Array(1);
  compileScalars([expression], names)(
    Float64Array.from(names, (name) => VALUES[name]!),
    3,
    result,
  );
  expect(result[0]).toBeCloseTo(expected, 12);
}

test("operators", () => {
  check(binary("x", "+", "y"), -0.5);
  check(binary("x", "-", "y"), 3.5);
  check(binary("x", "*", "y"), -3);
  check(binary("x", "/", "y"), -0.75);
  check(binary("n", "%", 4), 3);
  check(binary("x", "^", 2), 2.25);
  check(binary("y", "^", 3), -8);
  check(binary("x", "^", "x"), 1.5 ** 1.5);
  check(binary("y", "^", -2), 0.25);
  check({ kind: "Negate", operand: scalar("x"), origin }, -1.5);
  check({ kind: "Time", origin }, 3);
});

test("truth values are 1 and 0", () => {
  check(binary("x", ">", "y"), 1);
  check(binary("x", "<=", "y"), 0);
  check(binary("x", "==", 1.5), 1);
  check(binary("x", "!=", 1.5), 0);
  check(binary(binary("x", ">", 1), "&&", binary("y", ">", 1)), 0);
  check(binary(binary("x", ">", 1), "||", binary("y", ">", 1)), 1);
  check({ kind: "Not", operand: scalar("x"), origin }, 0);
  check(conditional(binary("y", "<", 0), "x", "n"), 1.5);
});

test("functions", () => {
  check(call("abs", "y"), 2);
  check(call("min", "x", "y", "n"), -2);
  check(call("max", "x", "y", "n"), 7);
  check(call("relu", "y"), 0);
  check(call("exp", "x"), Math.exp(1.5));
  check(call("log", "x"), Math.log(1.5));
  check(call("sin", "x"), Math.sin(1.5));
  check(call("cos", "x"), Math.cos(1.5));
  check(call("tan", "x"), Math.tan(1.5));
  check(call("tanh", "x"), Math.tanh(1.5));
  check(call("sqrt", "x"), Math.sqrt(1.5));
  check(call("sigmoid", "y"), 1 / (1 + Math.exp(2)));
  check(call("floor", "x"), 1);
  check(call("ceil", "x"), 2);
  check(call("round", 2.4), 2);
});

test("a deep chain of shared subtrees is evaluated once a node", () => {
  let shared: ScalarExpression = scalar("x");
  for (let depth = 0; depth < 60; depth++) shared = binary(shared, "-", binary(shared, "/", 2));
  check(shared, 1.5 / 2 ** 60);
  expect(componentNames([shared])).toEqual(["x"]);
  expect(inlineDefinitions(shared, new Map([["x", scalar(0)]]))).toBeDefined();
});

test("names of components", () => {
  expect(componentNamesOf("a", [])).toEqual(["a"]);
  expect(componentNamesOf("a", [2])).toEqual(["a[1]", "a[2]"]);
  expect(componentNamesOf("a", [2, 2])).toEqual(["a[1,1]", "a[1,2]", "a[2,1]", "a[2,2]"]);
  expect(componentNames([sum("b", "a", "b"), scalar("c")])).toEqual(["b", "a", "c"]);
});

test("a column that is only compared with texts need not be a number", () => {
  const label = conditional(binary("species", "==", text("setosa")), "width", 0);
  expect(numericComponentNames([label])).toEqual(["width"]);
  expect([...calledFunctions([sum(call("abs", "x"), call("exp", call("abs", "y")))])]).toEqual([
    "abs",
    "exp",
  ]);
});

test("definitions stand for their expressions, also through each other", () => {
  const definitions = new Map([
    ["double", binary("x", "*", 2)],
    ["more", sum("double", 1)],
  ]);
  check(inlineDefinitions(binary("more", "*", "more"), definitions), 16);
});
