// Which networks of a document are there to be hovered, viewed and counted.

import { expect, test } from "vitest";
import { hoverOf } from "../../src/features/hover.js";
import { inlayHints } from "../../src/features/inlay-hint.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

/** The hover at a piece of a text. */
async function hovered(text: string, piece: string): Promise<string> {
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  const start = text.indexOf(piece) + 1;
  const { start: position } = rangeFromSpan(snapshot.source, { start, end: start });
  const found = await hoverOf(snapshot, { position }, context);
  return JSON.stringify(found?.contents ?? "");
}

const FAILING = `crn Fast {
  species A = 1, B = 0
  rate k = 2
  3 A ->{k} B
  assert order <= 2
}
`;
const BROKEN = "crn VanDerPol {\n  species X = 1\n  X ->{nowhere} 0\n}\n";

test("an assertion that fails takes away neither reactions nor hovers nor hints", async () => {
  const { snapshot, context } = openWorkspace({ [MAIN]: FAILING });
  const lowered = await snapshot.lowered("Fast");
  expect(lowered?.network?.reactions).toHaveLength(1);
  expect(lowered?.diagnostics.map(({ code }) => code)).toEqual(["assertion-fails"]);
  expect(snapshot.lowering().map(({ code }) => code)).toEqual(["assertion-fails"]);
  for (const piece of ["3 A ->", "A = 1", "k = 2"])
    expect(await hovered(FAILING, piece), piece).not.toContain("as soon as");
  const hints = await inlayHints(snapshot, { range: WHOLE }, context);
  const sound = openWorkspace({ [MAIN]: FAILING.replace("<= 2", "<= 3") });
  expect(hints).toEqual(await inlayHints(sound.snapshot, { range: WHOLE }, sound.context));
  expect(hints?.length).toBeGreaterThan(0);
});

test("a learner whose model asserts too much has its circuit, with the clock that it asks for", async () => {
  const learner = (limit: number): string => `model Line {
  input x
  target y
  weight w = 0.5
  state z = 0
  z' = w * x
  output yhat = z
  loss = (yhat - y)^2 / 2
  assert order <= ${limit}
}
learn Line as L { phases { forward: 1 }; clock: events }
`;
  const networkOf = async (text: string) =>
    (await openWorkspace({ [MAIN]: text }).snapshot.lowered("L"))?.network;
  const [failing, holding] = [await networkOf(learner(1)), await networkOf(learner(2))];
  expect(failing?.events.length).toBeGreaterThan(0);
  expect(failing).toEqual(holding);
});

test("a network beside one with errors is hovered as if it stood alone", async () => {
  const sound = FAILING.replace("<= 2", "<= 3");
  for (const piece of ["3 A ->", "A = 1", "k = 2", "Fast"]) {
    const alone = await hovered(sound, piece);
    expect(await hovered(sound + BROKEN, piece), piece).toBe(alone);
    expect(alone).not.toContain("as soon as");
  }
  expect(await hovered(sound + BROKEN, "X ->")).toContain("as soon as");
});
