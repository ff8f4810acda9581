import { createDiagnostic, createSourceText, type Diagnostic, type Span } from "@ncrn/language";
import { expect, test } from "vitest";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { diagnosticToProtocol, type Places, rangeFromSpan } from "../src/to-lsp.js";

/** The range of the first occurrence of `part`, as `line:character-line:character` from zero. */
function check(text: string, part: string, expected: string): void {
  const start = text.indexOf(part);
  const { start: from, end: to } = rangeFromSpan(createSourceText("", text), {
    start,
    end: start + part.length,
  });
  expect(`${from.line}:${from.character}-${to.line}:${to.character}`).toBe(expected);
}

test("on the first line", () => check("A ->{k} B", "k", "0:5-0:6"));
test("after every kind of line end", () => {
  check("a\nA", "A", "1:0-1:1");
  check("a\r\nA", "A", "1:0-1:1");
  check("a\rA", "A", "1:0-1:1");
});
test("over lines", () => check("a {\n}", "{\n}", "0:2-1:1"));
test("characters outside the basic plane count twice, as in the protocol", () =>
  check("/* 🧪 */ A", "A", "0:9-0:10"));
test("at the end of the text", () => check("A\n", "\n", "0:1-1:0"));

const source = createSourceText("main", "species A\nspecies A\n");
const places: Places = {
  sourceOf: (file) => (file === "main" ? source : undefined),
  uriOf: (file) => `file:///${file}`,
  documentationOf: (code) => (code === "duplicate-declaration" ? `docs:${code}` : undefined),
};
const origin = (start: number, end: number, file = "main"): { file: string; span: Span } => ({
  file,
  span: { start, end },
});
const convert = (diagnostic: Diagnostic): unknown => diagnosticToProtocol(diagnostic, source, places);

test("everything that the protocol can carry", () => {
  const related = [
    { origin: origin(8, 9), message: "First declared here." },
    { origin: origin(0, 1, "std/clocks.ncrn"), message: "In a text without address." },
  ];
  const diagnostic = createDiagnostic("duplicate-declaration", origin(18, 19), { name: "A" }, { related });
  expect(convert(diagnostic)).toEqual({
    range: { start: { line: 1, character: 8 }, end: { line: 1, character: 9 } },
    severity: DiagnosticSeverity.Error,
    code: "duplicate-declaration",
    codeDescription: { href: "docs:duplicate-declaration" },
    source: "ncrn",
    message: `${diagnostic.message} ${diagnostic.hint}`,
    data: { name: "A" },
    relatedInformation: [
      {
        location: {
          uri: "file:///main",
          range: { start: { line: 0, character: 8 }, end: { line: 0, character: 9 } },
        },
        message: "First declared here.",
      },
    ],
  });
});

test("an unused declaration is greyed out", () => {
  const diagnostic = createDiagnostic("unused-declaration", origin(8, 9), { name: "A", kind: "species" });
  expect(convert(diagnostic)).toMatchObject({
    severity: DiagnosticSeverity.Hint,
    tags: [DiagnosticTag.Unnecessary],
  });
  expect(convert(diagnostic)).not.toHaveProperty("codeDescription");
});

test("severities", () => {
  const severityOf = (diagnostic: Diagnostic): unknown =>
    (convert(diagnostic) as { severity: unknown }).severity;
  expect(severityOf(createDiagnostic("division-by-zero", origin(0, 1), {}))).toBe(DiagnosticSeverity.Error);
  expect(severityOf(createDiagnostic("high-order", origin(0, 1), { order: 3 }))).toBe(
    DiagnosticSeverity.Warning,
  );
  const large = createDiagnostic("file-too-large", origin(0, 0), { file: "main", part: "its syntax" });
  expect(severityOf(large)).toBe(DiagnosticSeverity.Information);
});
