// One mistake gives one diagnostic, and no text breaks the parser: sound files are damaged at every place in turn.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSourceText, parse } from "../../src/index.js";
import { tokensFromText } from "../../src/tokens/tokens-from-text.js";
import { ncrnFiles } from "../ncrn-files.js";

const sound = [...ncrnFiles()].filter(([name, content]) => messages(content, name).length === 0);

function messages(content: string, name = "test.ncrn"): string[] {
  return parse(createSourceText(name, content)).diagnostics.map(
    ({ code, message, origin }) => `${origin.span.start} ${code} ${message}`,
  );
}

/** Every way to damage one token of `content`, with the damaged text. */
function damaged(content: string, damage: (token: string) => string): { what: string; text: string }[] {
  const { tokens } = tokensFromText(createSourceText("test.ncrn", content)).value;
  return tokens.flatMap(({ startOffset, endOffset, image }) => {
    const end = (endOffset ?? startOffset) + 1;
    if (end <= startOffset) return [];
    const line = content.slice(content.lastIndexOf("\n", startOffset) + 1, content.indexOf("\n", end));
    const text = `${content.slice(0, startOffset)}${damage(image)}${content.slice(end)}`;
    return [{ what: `${image} in ${line}`, text }];
  });
}

function check(content: string, damage: (token: string) => string, most: number): void {
  const bad = damaged(content, damage).flatMap(({ what, text }) => {
    const found = messages(text);
    return found.length <= most ? [] : [`${what}\n    ${found.join("\n    ")}`];
  });
  expect(bad.join("\n")).toBe("");
}

for (const [name, content] of sound) {
  test(`any token left out of ${name} gives one diagnostic at most`, () => check(content, () => "", 1));
  for (const stray of [")", "]", "=", "name", "7", ",", "@", "*", "}", "{", "("]) {
    test(`a stray ${stray} anywhere in ${name} gives two diagnostics at most`, () =>
      check(content, (token) => `${token} ${stray} `, process.env["MOST"] ? 1 : 2));
  }
}

test("there are sound files to try", () => {
  expect(sound.length).toBeGreaterThan(5);
});
