// What `model`, `learn`, `data`, `train`, `simulate` and `scan` mean.
import { expect, test } from "vitest";
import type { CheckedProgram, CheckedReadout } from "../../src/index.js";
import { textOfScalar } from "../../src/model/text-of-expression.js";
import { analyzeText } from "../analyze-fixture.js";
import { textOfModel } from "./text-of-program.js";

const MODEL = `model Riccati {
  input x[2] >= 0
  target y
  weight theta[2, 2] ~ normal(0, 0.3), beta[2] = [0.1, 0.2]
  fixed w[2] = 1
  state z[2] = x
  let drive = theta * x
  z' = drive + beta - z^2
  output yhat = dot(w, z)
  loss = (yhat - y)^2 / 2
}
`;

test("a model is expanded into components, outputs stay names in the loss", () => {
  const program = check(MODEL);
  expect(program.models.map(textOfModel)).toEqual([
    [
      "inputs x[2] >= 0",
      "targets y[]",
      "weights theta[2,2] = [normal(0, 0.3), normal(0, 0.3), normal(0, 0.3), normal(0, 0.3)]",
      "weights beta[2] = [0.1, 0.2]",
      "fixed w[2] = [1, 1]",
      "states z[2] = [x[1], x[2]]",
      "z[1]' = theta[1,1] * x[1] + theta[1,2] * x[2] + beta[1] - z[1] ^ 2",
      "z[2]' = theta[2,1] * x[1] + theta[2,2] * x[2] + beta[2] - z[2] ^ 2",
      "output yhat = w[1] * z[1] + w[2] * z[2]",
      "loss = (yhat - y) ^ 2 / 2",
    ],
  ]);
});

test("equations written in a loop come in the order of the components", () => {
  const loop =
    "model M { input x; target y; state z[3] = 0; const n = 3; for i in 1..n { z[n + 1 - i]' = i * x }; output yhat = sum(z); loss = abs(yhat - y) }";
  const [model] = check(loop).models;
  expect(model?.equations.map(({ target, value }) => `${target}: ${textOfScalar(value)}`)).toEqual([
    "z[1]: 3 * x",
    "z[2]: 2 * x",
    "z[3]: 1 * x",
  ]);
});

test("learn has defaults for all but the forward phase", () => {
  const [plain, full] = check(
    `${MODEL}learn Riccati { phases { forward: 0.5 } }
learn Riccati as Other {
  gradient: first_order; eta: 0.02; kinetics: combinatoric
  phases { forward: 1; feedback: 2; update: 5 }
  rails: dual(annihilate: 1000)
  lower { order: 2; polynomialize: true }
  clock: oscillator(k: 2, seed: 1e-3)
}`,
  ).learns;
  expect(plain).toMatchObject({
    name: "Riccati",
    gradient: "adjoint",
    forwardDuration: 0.5,
    feedbackDuration: 0.5,
    updateDuration: 1,
    eta: 0.1,
    kinetics: "plain",
    clock: { kind: "external" },
    update: "direct",
    cancellation: "host",
    lowering: { annihilate: 100, rails: "dual", order: undefined, polynomialize: false },
  });
  expect(full).toMatchObject({
    name: "Other",
    gradient: "first_order",
    forwardDuration: 1,
    feedbackDuration: 2,
    updateDuration: 5,
    eta: 0.02,
    kinetics: "combinatoric",
    clock: { kind: "oscillator", rate: 2, seed: 1e-3 },
    lowering: { annihilate: 1000, order: 2, polynomialize: true },
  });
});

