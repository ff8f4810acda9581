// Expression of the network → one line of mathematics: `−2·k·[A]²/3`. The line can be evaluated and gives what the
// simulator computes, to the 12 digits that are shown.

import type { RateExpression } from "@ncrn/compiler";

/** How the identifiers of an expression are written. */
export interface Notation {
  /** A species, with the brackets of a concentration if it shall have some. */
  readonly species: (id: string) => string;
  readonly parameter: (id: string) => string;
}

type Operator = Extract<RateExpression, { kind: "binary" }>["operator"];

const CONDITIONAL = 0;
const NOT = 3;
const SUM = 5;
const PRODUCT = 6;
const POWER = 8;
const ATOM = 9;

const operators: Readonly<Record<Operator, { readonly sign: string; readonly precedence: number }>> = {
  "||": { sign: " or ", precedence: 1 },
  "&&": { sign: " and ", precedence: 2 },
  "<": { sign: " < ", precedence: 4 },
  "<=": { sign: " ≤ ", precedence: 4 },
  ">": { sign: " > ", precedence: 4 },
  ">=": { sign: " ≥ ", precedence: 4 },
  "==": { sign: " = ", precedence: 4 },
  "!=": { sign: " ≠ ", precedence: 4 },
  "+": { sign: " + ", precedence: SUM },
  "-": { sign: " − ", precedence: SUM },
  "*": { sign: "·", precedence: PRODUCT },
  "/": { sign: "/", precedence: PRODUCT },
  "^": { sign: "^", precedence: POWER },
};

/** How tightly the outermost operator of an expression binds, in comparison with others. */
export const precedences = { sum: SUM, product: PRODUCT, power: POWER } as const;

/**
 * The expression as text.
 * @param outer brackets stand around it if its own operator binds less tightly
 */
export function unicodeExpression(
  expression: RateExpression,
  notation: Notation,
  outer: number = CONDITIONAL,
): string {
  const inner = (part: RateExpression, own: number): string => unicodeExpression(part, notation, own);
  const bracketed = (text: string, own: number): string => (own < outer ? `(${text})` : text);
  switch (expression.kind) {
    case "number":
      return bracketed(unicodeNumber(expression.value), precedenceOfNumber(expression.value));
    case "parameter":
      return notation.parameter(expression.id);
    case "species":
      return notation.species(expression.id);
    case "time":
      return "time";
    case "negate":
      // −a·b is the same as (−a)·b, so a product needs no brackets.
      return bracketed(`−${inner(expression.operand, PRODUCT)}`, SUM);
    case "not":
      return bracketed(`not ${inner(expression.operand, NOT + 1)}`, NOT);
    case "call":
      return `${expression.function}(${expression.arguments.map((part) => inner(part, CONDITIONAL)).join(", ")})`;
    case "conditional": {
      const { condition, thenValue, elseValue } = expression;
      const [first, second, third] = [condition, thenValue, elseValue].map((part) => inner(part, 1));
      return bracketed(`if ${first} then ${second} else ${third}`, CONDITIONAL);
    }
    case "binary":
      return bracketed(binaryText(expression, inner), precedenceOf(expression.operator));
  }
}

function precedenceOf(operator: Operator): number {
  return operators[operator].precedence;
}

function binaryText(
  { operator, left, right }: Extract<RateExpression, { kind: "binary" }>,
  inner: (part: RateExpression, own: number) => string,
): string {
  const { sign, precedence } = operators[operator];
  if (operator === "^") {
    const base = inner(left, ATOM);
    const isWhole = right.kind === "number" && Number.isInteger(right.value) && right.value >= 0;
    return isWhole ? base + superscript(right.value) : `${base}^${inner(right, ATOM)}`;
  }
  // Comparisons do not chain, and what follows − or / does not associate.
  const isComparison = precedence === operators["<"].precedence;
  return inner(left, isComparison ? precedence + 1 : precedence) + sign + inner(right, precedence + 1);
}

function precedenceOfNumber(value: number): number {
  if (value < 0) return SUM;
  return isScientific(value) ? PRODUCT : ATOM;
}

/** Numbers with many zeros are written with powers of ten. */
function isScientific(value: number): boolean {
  const rounded = Number(value.toPrecision(12));
  return (rounded !== 0 && Math.abs(rounded) < 1e-4) || /e/.test(String(rounded));
}

/** `0.1`, `−2`, `2.5·10⁻⁷`, `10⁻⁶`; digits behind the twelfth are noise to a reader. */
export function unicodeNumber(value: number): string {
  const rounded = Number(value.toPrecision(12));
  const [mantissa = "", exponent] = (isScientific(value) ? rounded.toExponential() : String(rounded))
    .replace(/^-/, "−")
    .split("e");
  if (exponent === undefined) return mantissa;
  const power = `10${superscript(Number(exponent))}`;
  if (mantissa === "1") return power;
  return mantissa === "−1" ? `−${power}` : `${mantissa}·${power}`;
}

/** A whole number as an exponent. */
export function superscript(value: number): string {
  return [...String(value)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("");
}
