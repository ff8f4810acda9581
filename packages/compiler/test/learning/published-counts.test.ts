// Reactions of every circuit family of the Neural CRN paper (Nagipogu, Reif: arXiv 2409.00034 and the code published with
// it), before order reduction, against the published counts without the defects of that code. Where ours are fewer at the
// same behaviour, both numbers stand here with the reason.

import { expect, test } from "vitest";
import { explain } from "../../src/explain.js";
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
  readonly ours?: (d: number) => number;
  readonly because?: string;
}

const DIMENSIONS = [2, 3, 4, 5, 6];

const vectorModel = (dynamics: string, declarations = "") => (d: number) =>
  `input x[${d}]\ntarget y\nweight theta[${d}]\n${declarations.replaceAll("d]", `${d}]`)}\nstate z[${d}] = x\nz' = ${dynamics}\noutput yhat = sum(z)\nloss = (yhat - y)^2 / 2`;
const matrixModel = (dynamics: string, declarations = "") => (d: number) =>
  vectorModel(dynamics, declarations)(d).replace(`weight theta[${d}]`, `weight theta[${d},${d}]`);
const same = (published: (d: number) => number): Count => ({ published });

const families: readonly Family[] = [
  {
    name: "F1 linear regression on single rails",
    model: (d) =>
      vectorModel("theta .* x + h", "fixed h = 0.1")(d)
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
      published: (d) => 8 * d ** 2 + 10 * d,
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
      // The published 8d² + 5d annihilate adjoints and leave out 3d reactions of the reversal.
      published: (d) => 8 * d ** 2 + 5 * d + 3 * d,
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
    model: matrixModel(
      "h + z .* (theta * x) + beta .* z - 0.5 * z .* abs(z)",
      "input h[d]\nweight beta[d]",
    ),
    forward: same((d) => 8 * d ** 2 + 9 * d),
    adjoint: same((d) => 24 * d ** 2 + 17 * d + 4 * d),
    firstOrder: same((d) => 8 * d ** 2 + 4 * d),
  },
];

const cases = families.flatMap((family) => DIMENSIONS.map((d) => ({ family, d })));

test.each(cases)("$family.name, d = $d", ({ family, d }) => {
  const counts = (gradient: string) =>
    explain(
      lowered(
        `model M {\n${family.model(d)}\n}\nlearn M as L {\ngradient: ${gradient}\nphases { forward: 1 }\n${family.learn ?? "lower { order: 9 }"}\n}`,
      ),
    ).reactionsByPhase;
  const adjoint = counts("adjoint");
  const firstOrder = counts("first_order");
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
  for (const { published, ours } of [family.forward, family.adjoint, family.firstOrder])
    expect(ours?.(d) ?? published(d)).toBeLessThanOrEqual(published(d));
});

function expected({ published, ours }: Count, d: number): number {
  return (ours ?? published)(d);
}
