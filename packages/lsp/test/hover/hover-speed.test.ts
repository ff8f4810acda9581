// Hovers look at what was lowered with the checks, and at each part of it once. Milliseconds are for `pnpm bench:editor`.

import { lowerInPieces } from "@ncrn/compiler";
import { expect, test, vi } from "vitest";
import type { Position } from "vscode-languageserver";
import { longNetwork } from "../../bench/reference-model.js";
import { hoverOf } from "../../src/features/hover.js";
import type { Snapshot } from "../../src/snapshot.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { ALMOST_LINEAR, growthOf } from "../growth.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

vi.mock("@ncrn/compiler", async (importOriginal) => {
  const compiler = await importOriginal<typeof import("@ncrn/compiler")>();
  return { ...compiler, lowerInPieces: vi.fn(compiler.lowerInPieces) };
});

/** A species, its use in a reaction, an arrow, an equation, a rate: each found in the middle of the text. */
const places = [/ {2}species S/g, / {2}S\d+ \+ S/g, / {2}S\d+ \+ S\d+ -/g, / {2}x/g, / {2}rate k/g];

function checked(lines: number): Snapshot {
  const snapshot = openSnapshot(longNetwork(lines));
  snapshot.diagnostics();
  snapshot.lowering();
  return snapshot;
}

interface Question {
  readonly snapshot: Snapshot;
  readonly position: Position;
}

function questionAt(pattern: RegExp, snapshot: Snapshot): Question {
  const { source } = snapshot;
  const ends = Array.from(source.content.matchAll(pattern), ({ index, 0: text }) => index + text.length - 1);
  const end = ends[Math.floor(ends.length / 2)]!;
  return { snapshot, position: rangeFromSpan(source, { start: end, end }).start };
}

const hover = ({ snapshot, position }: Question) => hoverOf(snapshot, { position }, featureContext);

test("nothing is lowered again for a hover", async () => {
  vi.mocked(lowerInPieces).mockClear();
  const snapshot = checked(400);
  expect(lowerInPieces).toHaveBeenCalledTimes(1);
  for (const pattern of places) expect(await hover(questionAt(pattern, snapshot))).not.toBe(null);
  expect(lowerInPieces).toHaveBeenCalledTimes(1);
});

test.each(places)("a hover at %s", async (pattern) => {
  const known = new Map([400, 2000].map((lines) => [lines, questionAt(pattern, checked(lines))]));
  expect(await growthOf(400, (lines) => known.get(lines)!, hover)).toBeLessThan(ALMOST_LINEAR);
});
