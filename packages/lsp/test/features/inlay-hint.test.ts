import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { inlayHints } from "../../src/features/inlay-hint.js";
import { defaultSettings, type Settings } from "../../src/settings.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

/** `expected` is the text with the hints in it, each in ‹ ›. */
async function check(
  expected: string,
  options: { readonly settings?: Partial<Settings["inlayHints"]>; readonly range?: typeof WHOLE } = {},
): Promise<void> {
  const text = expected.replace(/‹[^›]*›/g, "");
  const hintSettings = { ...defaultSettings.inlayHints, ...options.settings };
  const context = { ...featureContext, settings: { ...defaultSettings, inlayHints: hintSettings } };
  const snapshot = openSnapshot(text);
  const hints = await inlayHints(snapshot, { range: options.range ?? WHOLE }, context);
  const document = TextDocument.create("", "ncrn", 1, text);
  const edits = hints.map(({ position, label, paddingLeft }) => ({
    range: { start: position, end: position },
    newText: `‹${paddingLeft ? " " : ""}${label}›`,
  }));
  expect(TextDocument.applyEdits(document, edits)).toBe(expected);
}

const UNITS = `units { time: min; concentration: nM }
crn U {
  species A = 1, B‹ = 0›, X[2]‹ = 0›
  rate k = 0.1‹ [1/nM/min]›, d = 2 [1/s], unclear = 3, zeroth = 1‹ [nM/min]›
  2 A ->{k} B
  B <->{3‹ [1/min]›, 0.5‹ [1/nM/min]›} 2 A
  A ->{1‹ [1/nM/min]›} 0 by B // 🧪
  A ->[unclear * A] 0
  0 ->{zeroth * 2} A
  B ->{d} 0
}
`;

test("units of rates that have none, and amounts", () => check(UNITS));

const WITHOUT_UNITS = `crn N {
  species A = 1, C = 1
  rate k = 2‹ [1/concentration/time]›, decay[2] = [1, 2 / 3]‹ [1/time]›, two = 1, law = 3, unused = 4
  signal x = 1
  rate grow = 5
  2 A ->{k} 0
  A ->{3} 0
  for i in 1..2 { A ->{decay[i]} 0 }
  A ->{two} C
  A + C ->{two} C
  A ->[law * A] 0
  x' = grow - x‹ → 2 reactions›
}
`;

test("a file without units gets dimensions, as far as reactions as they are written give any", () =>
  check(WITHOUT_UNITS));
