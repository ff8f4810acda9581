// Lowering piece by piece: others are let in, and the network is the same.

import { analyze, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { lowerInPieces, reactionsFromModel } from "../../src/index.js";

const texts: Record<string, readonly [text: string, leastPieces: number]> = {
  equations: ["crn A {\n  signal x[20] = 1\n  for i in 1..20 { x[i]' = sum(x) * x[i] - x[i] }\n}\n", 60],
  reactions: ["crn A {\n  species X = 1\n  X ->{1} 0\n  X ->{2} 0\n}\n", 4],
  "an order": ["crn A {\n  signal x = 1\n  x' = -x^3\n  lower { order: 2 }\n}\n", 6],
  "a learner": [
    `model M {
  input x
  target y
  weight w[5] ~ normal(0, 1)
  state z[5] = 0
  z' = w * x - z
  output o = sum(z)
  loss = (o - y)^2
}
learn M as L { phases { forward: 1 }; eta: 0.1 }
`,
    30,
  ],
};

test.each(Object.entries(texts))("%s in pieces", (_, [text, leastPieces]) => {
  const { program, diagnostics } = analyze(createSourceText("m.ncrn", text));
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const source = program.learns[0] ?? program.networks[0]!;
  const work = lowerInPieces(source);
  let pieces = 0;
  let next = work.next();
  for (; next.done !== true; next = work.next()) pieces++;
  expect(pieces).toBeGreaterThanOrEqual(leastPieces);
  expect(next.value).toEqual(reactionsFromModel(source));
  expect(next.value.network?.reactions.length).toBeGreaterThan(0);
});
