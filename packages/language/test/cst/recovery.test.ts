// Broken texts: which single diagnostic they give, where, and what of the text survives.
import { expect, test } from "vitest";
import { createSourceText, descendants, parse, textOf } from "../../src/index.js";

/** `[code] message @ underlined text`, and the names that are still declared. */
function check(text: string, diagnostics: readonly string[], surviving: string): void {
  const source = createSourceText("test.ncrn", text);
  const file = parse(source);
  const found = file.diagnostics.map(
    ({ code, message, origin }) => `[${code}] ${message} @${textOf(source, origin.span)}`,
  );
  expect(found).toEqual(diagnostics);
  const names = [...descendants(file.document)].flatMap((node) =>
    (node.kind === "QuantityItem" || node.kind === "LetStatement" || node.kind === "NetworkDeclaration") &&
    node.name.kind === "Name"
      ? [node.name.text]
      : [],
  );
  expect(names.join(" ")).toBe(surviving);
}

/** Statements inside a network, between two sound ones. */
const inside = (statements: string) =>
  `crn N {\n  species A, B\n${statements}\n  let last = A\n}\nsimulate N {\n  until: 1\n}\n`;
const all = "N A B last";

const statements: readonly (readonly [string, string, string, string?])[] = [
  ["a missing rate", "A -> B", "[missing-rate] A reaction needs a rate after `->`. @->"],
  [
    "a missing rate of a reversible reaction",
    "A <-> B",
    "[missing-rate] A reaction needs a rate after `<->`. @<->",
  ],
  ["a half-typed reaction", "A ->", "[missing-rate] A reaction needs a rate after `->`. @->"],
  [
    "a reaction without product",
    "A ->{1}",
    "[expected-token] Expected a species before the end of the line. @",
  ],
  ["a reaction without arrow", "A + B", "[expected-token] Expected `->` before the end of the line. @"],
  ["one rate too few", "A <->{1} B", "[expected-token] Expected `,` before `}`. @}"],
  ["one rate too many", "A ->{1, 2} B", "[expected-token] Expected `}` before `,`. @,"],
  ["a rate without `{`", "A ->1} B", "[expected-token] Expected `{` before `1`. @1"],
  ["a rate without `}`", "A ->{1 B", "[expected-token] Expected `}` before `B`. @B"],
  ["a sum that stops", "A + ->{1} B", "[expected-token] Expected a species before `->`. @->"],
  [
    "an exponent as coefficient",
    "2e3 A ->{1} B",
    "[ambiguous-coefficient] `2e3` cannot be the coefficient of a species, which is written with digits only. @2e3",
  ],
  [
    "a fraction as coefficient",
    "A ->{1} 1.5 B",
    "[ambiguous-coefficient] `1.5` cannot be the coefficient of a species, which is written with digits only. @1.5",
  ],
  ["a number without species", "A ->{1} 2", "[expected-token] Expected a species before `2`. @2"],
  ["zero in a sum", "A + 0 ->{1} B", "[expected-token] Expected a species before `0`. @0"],
  ["a missing `=`", "let x 3", "[expected-token] Expected `=` before `3`. @3", "N A B x last"],
  ["a half-typed let", "let x =", "[missing-operand] A value is missing after `=`. @=", "N A B x last"],
  ["a half-typed sum", "let x = A *", "[missing-operand] A value is missing after `*`. @*", "N A B x last"],
  [
    "an unclosed parenthesis",
    "let x = (A + B",
    "[expected-token] Expected `)` before the end of the line. @",
    "N A B x last",
  ],
  [
    "an unclosed call",
    "let x = max(A, B",
    "[expected-token] Expected `)` before the end of the line. @",
    "N A B x last",
  ],
  [
    "a parenthesis too many",
    "let x = A + B)",
    "[expected-token] Expected a new line before `)`. @)",
    "N A B x last",
  ],
  [
    "a missing operator",
    "let x = A B",
    "[expected-token] Expected a new line before `B`. @B",
    "N A B x last",
  ],
  ["an unknown character", "A ->{1} B @", "[unexpected-character] `@` is not part of the language. @@"],
  ["a foreign arrow", "A =>{1} B", "[unexpected-character] `=>` is not part of the language. @=>"],
  ["a number with `_`", "let x = 1_000", "[invalid-number] `1_000` is not a number. @1_000", "N A B x last"],
  ["a missing comma", "rate k = 1 q = 2", "[expected-token] Expected `,` before `q`. @q", "N A B k q last"],
  ["a quantity without keyword", "k = 1", "[expected-token] Expected `->` before `=`. @=", "N A B k last"],
  [
    "a keyword as a name",
    "let at = 3",
    "[reserved-name] `at` is a word of the language and cannot be a name. @at",
    "N A B at last",
  ],
  [
    "a keyword as a species",
    "when ->{1} A",
    "[reserved-name] `when` is a word of the language and cannot be a name. @when",
  ],
  ["chained comparisons", "assert 1 < A < 2", "[expected-token] Expected `&&` before `<`. @<"],
  ["an equation with a coefficient", "2 A' = 1", "[expected-token] Expected `->` before `'`. @'"],
  [
    "a loop without `in`",
    "for i 1..2 {\n species C\n}",
    "[expected-token] Expected `in` before `1`. @1",
    "N A B C last",
  ],
  [
    "a loop without `{`",
    "for i in 1..2\n species C\n}",
    "[expected-token] Expected `{` before the end of the line. @",
    "N A B C last",
  ],
  ["an event without condition", "at {\n A = 1\n}", "[missing-operand] A value is missing after `at`. @at"],
  ["a stray closing brace", "A } ->{1} B", "[expected-token] Expected `->` before `}`. @}"],
  ["a half-typed word", "spe", "[expected-token] Expected `->` before the end of the line. @"],
  ["an unclosed inner record", "lower { order: 2", "[expected-token] Expected `}` before `let`. @let"],
  ["an unclosed text", 'let x = "a', '[unterminated-string] This text is never closed. @"', "N A B x last"],
];