test("data: drawn columns, files, parts, scaling, splits, grids", () => {
  const { data } = check(`const N = 50
data drawn { seed: 7; sample 2 * N { x ~ uniform(0, 1); y = if x > 0.5 then 1 else 0; v = [x, 2 * x] }; split: 0.8; rows: as_given; test: grid(x: 0..1, 20) }
data read from "imports/points.csv" { where: length > 1 && width < 9; area = length * width; scale: minmax(length, width); split: 1 }
data parts { train: "imports/points.csv"; validation: "imports/points.csv"; scale: minmax }`);
  const columns = data.map((set) =>
    set.columns.map(
      ({ name, value }) => `${name}: ${value.components.map((part) => textOfScalar(part)).join(", ")}`,
    ),
  );
  expect(columns).toEqual([
    ["x: uniform(0, 1)", "y: if x > 0.5 then 1 else 0", "v: x, 2 * x"],
    ["area: length * width"],
    [],
  ]);
  expect(data[0]).toMatchObject({
    source: { kind: "sample", count: 100 },
    seed: 7,
    rows: "as_given",
    split: { value: 0.8 },
    testGrid: { axes: [{ column: "x", from: 0, to: 1 }], points: 20 },
  });
  expect(data[1]).toMatchObject({
    source: { kind: "file", path: "imports/points.csv" },
    rows: "shuffled",
    scale: "minmax",
    scaleColumns: ["length", "width"],
  });
  expect(data[2]).toMatchObject({ source: { kind: "parts" }, scale: "minmax", scaleColumns: undefined });
});

test("one_hot makes one component a label, given or those of the file", () => {
  const feed = `model M { input x; target y[3]; state z[3] = 0; z' = [x, x, x]; output yhat[3] = z; loss = dot(yhat - y, yhat - y) }
data read from "imports/labels.csv" { one = length }
learn M as C { phases { forward: 1 } }
train C on read { feed { x: one; y: one_hot(kind) }; epochs: 1 }
train C on read as given { feed { x: one; y: one_hot(kind, "c", "a", "b") }; epochs: 1 }`;
  const [found, given] = check(feed).trainings;
  const texts = (training: typeof found): readonly string[] =>
    (training?.feed[1]?.value.components ?? []).map((part) => textOfScalar(part));
  expect(texts(found)).toEqual([
    'if kind == "a" then 1 else 0',
    'if kind == "b" then 1 else 0',
    'if kind == "c" then 1 else 0',
  ]);
  expect(texts(given)[0]).toBe('if kind == "c" then 1 else 0');
});

test("train: feed, sample order, metrics and plots", () => {
  const [training] = check(`${MODEL}
data d { sample 10 { a ~ uniform(0, 1); b ~ uniform(0, 1); t = a * b } }
learn Riccati as C { phases { forward: 1 } }
train C on d as run { feed { x: [a, b]; y: t }; epochs: 40; samples: shuffled(seed: 42); metrics: loss, r2, accuracy(yhat > 0.5); plot: loss, theta, boundary(a, b), beta[1] - beta[2] }`).trainings;
  expect(training).toMatchObject({
    name: "run",
    subject: "C",
    data: "d",
    epochs: 40,
    seed: 1,
    samples: "shuffled",
    sampleSeed: 42,
    batch: 1,
  });
  expect(
    training?.feed.map(
      ({ quantity, value }) =>
        `${quantity}: ${value.components.map((part) => textOfScalar(part)).join(", ")}`,
    ),
  ).toEqual(["x: a, b", "y: t"]);
  expect(training?.metrics.map(textOfReadout)).toEqual([
    "loss = loss()",
    "r2 = r2()",
    "accuracy(yhat > 0.5) = accuracy(yhat > 0.5)",
  ]);
  expect(training?.plot.map(textOfReadout)).toEqual([
    "loss = loss()",
    "theta = theta[1,1], theta[1,2], theta[2,1], theta[2,2] <theta>",
    "boundary(a, b) = boundary(a, b) <a b>",
    "beta[1] - beta[2] = beta[1] - beta[2]",
  ]);
});

