// Where tokens stand, beside what the offsets alone say, and what they are made of.
import { expect, test } from "vitest";
import { createSourceText } from "../../src/index.js";
import { lineColumnAt } from "../../src/text/source-text.js";
import { SourceToken } from "../../src/tokens/source-token.js";
import { tokensFromText } from "../../src/tokens/tokens-from-text.js";

const texts = {
  blanks: "crn  N\t{\u00a0species\u2003A =\v1\f}\n",
  "line feeds": "crn N {\n  species A\n\n\n  A ->{1} 0\n}\n",
  "carriage returns and line feeds": "crn N {\r\n\tspecies A\r\n\r\n A ->{1} 0\r\n}\r\n",
  "carriage returns": "crn N {\r  species A\r\r}\r",
  "line ends of all kinds": "\n\r\n\rcrn N {\n\r  species A\r\n\n}",
  "comments of several lines": "/* a\n b */ crn N { // c\r\n  /* d */ species /* e\r\r */ A\n}",
  "characters of two units": "// 𝜃\ncrn N { /* 𝜃 */ species `𝜃 1`, A = 2 }",
  "no line end": "crn N { species A }",
};

test.each(Object.entries(texts))("%s", (_, text) => {
  const source = createSourceText("test.ncrn", text);
  const { tokens, comments } = tokensFromText(source).value;
  expect(tokens.length).toBeGreaterThan(4);
  for (const token of tokens) {
    const { startOffset, endOffset, image } = token as SourceToken;
    expect(text.slice(startOffset, endOffset + 1)).toBe(image);
    expect({ line: token.startLine, column: token.startColumn }).toEqual(lineColumnAt(source, startOffset));
    if (image !== "")
      expect({ line: token.endLine, column: token.endColumn }).toEqual(lineColumnAt(source, endOffset));
  }
  for (const { image, startOffset, endOffset } of comments)
    expect(text.slice(startOffset, (endOffset as number) + 1)).toBe(image);
});

test("all tokens are of the class whose positions are integers", () => {
  const { tokens, comments } = tokensFromText(createSourceText("test.ncrn", texts["line feeds"])).value;
  for (const token of [...tokens, ...comments]) expect(token).toBeInstanceOf(SourceToken);
});
