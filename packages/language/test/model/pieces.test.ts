// Analysis piece by piece: others are let in also inside of one network.

import { expect, test } from "vitest";
import { analyze, analyzeInPieces, createSourceText } from "../../src/index.js";

const TURNS = 200;

const texts: Record<string, string> = {
  "a loop": `crn A {\n  species X[${TURNS + 1}] = 1\n  for i in 1..${TURNS} { X[i] ->{1} X[i + 1] }\n}\n`,
  "a loop in a choice in a phase": `crn A {
  species X[${TURNS + 1}] = 1
  phases { a: 1 }
  phase a { if 1 < 2 { for i in 1..${TURNS} { X[i] ->{1} X[i + 1] } } }
}
`,
  statements: `crn A {\n  species X = 1, Y = 1\n${"  X ->{1} Y\n".repeat(TURNS)}}\n`,
  "a model": `model M {
  input x
  target y
  weight w ~ normal(0, 1)
  state z[${TURNS}] = 0
  for i in 1..${TURNS} { z[i]' = w * x - z[i] }
  output o = sum(z)
  loss = (o - y)^2
}
`,
  files: 'import "std/clocks"\nimport "std/metrics"\n',
};

test.each(Object.entries(texts))("%s in pieces", (title, text) => {
  const source = createSourceText("m.ncrn", text);
  const work = analyzeInPieces(source);
  let pieces = 0;
  let next = work.next();
  for (; next.done !== true; next = work.next()) pieces++;
  expect(pieces).toBeGreaterThan(title === "files" ? 3 : TURNS);
  const whole = analyze(source);
  expect(JSON.stringify(next.value.program)).toBe(JSON.stringify(whole.program));
  expect(next.value.diagnostics).toEqual(whole.diagnostics);
});