for (const [what, text, diagnostic, surviving = all] of statements) {
  test(what, () => check(inside(text), [diagnostic], surviving));
}

const files: readonly (readonly [string, string, readonly string[], string])[] = [
  ["an empty file", "", [], ""],
  ["only comments", "// a\n/* b */", [], ""],
  [
    "an unclosed network at the end",
    "crn N {\n  species A\n",
    ["[unexpected-end] The file ends inside this block. @"],
    "N A",
  ],
  [
    "an unclosed network before another",
    "crn N {\n species A\n\ncrn M {\n species B\n}",
    ["[expected-token] Expected `}` before `crn`. @crn"],
    "N A M B",
  ],
  [
    "a half-typed line at the end",
    "crn N {\n  species A\n  A -> ",
    ["[missing-rate] A reaction needs a rate after `->`. @->"],
    "N A",
  ],
  [
    "a brace too many",
    "crn N { species A\n} }\ncrn M { }",
    ["[expected-declaration] Expected a declaration, found `}`. @}"],
    "N A M",
  ],
  [
    "a word at the top",
    "foo\ncrn N { }",
    ["[expected-declaration] Expected a declaration, found `foo`. @foo"],
    "N",
  ],
  [
    "a statement at the top",
    "species A = 1\ncrn N { }",
    ["[expected-declaration] Expected a declaration, found `species`. @species"],
    "N",
  ],
  [
    "a network without name",
    "crn {\n species A\n}",
    ["[expected-token] Expected a name before `{`. @{"],
    "A",
  ],
  [
    "a network without body",
    "crn N\ncrn M { }",
    ["[expected-token] Expected `{` before the end of the line. @"],
    "N M",
  ],
  [
    "a training without data",
    "train N on {\n epochs: 1\n}\ncrn N { }",
    ["[expected-token] Expected a name before `{`. @{"],
    "N",
  ],
  [
    "an unclosed comment",
    "crn N { }\n/* never",
    ["[unterminated-comment] This comment is never closed. @/*"],
    "N",
  ],
];

for (const [what, text, diagnostics, surviving] of files) {
  test(what, () => check(text, diagnostics, surviving));
}

/** The kinds of what survives, of a text in which the first word of a construct is missing. */
function checkWithoutWord(text: string, diagnostic: string, kinds: string): void {
  const { document, diagnostics } = parse(createSourceText("test.ncrn", text));
  expect(diagnostics.map(({ message, origin: { span } }) => `${message} @${span.start}`)).toEqual([
    diagnostic,
  ]);
  const found = [...descendants(document)].map(({ kind }) => kind);
  expect(found.filter((kind) => /Declaration$|Statement$|^SampleBlock$/.test(kind)).join(" ")).toBe(kinds);
}

