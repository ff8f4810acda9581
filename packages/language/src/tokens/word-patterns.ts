// Patterns that a plain regular expression cannot state for Chevrotain: Unicode names, numbers, quoted text, comments.
// Each answers (text, offset) with the matched text or null, in time linear in what it matches.

import type { CustomPatternMatcherFunc } from "chevrotain";

/** What may begin a name, as the body of a Unicode character class. */
export const NAME_START = "\\p{L}\\p{Nl}_";

/** What may continue a name: superscripts are left out, since `x²` means a power to every reader. */
export const NAME_PART = "\\p{L}\\p{Nl}\\p{M}\\p{Nd}_₀-₉";

const nonAsciiStart = new RegExp(`[${NAME_START}]`, "uy");
const namePart = new RegExp(`[${NAME_PART}]+`, "uy");
const decimal = new RegExp(`\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+(?![${NAME_PART}]))?`, "uy");
const malformedNumber = new RegExp(
  [
    `\\d+(?:_\\d+)+(?:\\.\\d+)?(?![${NAME_PART}])`, // 1_000
    "\\.\\d+(?:[eE][+-]?\\d+)?", // .5
    "\\d+\\.[eE][+-]?\\d+", // 5.e3
    "\\d+\\.(?![.\\d*/])", // 5. but neither 1..n nor 5.*x
  ].join("|"),
  "uy",
);

const DOT = 46;
const UNDERSCORE = 95;
const CAPITAL_E = 69;
const LETTER_E = 101;

/** Characters that may begin a name, one for each of the blocks that Chevrotain's dispatch table tells apart. */
export const NAME_START_HINTS: readonly (string | number)[] = [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_",
  ...Array.from({ length: 128 }, (_, index) => 128 + index),
  ...Array.from({ length: 653 }, (_, index) => 256 + 100 * index),
];

/** A name: a letter or `_`, then letters, digits, `_`, subscripts. */
export const matchName: CustomPatternMatcherFunc = (text, offset) => {
  const first = text.charCodeAt(offset);
  if (first >= 128) {
    nonAsciiStart.lastIndex = offset;
    if (!nonAsciiStart.test(text)) return null;
  } else if (!isAsciiLetter(first)) return null;
  let end = offset;
  while (isAsciiWord(text.charCodeAt(end))) end++;
  if (text.charCodeAt(end) >= 128) {
    namePart.lastIndex = end;
    if (namePart.test(text)) end = namePart.lastIndex;
  }
  return matched(text, offset, end);
};

/** A number with a fraction or an exponent; plain digits are left to the integer pattern. */
export const matchDecimal: CustomPatternMatcherFunc = (text, offset) => {
  const next = text.charCodeAt(endOfDigits(text, offset));
  if (next !== DOT && next !== LETTER_E && next !== CAPITAL_E) return null;
  const match = matchAt(decimal, text, offset);
  return match === null || /^\d+$/.test(match[0]) ? null : match;
};

/** `1_000`, `.5`, `5.`, `5.e3`: readable as numbers, but not numbers of this language. */
export const matchMalformedNumber: CustomPatternMatcherFunc = (text, offset) => {
  const end = endOfDigits(text, offset);
  const next = text.charCodeAt(end);
  const isPlain =
    next !== UNDERSCORE && (next !== DOT || (end > offset && isDigit(text.charCodeAt(end + 1))));
  return isPlain ? null : matchAt(malformedNumber, text, offset);
};

/** A text in double quotes; one without its closing quote ends with its line. */
export const matchString: CustomPatternMatcherFunc = (text, offset) => {
  if (text.charCodeAt(offset) !== 34) return null;
  let end = offset + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 34) return matched(text, offset, end + 1);
    if (code === 10 || code === 13) break;
    if (code === 92 && !isLineEnd(text.charCodeAt(end + 1))) end++;
  }
  return matched(text, offset, Math.min(end, text.length));
};

/** A block comment; one that is never closed runs to the end of the text. */
export const matchBlockComment: CustomPatternMatcherFunc = (text, offset) => {
  if (!text.startsWith("/*", offset)) return null;
  const close = text.indexOf("*/", offset + 2);
  return matched(text, offset, close === -1 ? text.length : close + 2);
};

function matchAt(pattern: RegExp, text: string, offset: number): [string] | null {
  pattern.lastIndex = offset;
  return pattern.test(text) ? matched(text, offset, pattern.lastIndex) : null;
}

const match: [string] = [""];

/** Chevrotain reads a match at once and keeps nothing of it: all matches share one array. */
function matched(text: string, start: number, end: number): [string] {
  match[0] = text.slice(start, end);
  return match;
}

/** Numbers are the most frequent tokens beside names: what follows their digits tells most of them apart. */
function endOfDigits(text: string, offset: number): number {
  let end = offset;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}

function isAsciiWord(code: number): boolean {
  return isAsciiLetter(code) || isDigit(code);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || Number.isNaN(code);
}
