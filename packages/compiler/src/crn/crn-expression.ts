// Expression → text of the Visual CRN dialect. In it `/` and `^` share one left-associative level above `*` and a minus
// sign stands only at the start of an expression: everything compound is put in parentheses.

import { assertNever } from "@ncrn/language";
import { subexpressions } from "../network/rate-expression.js";
import type { RateExpression } from "../network/reaction-network.js";

type Binary = Extract<RateExpression, { kind: "binary" }>;
type Call = Extract<RateExpression, { kind: "call" }>;

/** The text, or what the dialect lacks: the end of the sentence "the target cannot express …". */
export type CrnExpression = { readonly text: string } | { readonly unsupported: string };

/** A flux or read-out: species stand in brackets. */
export function crnExpression(expression: RateExpression): CrnExpression {
  const unsupported = unsupportedPart(expression);
  return unsupported === undefined ? { text: withoutOuterParentheses(numeric(expression)) } : { unsupported };
}

/** Every finite number as a literal that the reader takes for a float. */
export function crnNumber(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function unsupportedPart(expression: RateExpression): string | undefined {
  for (const part of subexpressions(expression)) {
    if (part.kind === "call" && ["sin", "cos", "tan"].includes(part.function))
      return `the function \`${part.function}\``;
    // Its solver steps over a window of time without seeing it.
    if (isCondition(part) && subexpressions(part).some(({ kind }) => kind === "time")) {
      return "a condition on the time inside a law";
    }
  }
  return undefined;
}

function isCondition(expression: RateExpression): boolean {
  return expression.kind === "not" || (expression.kind === "binary" && isTruthOperator(expression.operator));
}

function isTruthOperator(operator: Binary["operator"]): boolean {
  return !["+", "-", "*", "/", "^"].includes(operator);
}

/** An atom or something in parentheses. */
function numeric(expression: RateExpression): string {
  switch (expression.kind) {
    case "number":
      return expression.value < 0 ? `(${crnNumber(expression.value)})` : crnNumber(expression.value);
    case "parameter":
      return expression.id;
    case "species":
      return `[${expression.id}]`;
    case "time":
      return "[time]";
    case "negate":
      return `(-${numeric(expression.operand)})`;
    case "not":
      return `(if ${truth(expression)} then 1.0 else 0.0)`;
    case "binary":
      return isTruthOperator(expression.operator)
        ? `(if ${truth(expression)} then 1.0 else 0.0)`
        : `(${numeric(expression.left)} ${expression.operator} ${numeric(expression.right)})`;
    case "call":
      return call(expression);
    case "conditional":
      return `(if ${truth(expression.condition)} then ${numeric(expression.thenValue)} else ${numeric(expression.elseValue)})`;
  }
}

const euler = "2.718281828459045";

/** The dialect has `log`, `floor`, `ceiling` only; the rest is put together from what it has. */
function call({ function: name, arguments: given }: Call): string {
  const [first = "0.0", ...rest] = given.map(numeric);
  const bare = withoutOuterParentheses(first);
  switch (name) {
    case "log":
    case "floor":
      return `${name}(${bare})`;
    case "ceil":
      return `ceiling(${bare})`;
    case "round":
      return `floor(${first} + 0.5)`;
    case "exp":
      return `(${euler} ^ ${first})`;
    case "sqrt":
      return `(${first} ^ 0.5)`;
    case "tanh":
      return `(1.0 - (2.0 / ((${euler} ^ (2.0 * ${first})) + 1.0)))`;
    case "abs":
      return `(if ${first} < 0.0 then (0.0 - ${first}) else ${first})`;
    case "min":
      return rest.reduce((left, right) => `(if ${left} < ${right} then ${left} else ${right})`, first);
    case "max":
      return rest.reduce((left, right) => `(if ${left} > ${right} then ${left} else ${right})`, first);
    case "sin":
    case "cos":
    case "tan":
      // Refused by unsupportedPart before anything is printed.
      return `${name}(${bare})`;
    default:
      return assertNever(name);
  }
}

/** `&&` and `||` have one precedence, associate to the right and want a plain comparison on their left. */
function truth(expression: RateExpression): string {
  if (expression.kind === "not") return `not ${truth(expression.operand)}`;
  if (expression.kind !== "binary" || !isTruthOperator(expression.operator))
    return `not ${numeric(expression)} = 0.0`;
  const { operator, left, right } = expression;
  switch (operator) {
    case "&&":
    case "||":
      return `${comparison(left)} ${operator} ${truth(right)}`;
    case "==":
      return `${numeric(left)} = ${numeric(right)}`;
    case "!=":
      return `not ${numeric(left)} = ${numeric(right)}`;
    default:
      return `${numeric(left)} ${operator} ${numeric(right)}`;
  }
}

function comparison(expression: RateExpression): string {
  const isPlain = expression.kind === "binary" && ["<", "<=", ">", ">=", "=="].includes(expression.operator);
  return isPlain ? truth(expression) : `(if ${truth(expression)} then 1.0 else 0.0) > 0.5`;
}

/** `(a + b)` → `a + b`, but `(a) + (b)` stays. */
function withoutOuterParentheses(text: string): string {
  if (!text.startsWith("(")) return text;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "(") depth++;
    if (text[index] === ")" && --depth === 0) return index === text.length - 1 ? text.slice(1, -1) : text;
  }
  return text;
}
