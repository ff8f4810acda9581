// What went wrong while parsing → code of the catalogue with its data, in the words of the user.

import type { IToken, TokenType } from "chevrotain";
import { EOF } from "chevrotain";
import type { DiagnosticCode, ParametersOf } from "../diagnostics/diagnostic.js";
import type { Span } from "../text/span.js";
import * as t from "../tokens/token-types.js";
import type { ItemLevel } from "./resume-points.js";

/** A syntax mistake before it becomes a diagnostic: the file is not known inside the parser. */
export interface SyntaxProblem {
  readonly code: DiagnosticCode;
  readonly span: Span;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly hint: string | undefined;
  /** The bracket that was never closed. */
  readonly opening: Span | undefined;
}

/** Where the parser stands: the token it did not expect and the one before it (undefined at the start). */
export interface Place {
  readonly found: IToken;
  readonly previous: IToken | undefined;
}

/** Makes a problem; `extras` adds a hint or the bracket that was never closed. */
export function problem<Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  parameters: ParametersOf<Code>,
  extras: { readonly hint?: string; readonly opening?: Span } = {},
): SyntaxProblem {
  const { hint, opening } = extras;
  return { code, span, parameters: parameters as Readonly<Record<string, unknown>>, hint, opening };
}

/** "Expected X before Y". */
export function expectedToken(expected: string, place: Place, hint?: string): SyntaxProblem {
  return problem(
    "expected-token",
    spanAt(place),
    { expected, found: describeToken(place.found) },
    hint === undefined ? {} : { hint },
  );
}

/** Two settings, columns or assignments on one line with nothing or a `,` between them. */
export function separatorExpected(level: ItemLevel, place: Place): SyntaxProblem {
  const items = level === "entry" || level === "dataItem" ? "settings" : `${level}s`;
  const hint =
    place.found.tokenType === t.Comma
      ? `Separate ${items} by \`;\` or a new line; \`,\` stands between values.`
      : `Separate ${items} on one line by \`;\`.`;
  return expectedToken("`;` or a new line", place, hint);
}

/** `const a = 1, b = 2`: these words take one name each. */
export function oneNameOnly(keyword: "const" | "let", place: Place): SyntaxProblem {
  const hint = `\`${keyword}\` takes one name: write another \`${keyword}\` on a line of its own, or behind a \`;\`.`;
  return expectedToken("a new line", place, hint);
}

/** No value where one must stand. */
export function missingOperand(place: Place): SyntaxProblem {
  const { previous } = place;
  if (previous === undefined || takesPartInValue(previous)) return expectedToken("a value", place);
  return problem("missing-operand", spanOf(previous), { operator: previous.image });
}

/** An arrow without `{k}` or `[law]`. */
export function missingRate(arrow: IToken): SyntaxProblem {
  const [canonical = arrow.image] = t.spellings(arrow.tokenType);
  return problem("missing-rate", spanOf(arrow), { arrow: canonical });
}

/** A keyword where a name must stand. */
export function reservedName(keyword: IToken): SyntaxProblem {
  return problem("reserved-name", spanOf(keyword), { name: keyword.image });
}

/** Text at the top of a file that starts no declaration. */
export function expectedDeclaration(place: Place): SyntaxProblem {
  return problem("expected-declaration", spanAt(place), {
    found: describeToken(place.found),
    allowed: [
      "crn",
      "model",
      "data",
      "learn",
      "train",
      "simulate",
      "scan",
      "module",
      "func",
      "const",
      "units",
      "import",
    ],
    suggestion: undefined,
  });
}

/** Text inside `{…}` that starts no statement. */
function expectedStatement(place: Place): SyntaxProblem {
  const parameters = { found: describeToken(place.found), allowed: [], suggestion: undefined };
  return problem("expected-statement", spanAt(place), parameters);
}

/** A word that was probably meant to be the keyword `suggestion`. */
export function misspeltKeyword(
  level: "declaration" | "statement",
  word: IToken,
  suggestion: string,
): SyntaxProblem {
  const parameters = { found: describeToken(word), allowed: [], suggestion };
  return problem(`expected-${level}`, spanOf(word), parameters);
}

