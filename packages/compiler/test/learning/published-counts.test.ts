// Reactions of every circuit family of the Neural CRN paper (Nagipogu, Reif: arXiv 2409.00034 and the code published with
// it), before order reduction, against the published counts. Where the published list leaves something out or has something
// twice, the count without that defect stands beside it; where ours differ, both numbers stand here with the reason.

import { expect, test } from "vitest";
import { explain } from "../../src/explanation/explain.js";
import { lowered } from "../lower-text.js";

interface Family {
  readonly name: string;
  readonly model: (d: number) => string;
  readonly learn?: string;
  /** Reactions of the forward and feedback phase; `ours` only where it differs. */
  readonly forward: Count;
  readonly adjoint: Count;
  readonly firstOrder: Count;
}

interface Count {
  readonly published: (d: number) => number;
  /** Of the published list without a defect of it: what ours are to be compared with. */
  readonly publishedCorrected?: { readonly count: (d: number) => number; readonly because: string };
  readonly ours?: (d: number) => number;
  readonly because?: string;
}

const DIMENSIONS = [2, 3, 4, 5, 6];

const vectorModel =
  (dynamics: string, declarations = "") =>
  (d: number) =>
    `input x[${d}]\ntarget y\nweight theta[${d}]\n${declarations.replaceAll("d]", `${d}]`)}\nstate z[${d}] = x\nz' = ${dynamics}\noutput yhat = sum(z)\nloss = (yhat - y)^2 / 2`;
const matrixModel =
  (dynamics: string, declarations = "") =>
  (d: number) =>
    vectorModel(dynamics, declarations)(d).replace(`weight theta[${d}]`, `weight theta[${d},${d}]`);
const same = (published: (d: number) => number): Count => ({ published });

const families: readonly Family[] = [
  {
    name: "F1 linear regression on single rails",
    model: (d) =>
      vectorModel(
        "theta .* x + h",
        "fixed h = 0.1",
      )(d)
        .replace("]\ntarget y\nweight", "] >= 0\ntarget y >= 0\nweight")
        .replace(/(weight theta\[\d\])/, "$1 >= 0"),
    forward: {
      published: (d) => 2 * d,
      ours: (d) => d + 1,
      because: "states that only enter the sum are one species, so that one reaction gives all constants",
    },
    adjoint: same((d) => 2 * d),
    firstOrder: same((d) => 2 * d),
  },
  {
    name: "F2 linear classification",
    model: vectorModel("theta .* x + h", "input h[d]"),
    forward: same((d) => 6 * d),
    adjoint: {
      published: (d) => 10 * d,
      ours: (d) => 4 * d,
      because: "nothing reads states that run backwards",
    },
    firstOrder: same((d) => 4 * d),
  },
  {
    name: "F3 nonlinear regression, element-wise",
    model: vectorModel("theta .* x + h - 0.5 * z .* abs(z)", "input h[d]"),
    forward: same((d) => 9 * d),
    adjoint: same((d) => 17 * d),
    firstOrder: same((d) => 4 * d),
  },
  {
    name: "F3 with a constant h",
    model: vectorModel("theta .* x + 0.1 - 0.5 * z .* abs(z)"),
    forward: {
      published: (d) => 9 * d,
      ours: (d) => 8 * d,
      because: "the sign of a number is known",
    },
    adjoint: { published: (d) => 17 * d, ours: (d) => 16 * d, because: "the same in the state reversal" },
    firstOrder: same((d) => 4 * d),
  },
  {
    name: "F3 nonlinear regression, matrix",
    model: matrixModel("theta * x + h - 0.5 * z .* abs(z)", "input h[d]"),
    forward: same((d) => 4 * d ** 2 + 5 * d),
    adjoint: same((d) => 8 * d ** 2 + 9 * d),
    firstOrder: same((d) => 4 * d ** 2),
  },
  {
    name: "F4 cubic, quench form",
    model: matrixModel("theta * x - z^3 / 6"),
    learn: "lower { order: 9; rails: compact }",
    forward: same((d) => 4 * d ** 2 + 3 * d),
    adjoint: {
      published: (d) => 8 * d ** 2 + 12 * d,
      publishedCorrected: {
        count: (d) => 8 * d ** 2 + 10 * d,
        because: "the cross terms of the adjoint are written twice",
      },
      ours: (d) => 8 * d ** 2 + 7 * d,
      because:
        "products of both rails of z vanish where z annihilates (2d cross terms), and adjoints are linear, so they need no annihilation (d)",
    },
    firstOrder: same((d) => 4 * d ** 2),
  },
  {
    name: "F5 quadratic with a full state reversal",
    model: matrixModel("theta * x - 0.15 * z .* abs(z)"),
    forward: same((d) => 4 * d ** 2 + 3 * d),
    adjoint: {
      published: (d) => 8 * d ** 2 + 5 * d,
      publishedCorrected: {
        count: (d) => 8 * d ** 2 + 5 * d + 3 * d,
        because: "quenches and annihilation of the states are left out where they run back (3d)",
      },
      ours: (d) => 8 * d ** 2 + 7 * d,
      because: "adjoints are linear, so they need no annihilation (d)",
    },
    firstOrder: same((d) => 4 * d ** 2),
  },
  {
    name: "F6 smoothed ReLU",
    model: matrixModel("h + z .* (theta * x) + beta .* z - 0.5 * z .* abs(z)", "input h[d], beta[d]"),
    forward: same((d) => 8 * d ** 2 + 9 * d),
    adjoint: same((d) => 24 * d ** 2 + 17 * d),
    firstOrder: same((d) => 8 * d ** 2),
  },
  {
    name: "F6 with beta trained",
    model: matrixModel("h + z .* (theta * x) + beta .* z - 0.5 * z .* abs(z)", "input h[d]\nweight beta[d]"),
    forward: same((d) => 8 * d ** 2 + 9 * d),
    adjoint: same((d) => 24 * d ** 2 + 17 * d + 4 * d),
    firstOrder: same((d) => 8 * d ** 2 + 4 * d),
  },
];

