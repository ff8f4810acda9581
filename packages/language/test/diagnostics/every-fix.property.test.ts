// Every quick fix that is offered for any broken text of the documentation and of the tests: the text after it parses, no
// longer has the mistake, has no new error, and keeps its line ends. The same holds for CRLF.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fixers } from "../../src/diagnostics/fixes/index.js";
import { applyFix, type Diagnostic, type DiagnosticCode, fixesFor } from "../../src/index.js";
import { analyzeText } from "../analyze-fixture.js";
import { moreBrokenTexts } from "./broken-texts.js";

interface BrokenText {
  readonly name: string;
  readonly text: string;
  /** Where the files that it names are. */
  readonly folder: string | undefined;
}

const here = import.meta.dirname;
const pages = path.resolve(here, "../../../../docs/diagnostics");
const rules = path.join(here, "../rules");
const fixes = path.join(here, "../fixes");

const texts: readonly BrokenText[] = [
  ...readdirSync(pages).flatMap((page): readonly BrokenText[] => {
    const found = /## Wrong\n\n```ncrn\n([\s\S]*?)```/.exec(readFileSync(path.join(pages, page), "utf8"));
    return found?.[1] === undefined ? [] : [{ name: page, text: found[1], folder: pages }];
  }),
  ...readdirSync(rules)
    .filter((file) => file.endsWith(".ncrn"))
    .map((file) => ({ name: file, text: readFileSync(path.join(rules, file), "utf8"), folder: rules })),
  ...readdirSync(fixes)
    .map((name) => ({ name, file: path.join(fixes, name, "before.ncrn") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, text: readFileSync(file, "utf8"), folder: undefined })),
  ...moreBrokenTexts.map((text) => ({ name: text.split("\n")[0] ?? text, text, folder: undefined })),
];

/** What may go wrong all the same, by the text and the beginning of the complaint. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // Of two ways to write a product of vectors the place takes one only; which one was meant is for the reader to say.
  "ambiguous-product.2": ["ambiguous-product, Multiply pair by pair"],
  // Names that are declared three times, which shows when the first is repaired.
  "reserved-name.ncrn": ["reserved-name, "],
  // With the product mended, its shape is known and does not fit what it is used for.
  "shape-mismatch.ncrn": ["shape-mismatch, Transpose the matrix"],
  // The name is used as a species and as what has an equation: each use asks for a keyword of its own.
  "wrong-kind.ncrn": ["wrong-kind, Declare `k` as signal"],
};

/** The same for all texts: the files that they name do not exist, which shows when the name is whole. */
const anywhere = /^unterminated-string, Close the text: new: (file-not-found|unresolved-import)/;

const offered = new Set<DiagnosticCode>();

test.each(texts)("$name", ({ name, text, folder }) => {
  const isUnexpected = (complaint: string): boolean =>
    !anywhere.test(complaint) && exceptions[name]?.some((start) => complaint.startsWith(start)) !== true;
  const inLF = outcomes(text.replaceAll("\r\n", "\n"), folder);
  const inCRLF = outcomes(text.replaceAll(/\r?\n/g, "\r\n"), folder);
  for (const { code } of inLF) offered.add(code);
  expect(inLF.flatMap(({ complaints }) => complaints).filter(isUnexpected)).toEqual([]);
  expect(inCRLF.flatMap(({ complaints }) => complaints).filter(isUnexpected)).toEqual([]);
  expect(inCRLF.map(({ title, after }) => ({ title, after: after.replaceAll("\r\n", "\n") }))).toEqual(
    inLF.map(({ title, after }) => ({ title, after })),
  );
  expect(inCRLF.filter(({ after }) => /(?<!\r)\n|\r(?!\n)/.test(after))).toEqual([]);
});

test("all codes that the language reports and that have fixes were met", () => {
  const codes = fixers.map(({ code }) => code).filter((code) => !reportedLater.has(code));
  expect(codes.filter((code) => !offered.has(code))).toEqual([]);
});

/** The compiler reports these, and the command line the last one. */
const reportedLater: ReadonlySet<DiagnosticCode> = new Set([
  "even-power-on-rails",
  "not-kinetic",
  "not-polynomial",
  "unknown-target",
]);

interface Outcome {
  readonly code: DiagnosticCode;
  readonly title: string;
  readonly after: string;
  readonly complaints: readonly string[];
}

function outcomes(text: string, folder: string | undefined): readonly Outcome[] {
  const { analysis, source } = analyzeText(text, "model.ncrn", folder);
  return analysis.diagnostics.flatMap((diagnostic) =>
    fixesFor(diagnostic, source).map((fix): Outcome => {
      const after = applyFix(source, fix);
      const left = analyzeText(after, "model.ncrn", folder).analysis.diagnostics;
      const complaints = complaintsAbout(diagnostic, analysis.diagnostics, left);
      const { code } = diagnostic;
      return {
        code,
        title: fix.title,
        after,
        complaints: complaints.map((complaint) => `${code}, ${fix.title}: ${complaint}\n${after}`),
      };
    }),
  );
}

function complaintsAbout(
  mended: Diagnostic,
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): readonly string[] {
  const complaints: string[] = [];
  const howOften = (found: readonly Diagnostic[], { code, message }: Diagnostic): number =>
    found.filter((one) => one.code === code && one.message === message).length;
  const isStillThere = howOften(after, mended) >= howOften(before, mended);
  if (isStillThere) complaints.push("the mistake is still there");
  for (const one of after) {
    if (one.severity === "error" && howOften(after, one) > howOften(before, one))
      complaints.push(`new: ${one.code}: ${one.message}`);
  }
  return complaints;
}
