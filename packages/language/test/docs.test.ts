// Every code has a page; the wrong example of a page reports the code, the right one reports nothing at all.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { catalogue, type DiagnosticCode } from "../src/index.js";
import { analyzeText } from "./analyze-fixture.js";

const folder = path.resolve(import.meta.dirname, "../../../docs/diagnostics");
const codes = Object.keys(catalogue) as DiagnosticCode[];

test.each(codes)("%s", (code) => {
  check(code);
});

test("there are no pages of codes that do not exist", () => {
  const pages = readdirSync(folder).flatMap((name) => (name.endsWith(".md") ? name.slice(0, -3) : []));
  expect(pages.filter((page) => !codes.includes(page as DiagnosticCode))).toEqual([]);
});

test("pages of the model stage show what is wrong and what is right", () => {
  const bare = codes.filter((code) => catalogue[code].stage === "model" && code !== "import-cycle");
  expect(
    bare.filter((code) => example(code, "Wrong") === undefined || example(code, "Right") === undefined),
  ).toEqual([]);
});

function check(code: DiagnosticCode): void {
  expect(existsSync(path.join(folder, `${code}.md`)), `docs/diagnostics/${code}.md`).toBe(true);
  expect(page(code)).toContain(`# \`${code}\`\n`);
  const [wrong, right] = [example(code, "Wrong"), example(code, "Right")];
  const { stage } = catalogue[code];
  // What later stages report is not to be seen here; their examples must at least be sound texts.
  const isReportedHere = stage === "syntax" || stage === "model" || code === "file-not-found";
  if (wrong !== undefined) {
    const found = analyzeText(wrong, "example.ncrn", folder).analysis.diagnostics.map(
      (diagnostic) => diagnostic.code,
    );
    expect(
      isReportedHere ? found.filter((other) => other === code).length > 0 : found.length === 0,
      `${found}`,
    ).toBe(true);
  }
  if (right !== undefined) expect(analyzeText(right, "example.ncrn", folder).report).toBe("");
}

function page(code: string): string {
  return readFileSync(path.join(folder, `${code}.md`), "utf8");
}

function example(code: string, heading: "Wrong" | "Right"): string | undefined {
  return new RegExp(`## ${heading}\\n\\n\`\`\`ncrn\\n([^]*?)\`\`\``).exec(page(code))?.[1];
}
