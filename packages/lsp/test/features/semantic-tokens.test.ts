import { expect, test } from "vitest";
import type { SemanticTokensDelta } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  allTokens,
  changedTokens,
  semanticTokens,
  tokensInRange,
} from "../../src/features/semantic-tokens.js";
import { tokenModifiers, tokenTypes } from "../../src/navigation/token-types.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";

/** `text: type modifiers` of each token. */
function decoded(text: string, data: readonly number[]): readonly string[] {
  const document = TextDocument.create(MAIN, "ncrn", 1, text);
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, index) => {
    const [lines = 0, columns = 0, length = 0, type = 0, bits = 0] = data.slice(5 * index);
    character = lines === 0 ? character + columns : columns;
    line += lines;
    const range = { start: { line, character }, end: { line, character: character + length } };
    const modifiers = tokenModifiers.filter((_, bit) => bits & (1 << bit));
    return `${document.getText(range)}: ${[tokenTypes[type], ...modifiers].join(" ")}`;
  });
}

function tokens(text: string, disk: Record<string, string> = {}): readonly string[] {
  const { snapshot, context } = openWorkspace({ [MAIN]: text }, disk);
  return decoded(text, allTokens(snapshot, context).data);
}

const cases: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
  [
    "species",
    "crn A { species S = 1; S ->{1} 0 }",
    ["A: class declaration", "S: variable declaration", "S: variable modification"],
  ],
  [
    "a clamped species",
    "crn A { clamped species F = 1; 0 ->{1} F by F }",
    [
      "A: class declaration",
      "F: variable declaration readonly",
      "F: variable readonly modification",
      "F: variable readonly",
    ],
  ],
  [
    "rates",
    "crn A { rate k = 1, j = k }",
    [
      "A: class declaration",
      "k: variable declaration readonly",
      "j: variable declaration readonly unused",
      "k: variable readonly",
    ],
  ],
  [
    "signals and rails",
    "crn A { signal x = 1; x.p ->{1} 0 }",
    ["A: class declaration", "x: variable declaration", "x: variable modification", "p: property"],
  ],
  [
    "what nothing uses",
    'import { n } from "lib"\nfunc f(a, b) = a\ncrn A { species S = f(1, 2) }',
    [
      "n: variable readonly",
      "f: function declaration",
      "a: parameter declaration",
      "b: parameter declaration unused",
      "a: parameter",
      "A: class declaration",
      "S: variable declaration unused",
      "f: function",
    ],
  ],
  ["definitions", "crn A { let q = 1 }", ["A: class declaration", "q: property declaration"]],
  ["labels", "crn A { feed: 0 ->{1} 0 }", ["A: class declaration", "feed: label declaration"]],
  [
    "phases",
    "crn A { phases { a: 1 }; phase a { } }",
    ["A: class declaration", "a: enumMember declaration readonly", "a: enumMember readonly"],
  ],
  [
    "events and time",
    "crn A { rate k = 1; when time > 3 { k = 2 } }",
    [
      "A: class declaration",
      "k: variable declaration readonly",
      "time: variable readonly defaultLibrary",
      "k: variable readonly modification",
    ],
  ],
  [
    "loops",
    "crn A { species X[2] = 1; for i in 1..2 { X[i] ->{1} 0 } }",
    [
      "A: class declaration",
      "X: variable declaration",
      "i: variable declaration readonly",
      "X: variable modification",
      "i: variable readonly",
    ],
  ],
  [
    "constants and functions",
    "const n = 1\nfunc f(x) = exp(x) + n\nconst m = f(n)",
    [
      "n: variable declaration readonly",
      "f: function declaration",
      "x: parameter declaration",
      "exp: function defaultLibrary",
      "x: parameter",
      "n: variable readonly",
      "m: variable declaration readonly",
      "f: function",
      "n: variable readonly",
    ],
  ],
  [
    "modules and instances",
    "module D(species S; rate k = 1) { S ->{k} 0 }\ncrn A { species S = 1; use d = D(S; k: 2) }",
    [
      "D: class declaration",
      "S: parameter declaration",
      "k: parameter declaration readonly",
      "S: parameter modification",
      "k: parameter readonly",
      "A: class declaration",
      "S: variable declaration",
      "d: namespace declaration",
      "D: class",
      "S: variable",
      "k: parameter readonly",
    ],
  ],
  [
    "units",
    "crn A { rate k = 1 [1/nM/s] }",
    [
      "A: class declaration",
      "k: variable declaration readonly unused",
      "nM: type defaultLibrary",
      "s: type defaultLibrary",
    ],
  ],
  [
    "a model",
    "model M { input x; target y; weight w = 1; fixed h = 2; state z = 0; z' = w * x; output o = z; loss = (o - y)^2 }",
    [
      "M: class declaration",
      "x: parameter declaration",
      "y: parameter declaration",
      "w: property declaration",
      "h: variable declaration readonly unused",
      "z: variable declaration",
      "z: variable modification",
      "w: property",
      "x: parameter",
      "o: property declaration",
      "z: variable",
      "o: property",
      "y: parameter",
    ],
  ],
  [
    "data",
    "data D { sample 2 { a ~ uniform(0, 1); b = 2 * a } }",
    [
      "D: struct declaration",
      "a: property declaration",
      "uniform: function defaultLibrary",
      "b: property declaration",
      "a: property",
    ],
  ],
  [
    "runs",
    "crn A { species S = 1 }\nsimulate A as r { until: 1; plot: mean(S) }",
    [
      "A: class declaration",
      "S: variable declaration",
      "A: class",
      "r: method declaration",
      "mean: function defaultLibrary",
      "S: variable",
    ],
  ],
  [
    "imports",
    'import "lib" as l\nconst m = l.n',
    ["l: namespace declaration", "m: variable declaration readonly", "l: namespace", "n: variable readonly"],
  ],
  [
    "the standard library",
    'import { half_squared_error } from "std/metrics"',
    ["half_squared_error: function defaultLibrary"],
  ],
  [
    "backticks and characters beyond the BMP",
    "/* 🧪 */ crn A { species `my 🧪` = 1; `my 🧪` ->{1} 0 }",
    ["A: class declaration", "`my 🧪`: variable declaration", "`my 🧪`: variable modification"],
  ],
  ["unknown names stay as they are", "crn A { Q ->{k} 0 }", ["A: class declaration"]],
  [
    "a broken file",
    "crn A {\n species S = \n S + ->{\ncrn {",
    ["A: class declaration", "S: variable declaration", "S: variable modification"],
  ],
];

