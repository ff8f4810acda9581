// Input and output of the formatter, side by side; the output formats to itself.

import { format } from "prettier/standalone";
import { expect, test } from "vitest";
import { formatText, ncrnPlugin, SyntaxErrors } from "../../src/format/prettier-plugin.js";
import { createSourceText } from "../../src/index.js";

async function formatted(text: string): Promise<string> {
  const result = await formatText(createSourceText("test.ncrn", text));
  if ("diagnostics" in result) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.text;
}

async function check(input: string, output: string): Promise<void> {
  expect(await formatted(input)).toBe(output);
  expect(await formatted(output)).toBe(output);
}

const pairs: readonly (readonly [string, string, string])[] = [
  ["nothing", "\n\n", ""],
  ["only comments", "// a\n\n\n// b", "// a\n\n// b\n"],
  [
    "alignment",
    "crn N {\n  Prey        ->{birth} 2Prey\n  rate k   = 1,q=2\n}",
    "crn N {\n  Prey ->{birth} 2 Prey\n  rate k = 1, q = 2\n}\n",
  ],
  [
    "indentation",
    "crn N{\nfor i in 1 .. n{\nX[i] ->{k}0\n}}",
    "crn N {\n  for i in 1..n {\n    X[i] ->{k} 0\n  }\n}\n",
  ],
  [
    "empty lines",
    "crn N {\n\n\n  species A\n\n\n\n  species B\n\n}\n\n\n\ncrn M { }",
    "crn N {\n  species A\n\n  species B\n}\n\ncrn M {}\n",
  ],
  ["terminators", "crn N { species A; species B; }", "crn N {\n  species A\n  species B\n}\n"],
  ["a short record stays short", "units {time:s;concentration:nM}", "units { time: s; concentration: nM }\n"],
  [
    "a long record stays long",
    "units {\ntime:s;concentration:nM}",
    "units {\n  time: s\n  concentration: nM\n}\n",
  ],
  [
    "a nested record",
    "simulate N {\nvary{k:[1,2]}\nuntil:5 [s]\n}",
    "simulate N {\n  vary { k: [1, 2] }\n  until: 5 [s]\n}\n",
  ],
  ["spellings", "crn N {\n A → ∅\n}".replace("→", "→{1}"), "crn N {\n  A ->{1} 0\n}\n"],
  ["operators", "const x=-a^2+b ⊙ c·2-( 1+2 )*[ 1 ,2]", "const x = -a^2 + b .* c * 2 - (1 + 2) * [1, 2]\n"],
  ["conditions", "const x=if a&&!b||c>=1then 2else-1", "const x = if a && !b || c >= 1 then 2 else -1\n"],
  [
    "catalysts as written",
    "crn N {\n 0 ->{1} Z by P+X\n P+X->{1}P+X+Z\n}",
    "crn N {\n  0 ->{1} Z by P + X\n  P + X ->{1} P + X + Z\n}\n",
  ],
  [
    "parameters",
    "module M(species A,species B,C[2];rate k=1;const n){}",
    "module M(species A, B, C[2]; rate k = 1; const n) {}\n",
  ],
  ["imports", 'import{a,b}from "std/x"\nimport "y"as z', 'import { a, b } from "std/x"\nimport "y" as z\n'],
  [
    "events",
    "crn N {\n at 5{A=1;B+=2}\n when A>5{\nA=0}\n}",
    "crn N {\n  at 5 { A = 1; B += 2 }\n  when A > 5 {\n    A = 0\n  }\n}\n",
  ],
  [
    "else",
    "crn N {\nif a{\nA->{1}0}else{\nB->{1}0}}",
    "crn N {\n  if a {\n    A ->{1} 0\n  } else {\n    B ->{1} 0\n  }\n}\n",
  ],
  [
    "comments at the ends",
    "crn N { // first\n  species A // second\n  // third\n} // fourth\n// fifth",
    "crn N {\n  // first\n  species A // second\n  // third\n} // fourth\n// fifth\n",
  ],
  ["comments in empty braces", "crn N {\n// nothing yet\n}", "crn N {\n  // nothing yet\n}\n"],
  [
    "a comment before else",
    "crn N {\n if a {\n A ->{1} 0\n } // why\n else {\n B ->{1} 0\n }\n}",
    "crn N {\n  if a {\n    A ->{1} 0\n  } else {\n    // why\n    B ->{1} 0\n  }\n}\n",
  ],
  ["a comment inside a reaction", "crn N {\n A ->{k} // why\n   B\n}", "crn N {\n  // why\n  A ->{k} B\n}\n"],
  [
    "comments in a list",
    "const x = [\n 1, // one\n // two\n 2\n]",
    "const x = [\n  1, // one\n  // two\n  2\n]\n",
  ],
  ["documentation", "/// What it is.\n/// More.\ncrn N {}", "/// What it is.\n/// More.\ncrn N {}\n"],
  [
    "ignored text",
    "crn N {\n  // prettier-ignore\n  A      ->{1}    B\n  B    ->{1} A\n}",
    "crn N {\n  // prettier-ignore\n  A      ->{1}    B\n  B ->{1} A\n}\n",
  ],
  [
    "long lines",
    `crn N {\n  Substrate + Enzyme + Inhibitor ->{association_rate_constant * temperature_factor} EnzymeComplex by Chaperone + Cofactor\n  let total = first_long_name + second_long_name + third_long_name + fourth_long_name + fifth_long_name\n}`,
    `crn N {\n  Substrate + Enzyme + Inhibitor ->{association_rate_constant * temperature_factor}\n    EnzymeComplex\n    by Chaperone + Cofactor\n  let total = first_long_name +\n    second_long_name +\n    third_long_name +\n    fourth_long_name +\n    fifth_long_name\n}\n`,
  ],
];

for (const [what, input, output] of pairs) {
  test(what, () => check(input, output));
}

test("a text with mistakes is refused with its diagnostics", async () => {
  const result = await formatText(createSourceText("test.ncrn", "crn N {\n  A -> B\n}"));
  expect("diagnostics" in result && result.diagnostics.map(({ code }) => code)).toEqual(["missing-rate"]);
});

test("Prettier is told where the first mistake is", async () => {
  const attempt = format("crn N {\n  A -> B\n}", { parser: "ncrn", plugins: [ncrnPlugin] });
  await expect(attempt).rejects.toMatchObject({
    loc: { start: { line: 2, column: 5 }, end: { line: 2, column: 7 } },
  });
  await expect(attempt).rejects.toBeInstanceOf(SyntaxErrors);
});