/** An `else` that belongs to no `if`. */
export function elseWithoutIf(place: Place): SyntaxProblem {
  const hint =
    "An `else` follows the block of an `if`, as in `if n > 1 { … } else { … }`, or its `then` value.";
  const parameters = { found: "an `else` without `if`", allowed: [], suggestion: undefined };
  return problem("expected-statement", spanAt(place), parameters, { hint });
}

/** A declaration or statement of which all is there but the word that begins it. */
export function missingKeyword(keyword: TokenType, place: Place): SyntaxProblem {
  const expected = describeExpected(keyword);
  return expectedToken(
    expected,
    place,
    `What stands here looks like ${describeConstruct(keyword)}, which begins with ${expected}.`,
  );
}

/** What a keyword begins, in a sentence. */
function describeConstruct(keyword: TokenType): string {
  switch (keyword) {
    case t.Crn:
      return "a reaction network";
    case t.Data:
      return "a data set";
    case t.Const:
      return "a constant";
    case t.Func:
      return "a function";
    case t.Learn:
      return "a learner";
    case t.Train:
      return "a training";
    case t.Simulate:
      return "a simulation";
    case t.Units:
      return "a choice of units";
    case t.Import:
      return "an import";
    case t.Sample:
      return "a block of samples";
    case t.For:
      return "a loop";
    case t.If:
      return "a condition";
    case t.At:
    case t.When:
      return "an event";
    case t.Lower:
    case t.Phases:
      return "a group of settings";
    default:
      return `a ${keyword.LABEL?.replaceAll("`", "")}`;
  }
}

/** A species, or several, and then neither an arrow nor a prime. */
export function arrowExpected(place: Place): SyntaxProblem {
  if (place.found.tokenType !== t.Equals) return expectedToken("`->`", place);
  const hint =
    "Write an equation as `z' = …`, and declare a quantity with its kind, such as `species A = 1`.";
  return expectedToken("`->`", place, hint);
}

/** None of the things that a rule of the grammar may consist of. */
export function noAlternative(rule: string, place: Place): SyntaxProblem {
  if (place.found.tokenType === t.Else) return elseWithoutIf(place);
  switch (rule) {
    case "declaration":
      return expectedDeclaration(place);
    case "operand":
      return missingOperand(place);
    case "term":
      return expectedToken("a species", place);
    case "referenceStatement":
      return arrowExpected(place);
    default:
      return expectedStatement(place);
  }
}

/** A block that is still open at the end of the file or before the next declaration. */
export function unclosedBlock(construct: string, opening: IToken | undefined, place: Place): SyntaxProblem {
  const extras = opening === undefined ? {} : { opening: spanOf(opening) };
  if (place.found.tokenType === EOF) return problem("unexpected-end", spanAt(place), { construct }, extras);
  return problem(
    "expected-token",
    spanAt(place),
    { expected: "`}`", found: describeToken(place.found) },
    extras,
  );
}

/** How a token is called in a sentence. */
function describeToken(token: IToken): string {
  if (token.tokenType === EOF) return "the end of the file";
  if (token.tokenType === t.LineEnd) return "the end of the line";
  const image = token.image.length <= 30 ? token.image : `${token.image.slice(0, 30)}…`;
  return token.tokenType === t.QuotedName ? image : `\`${image}\``;
}

/** What the grammar wants, in a sentence. */
export function describeExpected(type: TokenType): string {
  return type.LABEL ?? type.name;
}

/** The unexpected token itself or, if it is the end of a line or of the file, the place after the last token. */
function spanAt({ found, previous }: Place): Span {
  if (found.tokenType !== EOF && found.tokenType !== t.LineEnd) return spanOf(found);
  const end = previous === undefined ? 0 : spanOf(previous).end;
  return { start: end, end };
}

function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: (token.endOffset ?? token.startOffset) + 1 };
}

/** Names, numbers and the like: "expected a value after `A`" would read as if `A` were an operator. */
function takesPartInValue(token: IToken): boolean {
  return t.spellings(token.tokenType).length === 0 && !t.hardKeywords.has(token.image);
}