test.for(cases)("%s", ([, text, expected]) =>
  expect(tokens(text, { "file:///lib.ncrn": "const n = 1" })).toEqual(expected),
);

test("all types and modifiers but one are standard ones", () => {
  const { legend } = semanticTokens.capabilities.semanticTokensProvider!;
  const standard =
    "namespace type class enum interface struct typeParameter parameter variable property enumMember event function method macro keyword modifier comment string number regexp operator decorator label";
  expect(legend.tokenTypes.filter((type) => !standard.split(" ").includes(type))).toEqual([]);
  const modifiers =
    "declaration definition readonly static deprecated abstract async modification documentation defaultLibrary";
  expect(legend.tokenModifiers.filter((modifier) => !modifiers.split(" ").includes(modifier))).toEqual([
    "unused",
  ]);
});

test("a part of the document", () => {
  const text = "const a = 1\nconst b = a\nconst c = b";
  const { snapshot } = openWorkspace({ [MAIN]: text });
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 11 } };
  expect(decoded(text, tokensInRange(snapshot, { range }).data)).toEqual([
    "b: variable declaration readonly",
    "a: variable readonly",
  ]);
});

const edits: readonly (readonly [title: string, before: string, after: string])[] = [
  [
    "something in the middle",
    "const a = 1\nconst b = 2\nconst c = 3",
    "const a = 1\nconst b = a + a\nconst c = 3",
  ],
  ["something in front", "const a = 1", "const b = 1\nconst a = 1"],
  ["something at the end", "const a = 1", "const a = 1\nconst b = a"],
  ["something less", "const a = 1\nconst b = a\nconst c = a", "const a = 1\nconst c = a"],
  ["nothing left", "const a = 1", ""],
  ["nothing before", "", "const a = 1"],
  ["equal neighbours", "const a = 1\nconst b = a + a + a", "const a = 1\nconst b = a + a"],
];

test.for(edits)("the difference: %s", ([, before, after]) => {
  const first = openWorkspace({ [MAIN]: before });
  const { resultId, data } = allTokens(first.snapshot, first.context);
  const { snapshot } = openWorkspace({ [MAIN]: after });
  const delta = changedTokens(
    snapshot,
    { previousResultId: resultId! },
    first.context,
  ) as SemanticTokensDelta;
  const patched = [...data];
  for (const edit of delta.edits) patched.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
  const second = openWorkspace({ [MAIN]: after });
  expect(patched).toEqual(allTokens(second.snapshot, second.context).data);
  expect(delta.resultId).not.toBe(resultId);
});

test("no difference is no edit", () => {
  const { snapshot, context } = openWorkspace({ [MAIN]: "const a = 1" });
  const { resultId } = allTokens(snapshot, context);
  expect(changedTokens(snapshot, { previousResultId: resultId! }, context)).toMatchObject({ edits: [] });
});

test("after another answer than the client has all tokens are sent", () => {
  const { snapshot, context } = openWorkspace({ [MAIN]: "const a = 1" });
  const { data } = allTokens(snapshot, context);
  expect(changedTokens(snapshot, { previousResultId: "other" }, context)).toMatchObject({ data });
});
