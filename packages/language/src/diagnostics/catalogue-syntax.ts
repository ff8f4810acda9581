// Codes of the text itself: characters, tokens, missing pieces.

import { alternatives, didYouMean, entryOfStage } from "./catalogue-entry.js";

const entry = entryOfStage("syntax");

export const syntaxCatalogue = {
  "unexpected-character": entry<{ text: string; replacement: string | undefined }>(
    "error",
    ({ text }) => `\`${text}\` is not part of the language.`,
    ({ replacement }) => (replacement === undefined ? "Remove it." : `Write \`${replacement}\`.`),
  ),
  "unterminated-comment": entry(
    "error",
    () => "This comment is never closed.",
    () => "Close it with `*/`.",
  ),
  "unterminated-string": entry(
    "error",
    () => "This text is never closed.",
    () => 'Close it with `"` on the same line.',
  ),
  "invalid-number": entry<{ text: string; replacement: string | undefined }>(
    "error",
    ({ text }) => `\`${text}\` is not a number.`,
    ({ replacement }) =>
      replacement === undefined ? "Write digits, such as `3`, `2.5` or `1e-3`." : `Write \`${replacement}\`.`,
  ),
  "ambiguous-coefficient": entry<{ text: string; replacement: string | undefined }>(
    "error",
    ({ text }) => `\`${text}\` cannot be the coefficient of a species, which is written with digits only.`,
    ({ replacement }) =>
      replacement === undefined
        ? "Write a whole number before the species."
        : `Did you mean \`${replacement}\`?`,
  ),
  "expected-token": entry<{ expected: string; found: string }>(
    "error",
    ({ expected, found }) => `Expected ${expected} before ${found}.`,
  ),
  "expected-declaration": entry<{
    found: string;
    allowed: readonly string[];
    suggestion: string | undefined;
  }>(
    "error",
    ({ found }) => `Expected a declaration, found ${found}.`,
    ({ allowed, suggestion }) => didYouMean(suggestion) ?? mayStand(allowed),
  ),
  "expected-statement": entry<{
    found: string;
    allowed: readonly string[];
    suggestion: string | undefined;
  }>(
    "error",
    ({ found }) => `Expected a statement, found ${found}.`,
    ({ allowed, suggestion }) => didYouMean(suggestion) ?? mayStand(allowed),
  ),
  "missing-operand": entry<{ operator: string }>(
    "error",
    ({ operator }) => `A value is missing after \`${operator}\`.`,
  ),
  "unexpected-end": entry<{ construct: string }>(
    "error",
    ({ construct }) => `The file ends inside this ${construct}.`,
    () => "Close it with `}`.",
  ),
  "missing-rate": entry<{ arrow: string }>(
    "error",
    ({ arrow }) => `A reaction needs a rate after \`${arrow}\`.`,
    ({ arrow }) =>
      arrow === "->"
        ? "Write `->{k}` for a rate constant, `->[law]` for a flux."
        : "Write both rates, forward first: `<->{kf, kr}`.",
  ),
  "reserved-name": entry<{ name: string }>(
    "error",
    ({ name }) => `\`${name}\` is a word of the language and cannot be a name.`,
    () => "Choose another name, or put backticks around it.",
  ),
  "nesting-too-deep": entry<{ limit: number }>(
    "error",
    ({ limit }) => `Brackets or operators are nested more than ${limit} deep.`,
    () => "Split the expression into named parts with `let` or `const`.",
  ),
  "not-text": entry<{ file: string }>(
    "error",
    ({ file }) => `\`${file}\` is not a text file.`,
    () => "Give a file in UTF-8.",
  ),
  "text-too-long": entry<{ length: number; limit: number }>(
    "error",
    ({ length, limit }) => `This file has ${length} characters; at most ${limit} can be read.`,
    () => "Split it into several files and use `import`, or generate the repetitions with `for`.",
  ),
  "file-too-large": entry<{ file: string; part: string }>(
    "information",
    ({ file, part }) => `\`${file}\` is large; only ${part} was checked.`,
  ),
  "network-too-large": entry<{ limit: number; of: string }>(
    "information",
    ({ limit, of }) =>
      `This makes more than ${limit.toLocaleString("en")} ${of}: too much to be looked at while you type.`,
    () => "`ncrn check` checks all of it, and `ncrn compile` makes its reactions.",
  ),
} as const;

function mayStand(allowed: readonly string[]): string | undefined {
  return allowed.length === 0 ? undefined : `Here may stand ${alternatives(allowed)}.`;
}
