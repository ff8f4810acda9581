// Text → tokens: what is a keyword, where a statement ends, which numbers are numbers, what is refused.
import { expect, test } from "vitest";
import { createSourceText } from "../../src/index.js";
import { NESTING_LIMIT, tokensFromText } from "../../src/tokens/tokens-from-text.js";

/** `image` for plain tokens, `Type:image` for words and numbers, `⏎` for the end of a statement. */
function check(text: string, expected: string): void {
  const { tokens } = tokensFromText(createSourceText("test.ncrn", text)).value;
  const shown = tokens.map(({ tokenType, image }) => {
    if (tokenType.name === "LineEnd") return "⏎";
    return /[\p{L}\d`"]/u.test(image) ? `${tokenType.name}:${image}` : image;
  });
  expect(shown.join(" ")).toBe(expected);
}

function checkDiagnostics(text: string, ...expected: string[]): void {
  const { diagnostics } = tokensFromText(createSourceText("test.ncrn", text));
  expect(
    diagnostics.map(({ code, origin, hint }) => `${origin.span.start}-${origin.span.end} ${code}: ${hint}`),
  ).toEqual(expected);
}

const names: readonly (readonly [string, string])[] = [
  ["in init input inθ in₁", "InKeyword:in Identifier:init Identifier:input Identifier:inθ Identifier:in₁"],
  ["θ₁ _x été x̂ 变量", "Identifier:θ₁ Identifier:_x Identifier:été Identifier:x̂ Identifier:变量"],
  ["`S 1` `in`", "QuotedName:`S 1` QuotedName:`in`"],
  ["species A", "SpeciesKeyword:species Identifier:A"],
  ["species -> species", "Identifier:species -> Identifier:species"],
  ["input + A", "Identifier:input + Identifier:A"],
  ["clamped species A", "ClampedKeyword:clamped SpeciesKeyword:species Identifier:A"],
  [
    "loss = 1\nlet loss = loss",
    "LossKeyword:loss = Integer:1 ⏎ LetKeyword:let Identifier:loss = Identifier:loss",
  ],
  ["A ->{rate} rate", "Identifier:A -> { Identifier:rate } Identifier:rate"],
  ["train on on data", "TrainKeyword:train OnKeyword:on OnKeyword:on Identifier:data"],
  ["sample: 200; sample 3 {", "Identifier:sample : Integer:200 ; SampleKeyword:sample Integer:3 {"],
];

const numbers: readonly (readonly [string, string])[] = [
  ["2A 2 A", "Integer:2 Identifier:A Integer:2 Identifier:A"],
  ["2e3 2e3x 2e", "Decimal:2e3 Integer:2 Identifier:e3x Integer:2 Identifier:e"],
  ["1..n 1.5..2", "Integer:1 .. Identifier:n Decimal:1.5 .. Integer:2"],
  ["5.*x 5./x", "Integer:5 .* Identifier:x Integer:5 ./ Identifier:x"],
  ["1e-3 2.5E+10", "Decimal:1e-3 Decimal:2.5E+10"],
  ["1_000 .5 5. 5.e3", "Integer:1_000 Decimal:.5 Integer:5. Decimal:5.e3"],
];

const lineEnds: readonly (readonly [string, string])[] = [
  [
    "let a = 1\nlet b = 2",
    "LetKeyword:let Identifier:a = Integer:1 ⏎ LetKeyword:let Identifier:b = Integer:2",
  ],
  ["let a = b +\n  c", "LetKeyword:let Identifier:a = Identifier:b + Identifier:c"],
  ["let a = b\n  + c", "LetKeyword:let Identifier:a = Identifier:b + Identifier:c"],
  ["f(a,\n  b)\nc", "Identifier:f ( Identifier:a , Identifier:b ) ⏎ Identifier:c"],
  ["A ->{k}\n  B\nC", "Identifier:A -> { Identifier:k } Identifier:B ⏎ Identifier:C"],
  ["A ->[k]\n  B\n  by C", "Identifier:A -> [ Identifier:k ] Identifier:B ByKeyword:by Identifier:C"],
  ["if a {\n}\nelse {\n}", "IfKeyword:if Identifier:a { } ElseKeyword:else { }"],
  ["crn A\n{\n}\ncrn B { }", "CrnKeyword:crn Identifier:A { } ⏎ CrnKeyword:crn Identifier:B { }"],
  ["a /* one\n two */ b", "Identifier:a ⏎ Identifier:b"],
  [
    "let a = (b\nlet c = d",
    "LetKeyword:let Identifier:a = ( Identifier:b ⏎ LetKeyword:let Identifier:c = Identifier:d",
  ],
  ["let a =\nA ->{k} B", "LetKeyword:let Identifier:a = ⏎ Identifier:A -> { Identifier:k } Identifier:B"],
  ["A ->{k}\nB ->{k} C", "Identifier:A -> { Identifier:k } ⏎ Identifier:B -> { Identifier:k } Identifier:C"],
];

const spellings: readonly (readonly [string, string])[] = [
  ["A → B ⇌ C ↔ ∅", "Identifier:A → Identifier:B ⇌ Identifier:C ↔ ∅"],
  [
    "a ⊙ b · c ≤ d ≥ e ≠ f − g",
    "Identifier:a ⊙ Identifier:b · Identifier:c ≤ Identifier:d ≥ Identifier:e ≠ Identifier:f − Identifier:g",
  ],
];

for (const [text, expected] of [...names, ...numbers, ...lineEnds, ...spellings]) {
  test(`tokens of ${JSON.stringify(text)}`, () => check(text, expected));
}

test("a line end is the same in every notation", () => {
  for (const end of ["\n", "\r\n", "\r"]) check(`a${end}b`, "Identifier:a ⏎ Identifier:b");
});

test("comments stand beside the tokens", () => {
  const { value } = tokensFromText(createSourceText("test.ncrn", "/// doc\na // line\n/* block */ b"));
  expect(value.comments.map(({ image }) => image)).toEqual(["/// doc", "// line", "/* block */"]);
});

const mistakes: readonly (readonly [string, ...string[]])[] = [
  ["a @@ b", "2-4 unexpected-character: Remove it."],
  ["A => B", "2-4 unexpected-character: Write `->`."],
  ["A <=> B", "2-5 unexpected-character: Write `<->`."],
  ["x² + 1", "1-2 unexpected-character: Write `^2`."],
  ["# note", "0-1 unexpected-character: Write `//`."],
  ["a := .5", "5-7 invalid-number: Write `0.5`."],
  ["1_000", "0-5 invalid-number: Write `1000`."],
  ["5.", "0-2 invalid-number: Write `5`."],
  ['a "b', '2-3 unterminated-string: Close it with `"` on the same line.'],
  ['"a\\"', '0-1 unterminated-string: Close it with `"` on the same line.'],
  ["a /* b", "2-4 unterminated-comment: Close it with `*/`."],
  ["ab\u0000c", "0-0 not-text: Give a file in UTF-8."],
];

for (const [text, ...expected] of mistakes) {
  test(`mistakes in ${JSON.stringify(text)}`, () => checkDiagnostics(text, ...expected));
}

const nested: readonly (readonly [string, string, string])[] = [
  ["parentheses", "(", ")"],
  ["brackets", "[", "]"],
  ["braces", "{", "}"],
  ["conditional values", "if a then ", ""],
  ["conditions", "if ", ""],
];

for (const [what, open, close] of nested) {
  test(`${what} nested too deep are one diagnostic`, () => {
    const text = `const x = ${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const { value, diagnostics } = tokensFromText(createSourceText("test.ncrn", text));
    expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
      ["nesting-too-deep", { limit: NESTING_LIMIT }],
    ]);
    expect(value.tokens).toEqual([]);
  });
}

test("a text of five million characters is refused, not read", () => {
  const { diagnostics } = tokensFromText(createSourceText("test.ncrn", "x + ".repeat(1_250_000)));
  expect(diagnostics.map(({ code }) => code)).toEqual(["text-too-long"]);
});
