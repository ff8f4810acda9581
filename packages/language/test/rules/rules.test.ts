// Every rule has a fixture in which all diagnostics are annotated (`//  ^^^ code: message` below the line), and a golden
// file with what the terminal shows.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { catalogue, lineColumnAt, lineText, type SourceText } from "../../src/index.js";
import { rules } from "../../src/model/rules/index.js";
import { type AnalysedFixture, analyzeFixture } from "../analyze-fixture.js";

const folder = import.meta.dirname;
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".ncrn"));

test.each(fixtures)("%s", async (name) => {
  await check(name);
});

test("every rule has a fixture that it reports in, and a file of its own", () => {
  for (const { code } of rules) {
    expect(existsSync(path.join(folder, "../../src/model/rules", `${code}.ts`)), code).toBe(true);
    if (catalogue[code].stage === "syntax") continue;
    const { analysis } = analyzeFixture(folder, `${code}.ncrn`);
    expect(analysis.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  }
});

test("every code of the model stage has a rule", () => {
  const codes = Object.entries(catalogue).flatMap(([code, { stage }]) => (stage === "model" ? code : []));
  expect(codes.filter((code) => !rules.some((rule) => rule.code === code))).toEqual([]);
});

async function check(name: string): Promise<void> {
  const fixture = analyzeFixture(folder, name);
  expect(reported(fixture)).toEqual(annotations(fixture.source));
  await expect(fixture.report).toMatchFileSnapshot(path.join(folder, name.replace(/\.ncrn$/, ".txt")));
}

/** `line:column-column code: message` of every diagnostic in the file, cut at the end of its line. */
function reported({ analysis, source }: AnalysedFixture): readonly string[] {
  return analysis.diagnostics
    .filter(({ origin }) => origin.file === source.name)
    .map(({ code, message, origin: { span } }) => {
      const { line, column } = lineColumnAt(source, span.start);
      const end = Math.min(column + Math.max(1, span.end - span.start), lineText(source, line).length + 1);
      return `${line}:${column}-${end} ${code}: ${message}`;
    });
}

function annotations(source: SourceText): readonly string[] {
  const found: string[] = [];
  let annotated = 0;
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const match = /^(\/\/ *)(\^+) (.*)$/.exec(lineText(source, line));
    if (match === null) annotated = line;
    else {
      const [, before = "", marks = "", text = ""] = match;
      found.push(`${annotated}:${before.length + 1}-${before.length + 1 + marks.length} ${text}`);
    }
  }
  return found;
}
