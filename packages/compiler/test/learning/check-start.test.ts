// Weights that start at 0 and wait for each other are named together; a start from which one of them moves is not.
import { expect, test } from "vitest";
import { lower } from "../lower-text.js";

interface Parts {
  readonly weights: string;
  readonly states?: string;
  readonly equations: string;
  readonly output?: string;
  readonly loss?: string;
  readonly learn?: string;
}

function check(
  { weights, states = "z = 0", equations, output = "z", loss = "(o - y)^2 / 2", learn = "" }: Parts,
  expected: readonly string[],
): void {
  const { network, diagnostics } = lower(`model M {
  input x[2]
  target y
  weight ${weights}
  state ${states}
  ${equations}
  output o = ${output}
  loss = ${loss}
}
learn M as L {
  phases { forward: 1 }
  ${learn}
  lower { order: 9; polynomialize: true }
}`);
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
  // A warning is no refusal.
  expect(network).toBeDefined();
}

const stuck = (names: string, consequence: string): string =>
  `weights-stay-zero: ${names} start at 0, where the gradients of all of them are 0 for every sample, so ${consequence}.`;
const NOTHING = "nothing is ever learnt";

test.each<[string, Parts, readonly string[]]>([
  [
    "a product of two weights",
    { weights: "a = 0, b = 0", equations: "z' = a * b * x[1]" },
    [stuck("`a` and `b`", NOTHING)],
  ],
  [
    "arrays without a value",
    { weights: "a[2], b[2]", states: "z[2] = 0", equations: "z' = a .* b .* x", output: "z[1] + z[2]" },
    [stuck("`a` and `b`", NOTHING)],
  ],
  [
    "states that weights load and multiply",
    { weights: "a[2] = 0", states: "z[2] = a", equations: "z' = a .* z", output: "z[1] * z[2]" },
    [
      stuck("`a`", NOTHING)
        .replace("start at", "starts at")
        .replace("the gradients of all of them are", "its gradient is"),
    ],
  ],
  [
    "two layers",
    {
      weights: "v = 0, w[2] = 0",
      equations: "z' = v * tanh(w[1] * x[1] + w[2] * x[2])",
    },
    [stuck("`v` and `w`", NOTHING)],
  ],
  [
    "a layer and its output weight",
    { weights: "v = 0, w = 0", equations: "z' = w * x[1] - z", output: "v * z" },
    [stuck("`v` and `w`", NOTHING)],
  ],
  [
    "a third weight that only they let through",
    { weights: "a = 0, b = 0, c = 2", equations: "z' = a * b * c * x[1]" },
    [stuck("`a` and `b`", NOTHING)],
  ],
  [
    "a part of the model, beside one that learns",
    { weights: "a = 0, b = 0, c = 0", equations: "z' = a * b * x[1] + c * x[2]" },
    [stuck("`a` and `b`", "they never learn")],
  ],
  [
    "a penalty, which is flat at 0",
    { weights: "a = 0, b = 0", equations: "z' = a * b * x[1]", loss: "(o - y)^2 / 2 + a^2 + b^2" },
    [stuck("`a` and `b`", NOTHING)],
  ],
  [
    "the first-order gradient",
    { weights: "a = 0, b = 0", equations: "z' = a * b * x[1]", learn: "gradient: first_order" },
    [stuck("`a` and `b`", NOTHING)],
  ],
])("stays at 0: %s", (_, parts, expected) => {
  check(parts, expected);
});

test.each<[string, Parts]>([
  ["one factor elsewhere", { weights: "a = 0, b = 0.1", equations: "z' = a * b * x[1]" }],
  ["one factor at random", { weights: "a = 0, b ~ normal(0, 1)", equations: "z' = a * b * x[1]" }],
  ["a linear model", { weights: "a[2] = 0, b = 0", equations: "z' = a[1] * x[1] + a[2] * x[2] + b" }],
  ["a square with an offset", { weights: "a = 0", equations: "z' = (a + 1)^2 * x[1]" }],
  ["a function that is not 0 at 0", { weights: "v = 0, w = 0", equations: "z' = v * exp(w * x[1])" }],
  [
    "one that learns and sets the other free",
    { weights: "a = 0, b = 0", equations: "z' = a * b + a * x[1]" },
  ],
  [
    "a state that does not start at 0",
    { weights: "a = 0, b = 0", states: "z = 0, u = 1", equations: "z' = a * u * x[1] - z\nu' = b * u" },
  ],
  [
    "a penalty that pulls",
    { weights: "a = 0, b = 0", equations: "z' = a * b * x[1]", loss: "(o - y)^2 / 2 + (a - 1)^2" },
  ],
])("moves: %s", (_, parts) => {
  check(parts, []);
});

test("what would not learn from anywhere is not said twice", () => {
  const code = ({ weights, equations }: Parts): readonly string[] =>
    lower(`model M { input x; target y; weight ${weights}; state z = 0; ${equations}
      output o = z; loss = (o - y)^2 / 2 }\nlearn M as L { phases { forward: 1 } }`).diagnostics.map(
      (found) => found.code,
    );
  expect(code({ weights: "a = 0, b = 0", equations: "z' = a * x" })).toEqual(["weight-without-effect"]);
  expect(code({ weights: "a = 0", equations: "z' = a * z" })).toEqual(["state-stays-zero"]);
});
