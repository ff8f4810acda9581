// What `vary` of a `scan` means, and what it refuses.
import { expect, test } from "vitest";
import { analyzeText } from "../analyze-fixture.js";

const NETWORK = `units { time: s; concentration: nM }
const doses = 4
crn N {
  species A = 1, X[2] = 0
  signal s = 0.5
  rate k = 1 [1/s], fast = 60 [1/min]
  const inner = 2
  A ->{inner * k} X[1]
  X[1] ->{fast} X[2]
  s' = -k * s
}
`;

function analysisOf(text: string) {
  return analyzeText(text).analysis;
}

function variationsOf(vary: string) {
  const { program, diagnostics } = analysisOf(
    `${NETWORK}scan N { vary { ${vary} }; until: 1; measure: final(A) }`,
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ message }) => message)).toEqual([]);
  return program.scans[0]?.vary.map(({ name, override, values, spacing }) => [
    name,
    override,
    values,
    spacing,
  ]);
}

test.each([
  ["k: linspace(0, 1, 5)", ["k", "N.k", [0, 0.25, 0.5, 0.75, 1], "linear"]],
  [
    "k: logspace(0.01, 100, 5)",
    ["k", "N.k", [0.01, 0.1, 1, 10, 100].map((x) => expect.closeTo(x, 12)), "logarithmic"],
  ],
  ["k: linspace(3, 3, 1)", ["k", "N.k", [3], "linear"]],
  ["A: [3, 1, 2]", ["A", "N.A", [3, 1, 2], "linear"]],
  ["A: 1, 2 * 3", ["A", "N.A", [1, 6], "linear"]],
  ["X: 5", ["X", "N.X", [5], "linear"]],
  ["s: -1, 1", ["s", "N.s", [-1, 1], "linear"]],
  ["inner: 1, 3", ["inner", "N.inner", [1, 3], "linear"]],
  ["doses: 1, 3", ["doses", "doses", [1, 3], "linear"]],
  ["A: linspace(0, doses, doses + 1)", ["A", "N.A", [0, 1, 2, 3, 4], "linear"]],
  // Values with units are those of the file: 60 per minute are 1 per second.
  ["fast: linspace(60 [1/min], 120 [1/min], 3)", ["fast", "N.fast", [1, 1.5, 2], "linear"]],
  ["A: 1 [uM], 5", ["A", "N.A", [1000, 5], "linear"]],
])("%s", (vary, expected) => {
  expect(variationsOf(vary)).toEqual([expected]);
});

test("both ends of a spacing are exact", () => {
  const [variation] = variationsOf("k: logspace(0.1, 0.7, 7)") ?? [];
  expect(variation?.[2]).toMatchObject({ 0: 0.1, 6: 0.7 });
});

test("several quantities keep their order", () => {
  expect(variationsOf("k: 1, 2; A: 3")?.map(([name]) => name)).toEqual(["k", "A"]);
});

test.each([
  ["", "`vary` must be a record with at least one rate, species or constant, this is empty"],
  ["k: linspace(0, 1, 0)", "a whole number from 1 to 100000"],
  ["k: linspace(0, 1, 2.5)", "a whole number from 1 to 100000"],
  ["k: logspace(0, 1, 5)", "`from` must be a value above 0"],
  ["k: 1, -1", "`k` must be a rate of at least 0, this is -1"],
  ["A: linspace(-2, 1, 3)", "`A` must be a concentration of at least 0, this is -2"],
  ["k: linspace(1, 2)", "linspace"],
  ["k: linspace(1, 2, n: 3)", "linspace"],
  ["k: 1 [nM]", "unit"],
  ["k: k", "k"],
  ["k: linspace(0, 1, 1000); A: linspace(0, 1, 1000)", "at most 100000 runs in all"],
  ["gone: 1", "gone"],
  ["k: [[1, 2], [3, 4]]", "number"],
])("refused: %s", (vary, message) => {
  const { program, diagnostics } = analysisOf(
    `${NETWORK}scan N { vary { ${vary} }; until: 1; measure: final(A) }`,
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map((error) => error.message).join("\n")).toContain(message);
  expect(program.scans).toEqual([]);
});

const LEARNER = `model Line {
  input x
  target y
  weight beta = 1, theta = 1
  state z = 0
  z' = beta * x + theta - z
  output yhat = z
  loss = (yhat - y)^2
}
learn Line { eta: 0.1; phases { forward: 5; feedback: 5; update: 1 } }
`;

test("the learning rate of a learner cannot be varied, and is taken for no weight", () => {
  const scan = "scan Line { vary { eta: 0.1, 0.2 }; until: 1; measure: final(yhat) }";
  const errorsOf = (text: string) =>
    analysisOf(text).diagnostics.flatMap(({ code, message, hint, severity }) =>
      severity === "error" ? [{ code, message, hint }] : [],
    );
  expect(errorsOf(LEARNER + scan)).toEqual([
    {
      code: "invalid-value",
      message: "`vary` must be of rates, species and constants, this is the learning rate of `Line`.",
      hint: "A scan cannot vary `eta`, which only training uses: train once for each value, with `ncrn train --set eta=…`.",
    },
  ]);
  expect(errorsOf(`const eta = 1\n${LEARNER.replace("eta: 0.1", "eta: eta")}${scan}`)).toEqual([]);
});
