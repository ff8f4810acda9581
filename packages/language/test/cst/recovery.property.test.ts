// One mistake gives one diagnostic, and no text breaks the parser: sound files are damaged at every place in turn.
import fc from "fast-check";
import { expect, test } from "vitest";
import { children, createSourceText, descendants, parse, spanContains } from "../../src/index.js";
import { tokensFromText } from "../../src/tokens/tokens-from-text.js";
import { ncrnFiles } from "../ncrn-files.js";

const sound = [...ncrnFiles()].filter(([name, content]) => messages(content, name).length === 0);
const examples = sound.filter(([name]) => name.startsWith("examples/") || name.endsWith("constructs.ncrn"));

/** Together they hold every construct; trying each stray token at each place of every example takes too long. */
const few = examples.filter(([name]) => /constructs|ring-clock|lotka-volterra/.test(name));

/** Of all places in `few` the share at which a stray brace gives one diagnostic at most. */
const ONE_FOR_BRACE = 0.9;

/** Stray tokens, and how many diagnostics one of them may give anywhere: a brace too many can end a block early. */
const STRAY: readonly (readonly [string, number])[] = [
  [")", 2],
  ["]", 1],
  ["=", 1],
  ["name", 1],
  ["7", 1],
  [",", 1],
  ["@", 1],
  ["*", 1],
  ["(", 1],
  ["}", 3],
  ["{", 4],
];

function messages(content: string, name = "test.ncrn"): string[] {
  return parse(createSourceText(name, content)).diagnostics.map(
    ({ code, message, origin }) => `${origin.span.start} ${code} ${message}`,
  );
}

/** Damages one token of `content` after the other; the damages that give more than `most` diagnostics, and all. */
function damages(
  content: string,
  damage: (token: string) => string,
  most: number,
): { readonly bad: readonly string[]; readonly count: number } {
  const { tokens } = tokensFromText(createSourceText("test.ncrn", content)).value;
  const bad = tokens.flatMap(({ startOffset, endOffset, image }) => {
    const end = (endOffset ?? startOffset) + 1;
    if (end <= startOffset) return [];
    const found = messages(`${content.slice(0, startOffset)}${damage(image)}${content.slice(end)}`);
    const line = content.slice(content.lastIndexOf("\n", startOffset) + 1, content.indexOf("\n", end));
    return found.length <= most ? [] : [`${image} in ${line}\n    ${found.join("\n    ")}`];
  });
  return { bad, count: tokens.length };
}

/** Fails for each damage that gives more than `most` diagnostics. */
function check(content: string, damage: (token: string) => string, most: number): void {
  expect(damages(content, damage, most).bad.join("\n")).toBe("");
}

for (const [name, content] of examples) {
  test(`any token left out of ${name} gives one diagnostic at most`, () => check(content, () => "", 1));
}

for (const [stray, most] of STRAY) {
  test(`a stray ${stray} anywhere gives ${most} diagnostics at most`, () => {
    for (const [, content] of few) check(content, (token) => `${token} ${stray} `, most);
  });
}

test.each(["{", "}"])("a stray %s gives one diagnostic at most at nine places of ten", (stray) => {
  const tried = few.map(([, content]) => damages(content, (token) => `${token} ${stray} `, 1));
  const [bad, count] = [
    tried.flatMap((one) => one.bad).length,
    tried.reduce((sum, one) => sum + one.count, 0),
  ];
  expect(1 - bad / count).toBeGreaterThanOrEqual(ONE_FOR_BRACE);
});

test("a text cut off anywhere gives two diagnostics at most", () => {
  for (const [, content] of few) {
    for (let end = 0; end < content.length; end += 3) {
      expect(messages(content.slice(0, end)).length, content.slice(0, end)).toBeLessThanOrEqual(2);
    }
  }
});

test("any sequence of tokens yields a tree whose ranges are nested", () => {
  const words =
    "crn A { } ( ) [ ] -> <-> + 2 0 = ' , ; : . .. if then else for in species let by when \n \n x".split(
      " ",
    );
  const text = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(text, (content) => {
      const { document } = parse(createSourceText("test.ncrn", content));
      for (const node of descendants(document)) {
        for (const child of children(node)) expect(spanContains(node.span, child.span), content).toBe(true);
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test("there are sound files to try", () => {
  expect(examples.length).toBeGreaterThan(5);
});