test("simulate: methods, units of time, read-outs over time and of two values", () => {
  const network =
    "units { time: s; concentration: nM }\ncrn N { species A = 1, B = 2; A ->{1} B; B ->{1} A; let total = A + B }\n";
  const { simulations, scans } = check(`${network}
simulate N { until: 2 [min]; method: ssa(runs: 20, seed: 3); volume: 5; sample: 50; plot: A, total, mean(B), max(A, B); report: max(A), overlap(A, B); compare: source, lowered }
scan N as rates { vary { A: linspace(0, 1, 5) }; until: 5; measure: max(A), period(B) }`);
  expect(simulations[0]).toMatchObject({
    name: "N",
    until: 120,
    samples: 50,
    volume: 5,
    method: { kind: "ssa", runs: 20, seed: 3 },
    compareWithSource: true,
  });
  expect(simulations[0]?.plot.map(textOfReadout)).toEqual([
    "A = A <A>",
    "total = A + B <total>",
    "mean(B) = mean(B) <B>",
    "max(A, B) = max(A, B)",
  ]);
  expect(simulations[0]?.report.map(textOfReadout)).toEqual([
    "max(A) = max(A) <A>",
    "overlap(A, B) = overlap(A, B) <A B>",
  ]);
  expect(scans.map(({ name, subject }) => `${name} of ${subject}`)).toEqual(["rates of N"]);
});

test.each([
  ["ode", { kind: "ode", relativeTolerance: 1e-8, absoluteTolerance: 1e-12 }],
  ["ssa", { kind: "ssa", runs: 1, seed: 1 }],
  ["tau_leaping", { kind: "tau_leaping", runs: 1, seed: 1, epsilon: 0.03, step: undefined }],
  [
    "tau_leaping(runs: 5, seed: 2, epsilon: 0.1)",
    { kind: "tau_leaping", runs: 5, seed: 2, epsilon: 0.1, step: undefined },
  ],
  ["langevin(step: 0.5 [min])", { kind: "langevin", runs: 1, seed: 1, epsilon: 0.03, step: 30 }],
  ["linear_noise", { kind: "linear_noise", relativeTolerance: 1e-8, absoluteTolerance: 1e-12 }],
  ["linear_noise(rtol: 1e-5)", { kind: "linear_noise", relativeTolerance: 1e-5, absoluteTolerance: 1e-12 }],
])("simulate: %s", (method, expected) => {
  const { simulations } = check(`units { time: s }
crn N { species A = 1; A ->{1 [1/s]} 0 }
simulate N { until: 2; method: ${method} }`);
  expect(simulations[0]?.method).toEqual(expected);
  expect(simulations[0]?.volume).toBeUndefined();
});

test("a hand-written network is trained by naming what it keeps, gives and compares", () => {
  const [training] = check(`data d { sample 10 { a ~ uniform(0, 1); t = 2 * a } }
crn N { species X, Z; signal P = 0.3; phases { forward: 1; feedback: 2 }; phase forward { X + P.p ->{1} X + P.p + Z }; phase feedback { Z + X ->{1} P.m } }
train N on d { feed { X: a; Z: 0 * a }; weights: P; output: Z; target: t; epochs: 2; rtol: 1e-4; atol: 1e-7; samples: as_given }`).trainings;
  expect(training).toMatchObject({
    weights: ["P"],
    samples: "as_given",
    relativeTolerance: 1e-4,
    absoluteTolerance: 1e-7,
  });
  expect([training?.output, training?.target].map((part) => part && textOfScalar(part))).toEqual(["Z", "t"]);
});

function check(text: string): CheckedProgram {
  const { analysis, report } = analyzeText(text, "model.ncrn", `${import.meta.dirname}/../rules`);
  expect(
    analysis.diagnostics.filter(({ severity }) => severity !== "hint" && severity !== "warning"),
    report,
  ).toEqual([]);
  return analysis.program;
}

function textOfReadout({ label, function: name, arguments: parts, names }: CheckedReadout): string {
  const inner = parts.map((part) => textOfScalar(part)).join(", ");
  return `${label} = ${name === undefined ? inner : `${name}(${inner})`}${names.length === 0 ? "" : ` <${names.join(" ")}>`}`;
}
