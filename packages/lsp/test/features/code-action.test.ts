import { expect, test } from "vitest";
import { CodeActionKind, type Range } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { quickFixes } from "../../src/features/code-action.js";
import { markedText } from "../marked-text.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";
import { openWorkspace } from "../open-workspace.js";

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

/** The titles of the fixes offered, and the text after the first, where files lie beside the document. */
function repair(marked: string, disk: Record<string, string> = {}) {
  const { text, ranges } = markedText(marked);
  const { snapshot, context } = openWorkspace({ [MAIN]: text }, disk);
  const found = quickFixes(snapshot, { range: ranges[0] as Range, context: { diagnostics: [] } }, context);
  const edits = found[0]?.edit?.changes?.[MAIN];
  const document = TextDocument.create(MAIN, "ncrn", 1, text);
  return {
    titles: found.map(({ title }) => title),
    text: edits && TextDocument.applyEdits(document, edits),
  };
}

const MAIN = "file:///main.ncrn";
const DISK = {
  "file:///lib/parts.ncrn": "const speed = 3\n",
  "file:///other/x/tool.ncrn": "const speed = 3\n",
  "file:///rows.csv": "a,b\n1,2\n",
};

test.each([
  ['import "<||>lib/part" as lib\n', 'import "lib/parts" as lib\n'],
  ['import { speed } from "<||>parts"\n', 'import { speed } from "lib/parts"\n'],
  ['import "<||>tool" as lib\n', 'import "other/x/tool" as lib\n'],
  ['import "<||>nothing/like/it" as lib\n', undefined],
  ['data d from "<||>row.csv" { seed: 1 }\n', 'data d from "rows.csv" { seed: 1 }\n'],
  ['import "<||>std/metric" as lib\n', 'import "std/metrics" as lib\n'],
])("a file that is not there: %s", (marked, expected) => {
  expect(repair(marked, DISK).text).toBe(expected);
});

test("a function whose name is misspelt", () => {
  const text = (name: string): string =>
    `func hill(x) = x / (1 + x)\ncrn A {\n  species S = 1\n  S ->[${name}(S)] 0\n}\n`;
  expect(repair(text("<||>hil")).text).toBe(text("hill"));
});

test("the setting that is missing is written with the names that are there", () => {
  const text = (settings: string): string =>
    `model M { input x[2]; target y; weight w = 1; state z = 0; z' = w * sum(x); output o = z; loss = (o - y)^2 }\nlearn M as L { phases { forward: 1 } }\ndata d { sample 2 { y ~ uniform(0, 1); x1 = y; x2 = y } }\ntrain L on d <||>{\n${settings}}\n`;
  const { text: after, titles } = repair(text("  epochs: 1\n"));
  expect(titles).toEqual(["Insert `feed { x: [x1, x2]; y: y }`"]);
  expect(after).toContain("{\n  feed { x: [x1, x2]; y: y }\n  epochs: 1\n}");
});

test("three molecules at once: the steps first, then what lets the compiler make them", () => {
  const text = "crn A {\n  species A = 1, B = 1, C = 1\n  <||>A + B + C ->{0.5} 0\n}\n";
  const { titles, text: after } = repair(text);
  expect(titles).toEqual([
    expect.stringMatching(/two steps with an intermediate `AB`/),
    expect.stringMatching(/`lower \{ order: 2 \}`.*the compiler/),
  ]);
  expect(after).toContain("  species AB = 0\n  A + B <->{500, 500000} AB\n  AB + C ->{500} 0\n");
});