const withoutWord: readonly (readonly [string, string, string, string])[] = [
  ["crn", "N {\n A ->{1} B\n}", "Expected `crn` before `N`. @0", "NetworkDeclaration ReactionStatement"],
  [
    "crn of a labelled reaction",
    "N {\n one: A ->{1} B\n}",
    "Expected `crn` before `N`. @0",
    "NetworkDeclaration ReactionStatement",
  ],
  [
    "model",
    "M {\n let a = 1\n loss = a\n}",
    "Expected `model` before `M`. @0",
    "ModelDeclaration LetStatement LossStatement",
  ],
  [
    "data",
    "D {\n sample 9 {\n x ~ normal(0, 1)\n }\n}",
    "Expected `data` before `D`. @0",
    "DataDeclaration SampleBlock",
  ],
  ["data of a file", 'D from "a.csv" { }', "Expected `data` before `D`. @0", "DataDeclaration"],
  [
    "learn",
    "M as L {\n phases { forward: 1 }\n order: 2\n}",
    "Expected `learn` before `M`. @0",
    "LearnDeclaration",
  ],
  ["train", "L on D as T {\n epochs: 3\n}", "Expected `train` before `L`. @0", "TrainDeclaration"],
  ["simulate", "N {\n until: 3\n}", "Expected `simulate` before `N`. @0", "SimulateDeclaration"],
  [
    "scan",
    "N as S {\n until: 3\n vary { k: 1 }\n measure: max(A)\n}",
    "Expected `scan` before `N`. @0",
    "ScanDeclaration",
  ],
  [
    "module",
    "J(species A) {\n A ->{1} 0\n}",
    "Expected `module` before `J`. @0",
    "ModuleDeclaration ReactionStatement",
  ],
  ["func", "square(x) = x * x", "Expected `func` before `square`. @0", "FunctionDeclaration"],
  ["const", "d = 3", "Expected `const` before `d`. @0", "ConstDeclaration"],
  ["units", "{ time: s }", "Expected `units` before `{`. @0", "UnitsDeclaration"],
  ["import", '{ Join } from "std/logic"', "Expected `import` before `{`. @0", "ImportDeclaration"],
  [
    "sample",
    "data D {\n 9 {\n x ~ normal(0, 1)\n }\n}",
    "Expected `sample` before `9`. @10",
    "DataDeclaration SampleBlock",
  ],
  [
    "sample of a constant",
    "data D {\n n { x ~ normal(0, 1) }\n}",
    "Expected `sample` before `n`. @10",
    "DataDeclaration SampleBlock",
  ],
  [
    "phase",
    "crn N {\n one {\n A ->{1} B\n }\n}",
    "Expected `phase` before `one`. @9",
    "NetworkDeclaration PhaseStatement ReactionStatement",
  ],
  [
    "for",
    "crn N {\n i in 1..2 {\n A ->{1} B\n }\n}",
    "Expected `for` before `i`. @9",
    "NetworkDeclaration ForStatement ReactionStatement",
  ],
  [
    "if",
    "crn N {\n n > 1 {\n A ->{1} B\n }\n}",
    "Expected `if` before `n`. @9",
    "NetworkDeclaration IfStatement ReactionStatement",
  ],
  [
    "when",
    "crn N {\n A > 1 { B = 2 }\n}",
    "Expected `when` before `A`. @9",
    "NetworkDeclaration EventStatement",
  ],
  ["at", "crn N {\n 50 { B = 2 }\n}", "Expected `at` before `50`. @9", "NetworkDeclaration EventStatement"],
  [
    "lower",
    "crn N {\n { order: 2 }\n}",
    "Expected `lower` before `{`. @9",
    "NetworkDeclaration LowerStatement",
  ],
  [
    "phases",
    "crn N {\n { one: 1; two: 2 }\n}",
    "Expected `phases` before `{`. @9",
    "NetworkDeclaration PhasesStatement",
  ],
  ["as", "learn M L {\n order: 2\n}", "Expected `as` before `L`. @8", "LearnDeclaration"],
  [
    "the subject of a training",
    "train on D as T {\n epochs: 3\n}",
    "Expected a name before `on`. @6",
    "TrainDeclaration",
  ],
  [
    "the value of a setting",
    "simulate N {\n until:\n plot: A\n}",
    "A value is missing after `:`. @19",
    "SimulateDeclaration",
  ],
  [
    "the reactant",
    "crn N {\n A ->{1} B\n ->{1} C\n}",
    "Expected a species before `->`. @20",
    "NetworkDeclaration ReactionStatement ReactionStatement",
  ],
  [
    "a bracket in a list",
    "crn N {\n signal a[2 = 0, b[2] = 0\n}",
    "Expected `]` before `=`. @20",
    "NetworkDeclaration QuantityDeclaration",
  ],
  [
    "the brace of an inner block",
    "crn N {\n for i in 1..2 {\n  A ->{1} B\n let x = 1\n}",
    "Expected `}` before `let`. @38",
    "NetworkDeclaration ForStatement ReactionStatement LetStatement",
  ],
];

