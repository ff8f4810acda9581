import { expect, test } from "vitest";
import { markupAt, placesOfPlainText, plainText } from "../src/markup.js";

test.each([
  ["code in a sentence", "Read by `k` and `m`.", "Read by k and m."],
  ["code with backticks", "The name is `` `odd name` ``.", "The name is `odd name`."],
  ["a lone backtick", "5` is no code", "5` is no code"],
  ["a code block", "```ncrn\nrate `k` = 1  \n```\n\nText.", "rate `k` = 1  \n\nText."],
  ["two code blocks", "```ncrn\na\n```\nor\n```text\nẋ = k·[A]\n```", "a\nor\nẋ = k·[A]"],
  ["a link", "See [the page](https://example.org/a#L1,2).", "See the page."],
  ["a link around code", "By [`S + E <->{a, b} SE`](file:///m.ncrn#L8,3)", "By S + E <->{a, b} SE"],
  [
    "a link around code with brackets",
    "[`X[1](t) -> Y[2]`](file:///m.ncrn#L1,1), more",
    "X[1](t) -> Y[2], more",
  ],
  ["an address with brackets", "[`a`](file:///copy(1)/m.ncrn#L1,1)!", "a!"],
  [
    "concentrations",
    "Conserved: `[E] + [SE] = 1` and [A] (or B)",
    "Conserved: [E] + [SE] = 1 and [A] (or B)",
  ],
  ["what looks like a link in code", "`[a](b)`", "[a](b)"],
  ["forced line ends", "one  \ntwo  ", "one\ntwo"],
  ["a table", "| a | b |\n| --- | --- |\n| 1 | 2 |", "| a | b |\n| 1 | 2 |"],
])("%s becomes plain text", (_, markdown, expected) => {
  expect(plainText(markdown)).toBe(expected);
});

test("the first of the formats that a client names for a place decides there", () => {
  const places = placesOfPlainText({
    textDocument: {
      hover: { contentFormat: ["plaintext"] },
      completion: { completionItem: { documentationFormat: ["plaintext", "markdown"] } },
      signatureHelp: { signatureInformation: { documentationFormat: ["markdown", "plaintext"] } },
    },
  });
  expect([...places]).toEqual(["hover", "completion"]);
  expect(markupAt("hover", "`k`", places)).toEqual({ kind: "plaintext", value: "k" });
  expect(markupAt("signature", "`k`", places)).toEqual({ kind: "markdown", value: "`k`" });
  expect([...placesOfPlainText({})]).toEqual([]);
});
