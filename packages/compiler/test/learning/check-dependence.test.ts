// What cannot learn is named once, by its cause: a state that stays 0, an output without weights, a weight without effect.
import { expect, test } from "vitest";
import { networkProblems } from "../../src/network/network-invariants.js";
import { lower } from "../lower-text.js";

interface Parts {
  readonly declared?: string;
  readonly states?: string;
  readonly equations: string;
  readonly output?: string;
  readonly loss?: string;
  readonly learn?: string;
}

const LOSS = "(o - y)^2 / 2";
const FIRST_ORDER = "gradient: first_order";

function check(
  {
    declared = "weight a = 1, b = 1",
    states = "z = 0",
    equations,
    output = "o = z",
    loss = LOSS,
    learn = "",
  }: Parts,
  expected: readonly string[],
): void {
  const text = `model M {
  input x[2]
  target y
  ${declared}
  state ${states}
  ${equations}
  output ${output}
  loss = ${loss}
}
learn M as L {
  phases { forward: 1 }
  ${learn}
  lower { order: 9; polynomialize: true }
}`;
  const { network, diagnostics } = lower(text);
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
  // A warning is no refusal: the network is made, and it is sound.
  expect(networkProblems(network!)).toEqual([]);
}

const withoutEffect = (names: string, verb = "it never learns"): string =>
  `weight-without-effect: The loss does not depend on ${names}, so ${verb}.`;
const withoutWeight = (output: string, reason: string): string =>
  `output-without-weight: No weight changes the output \`${output}\`: ${reason}.`;

test.each<[string, Parts, readonly string[]]>([
  ["both used", { equations: "z' = a * x[1] + b * x[2]" }, []],
  ["a product that is all that uses a weight", { equations: "z' = a * b * x[1]" }, []],
  ["a weight in the initial state", { states: "z = b * x[2]", equations: "z' = a * x[1] - z" }, []],
  ["a weight in the loss alone", { equations: "z' = a * x[1]", loss: `${LOSS} + b^2` }, []],
  ["a weight in the output alone", { equations: "z' = a * x[1]", output: "o = b * z" }, []],
  ["a weight inside of a function", { equations: "z' = tanh(a * x[1] + b * x[2])" }, []],
  ["a weight inside of the absolute value of a sum", { equations: "z' = a + abs(a * x[1] + b * x[2])" }, []],
  ["a relu that is closed at most points", { equations: "z' = a * x[1] + relu(x[2]) * b - z^3" }, []],
  [
    "a chain of states",
    {
      states: "z = 0, u[9] = 0",
      equations: "z' = a * x[1] + u[9]\nu[1]' = b * x[2]\nfor i in 2..9 { u[i]' = u[i - 1] }",
    },
    [],
  ],
])("learns: %s", (_, parts, expected) => {
  check(parts, expected);
});

test.each<[string, Parts, readonly string[]]>([
  ["a weight that nothing reads", { equations: "z' = a * x[1]" }, [withoutEffect("`b`")]],
  ["terms that cancel", { equations: "z' = a * x[1] + b * x[2] - b * x[2]" }, [withoutEffect("`b`")]],
  ["functions that cancel", { equations: "z' = a * x[1] + exp(b) * exp(-b)" }, [withoutEffect("`b`")]],
  [
    "a function of a difference that is 0",
    { states: "z = 0, u = b, v = b", equations: "z' = a * x[1] + sin(u - v)\nu' = 0\nv' = 0" },
    [withoutEffect("`b`")],
  ],
  ["a factor of 0", { equations: "z' = a * x[1] + (1 - 1) * b * x[2]" }, [withoutEffect("`b`")]],
  [
    "a state that no output reads",
    { states: "z = 0, u = 0", equations: "z' = a * x[1]\nu' = b * x[2]" },
    [withoutEffect("`b`")],
  ],
  [
    "states whose common part cancels in the output",
    { states: "z = 0, u = 0", equations: "z' = a * x[1] + b * x[2]\nu' = b * x[2]", output: "o = z - u" },
    [withoutEffect("`b`")],
  ],
  [
    "one component of a matrix",
    { declared: "weight t[2, 2] = 1", equations: "z' = t[1, 1] * x[1] + t[1, 2] * x[2] + t[2, 2]" },
    [withoutEffect("`t[2,1]`")],
  ],
  [
    "more components than are worth listing",
    { declared: "weight t[7] = 1", equations: "z' = t[1] * x[1]" },
    [withoutEffect("`t[2]`, `t[3]`, `t[4]` and 3 others", "they never learn")],
  ],
  [
    "a whole array",
    { declared: "weight a = 1, t[2, 2] = 1", equations: "z' = a * x[1]" },
    [withoutEffect("`t`")],
  ],
])("a weight without effect: %s", (_, parts, expected) => {
  check(parts, expected);
});