test.each(withoutWord)("without %s", (_, text, diagnostic, kinds) =>
  checkWithoutWord(text, diagnostic, kinds),
);

test("the opening brace is a related place", () => {
  const [diagnostic] = parse(createSourceText("test.ncrn", "crn N {\n  species A\n")).diagnostics;
  expect(diagnostic?.related.map(({ origin, message }) => [origin.span, message])).toEqual([
    [{ start: 6, end: 7 }, "opened here"],
  ]);
});

test("several mistakes give one diagnostic each, in the order of the text", () => {
  const { diagnostics } = parse(createSourceText("test.ncrn", inside("A -> B\nlet x 3\nB ->{1 A")));
  expect(diagnostics.map(({ code }) => code)).toEqual(["missing-rate", "expected-token", "expected-token"]);
});

/** Settings on one line: what is said, at which token, and that every setting survives. */
function checkSettings(text: string, places: readonly string[], settings: string): void {
  const source = createSourceText("test.ncrn", text);
  const { document, diagnostics } = parse(source);
  expect(diagnostics.map(({ message, origin }) => [message, textOf(source, origin.span)])).toEqual(
    places.map((place) => [`Expected \`;\` or a new line before \`${place}\`.`, place]),
  );
  expect(diagnostics.every(({ hint }) => hint?.includes("by `;`"))).toBe(true);
  const names = [...descendants(document)].flatMap((node) =>
    node.kind === "Entry" ? [node.key] : node.kind === "ColumnDefinition" ? [node.name] : [],
  );
  expect(names.map((name) => textOf(source, name.span)).join(" ")).toBe(settings);
}

const records: readonly (readonly [string, readonly string[], string])[] = [
  ["learn M { phases { forward: 1; feedback: 1 } eta: 0.1 }", ["eta"], "phases forward feedback eta"],
  ["learn M { phases { forward: 1 feedback: 1 }\n eta: 0.1 }", ["feedback"], "phases forward feedback eta"],
  ["learn M { eta: 0.1 phases { forward: 1 } }", ["phases"], "eta phases forward"],
  ["train M on d { feed { x: a, y: b }; epochs: 3 }", [","], "feed x y epochs"],
  ["train M on d { metrics: loss, r2 epochs: 3 }", ["epochs"], "metrics epochs"],
  ["train M on d { feed { x: a }, epochs: 3 seed: 1 }", [",", "seed"], "feed x epochs seed"],
  ["simulate N { until: 1 method: ode }", ["method"], "until method"],
  ["simulate N { plot: A, B, until: 1 }", [","], "plot until"],
  ["scan N { vary: k until: 1 }", ["until"], "vary until"],
  ["units { time: s length: m }", ["length"], "time length"],
  ['data d from "a.csv" { seed: 1 split: 0.5 y = 2 * x }', ["split", "y"], "seed split y"],
  ["data d { sample 4 { a ~ uniform(0, 1) b = a } seed: 1 }", ["b", "seed"], "a b seed"],
  ["data d { seed: 1 sample 4 { a ~ uniform(0, 1), b = a } }", ["sample", ","], "seed a b"],
  ["crn N { lower { rails: compact order: 2 } }", ["order"], "rails order"],
  ["crn N { phases { one: 1, two: 2 } }", [","], "one two"],
];

test.each(records)("%s", (text, places, settings) => {
  checkSettings(text, places, settings);
});

test.each([
  "simulate N { plot: A, B; until: 1 }",
  "train M on d { feed { x: [a, b] }; metrics: loss, r2; epochs: 1 }",
  "data d { sample 4 { a ~ uniform(0, 1); b = a }; grid: g(a: 2, b: 3) }",
])("well separated: %s", (text) => {
  expect(parse(createSourceText("test.ncrn", text)).diagnostics).toEqual([]);
});

test("assignments of an event on one line", () => {
  const source = createSourceText("test.ncrn", inside("at 1 { A = 1 B += 2 }"));
  expect(parse(source).diagnostics.map(({ message }) => message)).toEqual([
    "Expected `;` or a new line before `B`.",
  ]);
});
