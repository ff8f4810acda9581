// Every mistake that can be repaired is offered its repair where it is reported.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { quickFixes } from "../../src/features/code-action.js";
import { diagnosticsOf } from "../../src/features/diagnostics.js";
import { rangeFromSpan } from "../../src/to-lsp.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

const folder = path.join(import.meta.dirname, "..", "..", "..", "language", "test", "fixes");
const written = readdirSync(folder)
  .filter((name) => existsSync(path.join(folder, name, "before.ncrn")))
  .map((name) => [name, readFileSync(path.join(folder, name, "before.ncrn"), "utf8")] as const);

/** Found by the compiler, or without a text of their own. */
const others = [
  ["not-polynomial", "crn A {\n  signal x = 1\n  x' = -exp(x)\n}\n"],
  ["not-kinetic", "crn A {\n  species X = 1, Y = 1\n  X' = 1 - Y\n  Y' = 0\n}\n"],
  ["even-power-on-rails", "crn A {\n  signal z = -1\n  z' = -z^2\n}\n"],
  ["ambiguous-coefficient", "crn A {\n  species e3 = 1\n  2e3 ->{1} 0\n}\n"],
] as const;

test.for([...written, ...others])("%s", ([name, text]) => {
  const [code] = name.split(".");
  const snapshot = openSnapshot(text);
  const reported = diagnosticsOf(snapshot).find((diagnostic) => diagnostic.code === code);
  expect(reported?.code).toBe(code);
  if (reported === undefined) return;
  const { start } = rangeFromSpan(snapshot.source, reported.origin.span);
  const asked = { range: { start, end: start }, context: { diagnostics: [] } };
  const offered = quickFixes(snapshot, asked, featureContext);
  expect(offered.flatMap(({ diagnostics }) => diagnostics?.map((one) => one.code))).toContain(code);
});