const cases = families.flatMap((family) => DIMENSIONS.map((d) => ({ family, d })));

const compiled = ({ model, learn }: Pick<Family, "model" | "learn">, d: number, gradient: string) =>
  explain(
    lowered(
      `model M {\n${model(d)}\n}\nlearn M as L {\ngradient: ${gradient}\nphases { forward: 1 }\n${learn ?? "lower { order: 9 }"}\n}`,
    ),
  );

test.each(cases)("$family.name, d = $d", ({ family, d }) => {
  const adjoint = compiled(family, d, "adjoint").reactionsByPhase;
  const firstOrder = compiled(family, d, "first_order").reactionsByPhase;
  expect({
    forward: [adjoint["forward"], firstOrder["forward"]],
    adjoint: adjoint["feedback"],
    firstOrder: firstOrder["feedback"],
  }).toEqual({
    forward: [expected(family.forward, d), expected(family.forward, d)],
    adjoint: expected(family.adjoint, d),
    firstOrder: expected(family.firstOrder, d),
  });
});

test.each(cases)("$family.name, d = $d: never more than published", ({ family, d }) => {
  const adjoint = compiled(family, d, "adjoint").reactionsByPhase;
  const firstOrder = compiled(family, d, "first_order").reactionsByPhase;
  expect(adjoint["forward"]).toBeLessThanOrEqual(limit(family.forward, d));
  expect(adjoint["feedback"]).toBeLessThanOrEqual(limit(family.adjoint, d));
  expect(firstOrder["feedback"]).toBeLessThanOrEqual(limit(family.firstOrder, d));
});

function limit({ published, publishedCorrected }: Count, d: number): number {
  return (publishedCorrected?.count ?? published)(d);
}

function expected({ published, ours }: Count, d: number): number {
  return (ours ?? published)(d);
}

/** Parts of a learning step between the phases that integrate, and after them. */
interface Part extends Count {
  readonly name: string;
  readonly model: (d: number) => string;
  readonly gradient?: "first_order";
  /** The role of the reactions; errors form in the phases `error` and `adjoint`. */
  readonly phase: "output" | "error" | "update";
  readonly ours: (d: number) => number;
  readonly because: string;
}

const withOutput = (output: string, declaration: string) => (d: number) =>
  matrixModel("theta * x - 0.15 * z .* abs(z)", declaration)(d).replace("sum(z)", output);
const trainedOutput = withOutput("sum(w .* z)", "weight w[d]");
const givenOutput = withOutput("sum(w .* z)", "input w[d]");

const parts: readonly Part[] = [
  {
    name: "error formation",
    model: vectorModel("theta .* x - 0.3 * z"),
    gradient: "first_order",
    phase: "error",
    published: () => 5,
    ours: () => 4,
    because: "the error is read linearly, so that its rails need no annihilation",
  },
  {
    name: "output as a dot product",
    model: trainedOutput,
    phase: "output",
    published: (d) => 4 * d + 2,
    ours: (d) => 4 * d,
    because: "what a phase of length 1 makes is the sum itself: no decay towards a steady state (2)",
  },
  {
    name: "error formation and scalar multiplication into adjoints, output weights given",
    model: givenOutput,
    phase: "error",
    published: (d) => 5 + 6 * d,
    ours: (d) => 4 + 4 * d,
    because: "no decay towards a steady state (2d), and no annihilation of the error (1)",
  },
  {
    name: "error formation and scalar multiplications into adjoints and gradients of the output weights",
    model: trainedOutput,
    phase: "error",
    published: (d) => 5 + 6 * d + 6 * d,
    ours: (d) => 4 + 8 * d,
    because: "the same, with gradients from the error, too",
  },
  {
    name: "update of a matrix and of output weights",
    model: trainedOutput,
    phase: "update",
    published: (d) => 4 * (d ** 2 + d),
    ours: (d) => 2 * (d ** 2 + d),
    because:
      "gradients act as catalysts for a given time, so that no reaction takes them away (2 per weight)",
  },
  {
    name: "update of a vector",
    model: vectorModel("theta .* x - 0.5 * z .* abs(z)"),
    phase: "update",
    published: (d) => 4 * d,
    ours: (d) => 2 * d,
    because: "the same",
  },
];

test.each(parts.flatMap((part) => DIMENSIONS.map((d) => ({ part, d }))))(
  "$part.name, d = $d",
  ({ part, d }) => {
    const learn = "update: accumulated\nlower { order: 9 }";
    const { reactionsByPhase, reactionsByRole } = compiled(
      { model: part.model, learn },
      d,
      part.gradient ?? "adjoint",
    );
    const phases = part.phase === "error" ? ["error", "adjoint"] : [part.phase];
    const count = phases.reduce((sum, phase) => sum + (reactionsByPhase[phase] ?? 0), 0);
    expect(count).toBe(part.ours(d));
    expect(reactionsByRole[part.phase]).toBe(count);
    expect(count).toBeLessThanOrEqual(part.published(d));
  },
);
