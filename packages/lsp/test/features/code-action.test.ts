import { expect, test } from "vitest";
import { CodeActionKind, type Range } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { quickFixes } from "../../src/features/code-action.js";
import { markedText } from "../marked-text.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

/** The first fix offered for the marked selection, applied, gives `expected`; undefined: nothing is offered. */
function check(marked: string, expected: string | undefined, only?: string): void {
  const { text, ranges } = markedText(marked);
  const snapshot = openSnapshot(text);
  const range = ranges[0] as Range;
  const context = { diagnostics: [], ...(only !== undefined && { only: [only] }) };
  const [first] = quickFixes(snapshot, { range, context }, featureContext);
  const edits = first?.edit?.changes?.[snapshot.uri];
  const document = TextDocument.create(snapshot.uri, "ncrn", 1, text);
  expect(edits && TextDocument.applyEdits(document, edits)).toBe(expected);
}

const TEXT = (name: string): string => `/* 🧪 */ crn A {\n  species SE = 1\n  ${name} ->{1} 0\n}\n`;

test("a misspelt name, selected", () => check(TEXT("<|ES|>"), TEXT("SE")));
test("a misspelt name, cursor within", () => check(TEXT("E<||>S"), TEXT("SE")));
test("a misspelt name, cursor behind", () => check(TEXT("ES<||>"), TEXT("SE")));
test("another line offers nothing", () => check(TEXT("ES").replace("/* 🧪", "/* <||>🧪"), undefined));
test("quick fixes asked for by kind", () => check(TEXT("<|ES|>"), TEXT("SE"), CodeActionKind.QuickFix));
test("other kinds asked for", () => check(TEXT("<|ES|>"), undefined, CodeActionKind.Refactor));

test("the fix names what it repairs, and the likeliest is preferred", () => {
  const { text, ranges } = markedText(TEXT("<|ES|>"));
  const snapshot = openSnapshot(text);
  const actions = quickFixes(
    snapshot,
    { range: ranges[0] as Range, context: { diagnostics: [] } },
    featureContext,
  );
  expect(actions[0]).toMatchObject({
    title: expect.stringContaining("`SE`"),
    kind: "quickfix",
    isPreferred: true,
    diagnostics: [{ code: "unknown-name", range: ranges[0] }],
  });
  expect(actions.slice(1).filter(({ isPreferred }) => isPreferred)).toEqual([]);
});
