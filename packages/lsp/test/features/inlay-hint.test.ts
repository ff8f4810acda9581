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
test("no units where the file has none", () =>
  check("crn N {\n  species A = 1\n  rate k = 2\n  2 A ->{k} 0\n  A ->{3} 0\n}\n"));
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
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn M as MCRN‹ → 8 reactions› { phases { forward: 1 } }
`;

test("learners", () => check(LEARNER));
test("only in the range that is asked for", () => {
  const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 99 } };
  return check(LEARNER.replace("z‹ = 0›", "z").replace("‹ → 8 reactions›", ""), { range });
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