test.each<[string, Parts, readonly string[]]>([
  [
    "a constant",
    { equations: "z' = a * x[1] + b", output: "o = 3" },
    [withoutWeight("o", "it is a constant")],
  ],
  [
    "a difference of equal terms",
    { equations: "z' = a + b", output: "o = z - z" },
    [withoutWeight("o", "it is a constant")],
  ],
  [
    "inputs",
    { equations: "z' = a * x[1] + b", output: "o = x[1]" },
    [withoutWeight("o", "it follows from the inputs alone")],
  ],
  [
    "a state that inputs drive",
    { equations: "z' = x[1]" },
    [withoutWeight("o", "it follows from the inputs alone")],
  ],
  [
    "a state that nothing drives",
    { states: "z = 1", equations: "z' = -z" },
    [withoutWeight("o", "it reads only states that neither inputs nor weights drive")],
  ],
  [
    "a function of the inputs",
    { equations: "z' = exp(x[1])" },
    [withoutWeight("o", "it follows from the inputs alone")],
  ],
  [
    "states whose weights cancel",
    { states: "z = 0, u = 0", equations: "z' = a * b\nu' = a * b", output: "o = z - u + x[1]" },
    [withoutWeight("o", "what it reads of weights cancels")],
  ],
  [
    "the second output",
    {
      equations: "z' = a * x[1] + b",
      output: "o = z, c = 1",
      loss: "(o - y)^2 + (c - y)^2",
    },
    [withoutWeight("c", "it is a constant")],
  ],
])("an output without weights, and nothing about the weights: %s", (_, parts, expected) => {
  check(parts, expected);
});

test.each<[string, Parts, readonly string[]]>([
  [
    "whose equation is 0; the weight that it multiplies is not blamed",
    { states: "z = 0, u = 0", equations: "z' = a * x[1] + b * u\nu' = 0" },
    ["state-stays-zero: `u` starts at 0 and the equation is 0, so it stays 0."],
  ],
  [
    "that only multiplies itself",
    { equations: "z' = (a * x[1] + b) * z" },
    [
      "state-stays-zero: `z` starts at 0 and each term of the equation contains a quantity that stays 0, so it stays 0.",
    ],
  ],
  [
    "with another, each waiting for the other",
    { states: "z = 0, u[2] = 0", equations: "z' = a * x[1] + b + u[1]\nu[1]' = a * u[2]\nu[2]' = u[1]" },
    [
      "state-stays-zero: `u` starts at 0 and each term of the equation contains a quantity that stays 0, so it stays 0.",
    ],
  ],
  [
    "but not one that is fed by another",
    { states: "z = 0, u = 0", equations: "z' = a * x[1] + u\nu' = b * z * u + z" },
    [],
  ],
])("a state that stays 0: %s", (_, parts, expected) => {
  check(parts, expected);
});

test("the first-order gradient does not follow a weight through another state, the adjoint does", () => {
  const parts: Parts = { states: "z = 0, u = 0", equations: "z' = a * x[1] + u\nu' = b * x[2]" };
  check(parts, []);
  check({ ...parts, learn: FIRST_ORDER }, [
    "weight-without-effect: `b` changes the loss only through other states, which `gradient: first_order` does not follow, so it never learns.",
  ]);
  check({ equations: "z' = a * x[1]", learn: FIRST_ORDER }, [withoutEffect("`b`")]);
});

test("a model without weights has nothing to learn, and nothing else is said", () => {
  check({ declared: "fixed a = 1", equations: "z' = a * x[1]" }, [
    "nothing-to-learn: The model `M` has no weight, so nothing is learnt.",
  ]);
});

test.each(["direct", "accumulated"])(
  "with `update: %s` idle weights still have gradients to read",
  (update) => {
    for (const equations of ["z' = a * x[1]", "z' = x[1]"]) {
      const { network } = lower(
        `model M {\ninput x[2]\ntarget y\nweight a, b\nstate z = 0\n${equations}\noutput o = z\nloss = ${LOSS}\n}\nlearn M as L { phases { forward: 1 }\nupdate: ${update} }`,
      );
      expect(networkProblems(network!)).toEqual([]);
    }
  },
);
