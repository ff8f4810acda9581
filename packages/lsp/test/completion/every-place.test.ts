// Completion and signature help anywhere in the examples, whole and cut off: no exception, sound edits.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Position, TextEdit } from "vscode-languageserver";
import { completionsAt } from "../../src/features/completion.js";
import { signaturesAt } from "../../src/features/signature-help.js";
import type { Snapshot } from "../../src/snapshot.js";
import { offsetFromPosition, rangeFromSpan } from "../../src/to-lsp.js";
import { ALMOST_LINEAR, growthOf } from "../growth.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

const EXAMPLES = path.join(import.meta.dirname, "../../../../examples");

const files = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ncrn"))
  .sort();

const context = { ...featureContext, client: { snippets: true } };

function positionAt({ source }: Snapshot, offset: number): Position {
  return rangeFromSpan(source, { start: offset, end: offset }).start;
}

/** How many offers there are; every edit is on the line of the cursor and around it, as the protocol demands. */
function offersAt(snapshot: Snapshot, offset: number): number {
  const position = positionAt(snapshot, offset);
  const items = completionsAt(snapshot, { position }, context)?.items ?? [];
  for (const { textEdit } of items) {
    const { range } = textEdit as TextEdit;
    const [start, end] = [range.start, range.end].map((one) => offsetFromPosition(snapshot.source, one));
    const isAround = (start ?? 0) <= offset && offset <= (end ?? 0);
    if (!isAround || range.start.line !== range.end.line) throw new Error(`Wrong range at ${offset}`);
  }
  signaturesAt(snapshot, { position });
  return items.length;
}

test("there are examples", () => expect(files.length).toBeGreaterThan(10));

test.each(files)("%s", (name) => {
  const text = readFileSync(path.join(EXAMPLES, name), "utf8");
  const snapshot = openSnapshot(text);
  let offered = 0;
  for (let offset = 0; offset <= text.length; offset += 25) offered += offersAt(snapshot, offset);
  expect(offered).toBeGreaterThan(text.length / 25);
  for (let end = 17; end < text.length; end += 101) offersAt(openSnapshot(text.slice(0, end)), end);
});

/** A network of so many lines with a reaction that is being typed, and where. */
function typing(lines: number): { readonly snapshot: Snapshot; readonly offset: number } {
  const reactions = Array.from({ length: Math.floor(lines / 2) - 5 }, (_, index) => {
    const [a, b] = [index % 100, (index * 7 + 1) % 100];
    return `  species B${index} = ${index}\n  A[${a + 1}] + B${index} ->{k * 2} A[${b + 1}]`;
  });
  const text = `crn Large {\n  species A[100] = 1\n  rate k = 1\n${reactions.join("\n")}\n  A[1] + \n}\nsimulate Large { until: 5 }\n`;
  const offset = text.indexOf("A[1] + \n") + "A[1] + ".length;
  const snapshot = openSnapshot(text);
  expect(offersAt(snapshot, offset)).toBeGreaterThan(lines / 2 - 10);
  return { snapshot, offset };
}

test("what offers cost grows with the names that there are, and not faster", async () => {
  const known = new Map([400, 2000].map((lines) => [lines, typing(lines)]));
  const complete = ({ snapshot, offset }: ReturnType<typeof typing>) =>
    completionsAt(snapshot, { position: positionAt(snapshot, offset) }, context);
  expect(await growthOf(400, (lines) => known.get(lines)!, complete)).toBeLessThan(ALMOST_LINEAR);
});