test("dimensions can be switched off", () =>
  check(WITHOUT_UNITS.replace(/‹ \[[^›]*›/g, ""), { settings: { rateUnits: false } }));

const MODULES = `units { time: min; concentration: nM }
module Step(species S, P; rate k = 1‹ [1/nM/min]›, law = 3) {
  rate back = 2‹ [1/min]›, both = 3
  2 S <->{k, back} P
  S ->[law * S] 0
  S ->{both} 0
  2 S ->{both} 0
  0 ->{4‹ [nM/min]›} P
}
`;

test("rates inside a module that nobody uses", () => check(MODULES));
test("rates inside a module", () =>
  check(
    `${MODULES.replace("P\n}", "P\n  signal x = 1\n  x' = -x\n}")}crn C {
  species A = 1, B = 0
  use one = Step(A, B)‹ → 7 reactions›
  use two = Step(B, A; k: 5)‹ → 7 reactions›
}
`,
  ));
test("units can be switched off", () =>
  check(UNITS.replace(/‹ \[[^›]*›/g, ""), { settings: { rateUnits: false } }));
test("amounts can be switched off", () =>
  check(UNITS.replaceAll("‹ = 0›", ""), { settings: { initialAmounts: false } }));
test("a rate with two meanings has no unit", () =>
  check(
    "units { time: s; concentration: M }\ncrn T {\n  species A = 1\n  rate k = 1\n  A ->{k} 0\n  2 A ->{k} 0\n}\n",
  ));
test("init statements give amounts", () =>
  check("crn I {\n  species X[2], Y‹ = 0›\n  init X[1] = 1\n  X[1] + Y ->{1} 0\n}\n"));

const SIGNALS = `crn S {
  signal u = 1‹: u_p − u_m›, v‹ = 0›‹: v_p − v_m›, w[2] = 1, n >= 0 = 1
  u' = v‹ → 3 reactions›
  v' = -u‹ → 3 reactions›
  w' = -w‹ → 2 reactions›
  n' = 1 - n‹ → 2 reactions›
}
`;

test("rails and counts of reactions", () => check(SIGNALS));
test("rails of arrays: those of the first component that has two", () =>
  check(`crn R {
  signal y[12] = -1‹: y_1_p − y_1_m, …›, m[2]‹ = 0›‹: m_2_p − m_2_m›
  for i in 1..12 { y[i]' = -y[i]‹ → 36 reactions› }
  m[1]' = 1‹ → 1 reaction›
  m[2]' = 1 - y[1]‹ → 4 reactions›
}
`));
test("equations of the same signal in several phases", () =>
  check(`crn Phased {
  phases { first: 1; second: 1; third: 1 }
  signal z = 1‹: z_p − z_m›, y = -1‹: y_p − y_m›
  phase first { z' = y - z‹ → 5 reactions› }
  phase second { z' = -3 * z * y‹ → 5 reactions› }
  y' = -y‹ → 3 reactions›
}
`));
test("rails can be switched off", () =>
  check(SIGNALS.replace(/‹: [^›]*›/g, ""), { settings: { railNames: false } }));
test("counts can be switched off", () =>
  check(SIGNALS.replace(/‹ →[^›]*›/g, ""), { settings: { reactionCounts: false } }));

test("copies of modules", () =>
  check(`module Inner(species A) {
  A ->{1} 0
}
module Outer(species A, B) {
  signal x = 1
  use i = Inner(A)
  A ->{1} B
  x' = -x * x
}
crn C {
  species A = 1, B = 0
  use first = Outer(A, B)‹ → 3 reactions›
  use second = Inner(B)‹ → 1 reaction›
}
`));

const LEARNER = `model M {
  input x >= 0
  target y
  weight w‹ = 0›
  state z‹ = 0›
  z' = w * x‹ → 2 reactions, 4 with learning›
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn M as MCRN‹ → 8 reactions› { phases { forward: 1 } }
`;

test("learners", () => check(LEARNER));
test("a model without a learn record has no reactions yet", () =>
  check(LEARNER.replace(/learn M[^\n]*\n/, "").replace("‹ → 2 reactions, 4 with learning›", "")));
test("equations of a model in loops", () =>
  check(`model Loop {
  input x[3]
  target y
  weight w[3] = 0.1
  state z[3] = 0
  for i in 1..3 {
    z[i]' = w[i] * x[i] - z[i]‹ → 14 reactions, 28 with learning›
  }
  output yhat = sum(z)
  loss = (yhat - y)^2 / 2
}
learn Loop as L‹ → 32 reactions› { phases { forward: 1 } }
`));
test("only in the range that is asked for", () => {
  const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 99 } };
  return check(LEARNER.replace("z‹ = 0›", "z").replace(/‹ →[^›]*›/g, ""), { range });
});

test("a network with errors keeps the hints that need no network", () =>
  check(
    "units { time: s }\ncrn B {\n  species A‹ = 0›\n  rate k = 1\n  A ->{2‹ [1/s]›} Unknown\n  A ->{k} 0\n}\n",
  ));
test("a half-typed declaration", () => check("crn H {\n  species \n  rate k =\n  A' = \n  use x = \n"));

test("what a hint says can be written into the text", async () => {
  const snapshot = openSnapshot("crn A {\n  species X\n  X ->{1} 0\n}\n");
  const [hint] = await inlayHints(snapshot, { range: WHOLE }, featureContext);
  expect(hint).toMatchObject({
    tooltip: "X has no initial value and starts at 0.",
    textEdits: [{ newText: " = 0", range: { start: { line: 1, character: 11 } } }],
  });
});
