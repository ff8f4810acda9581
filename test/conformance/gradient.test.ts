// The gradient that a compiled network accumulates, against finite differences of the model's own equations.

import { compiledSubject, verifyNetwork } from "@ncrn/experiments";
import { analyze, createSourceText, hasErrors } from "@ncrn/language";
import { expect, test } from "vitest";

const DRAWS = 24;

/** z' = θx + β − quench, three states, T = 1; no limit on the order, so that `z^3` stays as it is. */
const modelText = (quench: string, annihilate: number) => `
model Quenched {
  input x[3]
  target y
  weight theta[3, 3] = 0
  weight beta[3] = 0
  state z[3] = x
  z' = theta * x + beta - ${quench}
  output yhat = sum(z)
  loss = (yhat - y)^2 / 2
}

learn Quenched as Circuit {
  gradient: adjoint
  phases { forward: 1; feedback: 1; update: 1 }
  eta: 0.1
  lower { order: 3; rails: dual(annihilate: ${annihilate}) }
}
`;

async function verified(quench: string, annihilate: number) {
  const { program, diagnostics } = analyze(createSourceText("model.ncrn", modelText(quench, annihilate)));
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const { subject } = compiledSubject(program, "Circuit", "network");
  const result = await verifyNetwork(subject!, { draws: DRAWS, seed: 1 });
  expect([result.status, result.draws]).toEqual(["completed", DRAWS]);
  // Both signs of z occur; draws without a solution were left out and counted.
  expect(Math.min(result.signs!.positive, result.signs!.negative)).toBeGreaterThan(DRAWS / 4);
  return { ...result.gradient!, excluded: result.excludedDraws };
}

test.each([
  ["z^2", 1],
  ["z^2", 100],
  ["z^2", 10_000],
  ["z^3", 1],
  ["z^3", 100],
  ["z^3", 10_000],
])("%s is exact at annihilation %i", { timeout: 600_000 }, async (quench, annihilate) => {
  const { largest, excluded } = await verified(quench, annihilate);
  expect(largest).toBeLessThanOrEqual(1e-6);
  expect(excluded).toBeLessThan(DRAWS);
});

test("z*abs(z) is exact in the limit of fast annihilation", { timeout: 600_000 }, async () => {
  const slow = await verified("z .* abs(z)", 1000);
  const fast = await verified("z .* abs(z)", 10_000);
  expect(slow.median).toBeLessThanOrEqual(1e-2);
  expect(fast.median).toBeLessThanOrEqual(slow.median / 5);
});
