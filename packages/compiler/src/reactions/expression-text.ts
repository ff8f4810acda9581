// Expression of the network → text in the notation of the language, with no needless parentheses.

import type { RateExpression } from "./reaction-network.js";

const PRECEDENCE: Readonly<Record<Extract<RateExpression, { kind: "binary" }>["operator"], number>> = {
  "||": 1,
  "&&": 2,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "==": 4,
  "!=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
  "^": 8,
};
const CONDITIONAL = 0;
const NOT = 3;
const NEGATION = 7;

/** Text that the parser reads back as the same expression; identifiers stand for themselves. */
export function expressionText(expression: RateExpression): string {
  return print(expression, CONDITIONAL);
}

function print(expression: RateExpression, outer: number): string {
  switch (expression.kind) {
    case "number":
      return parenthesize(
        numberText(expression.value),
        expression.value < 0 ? NEGATION : Number.POSITIVE_INFINITY,
        outer,
      );
    case "parameter":
    case "species":
      return expression.id;
    case "time":
      return "time";
    case "negate":
      return parenthesize(`-${print(expression.operand, NEGATION + 1)}`, NEGATION, outer);
    case "not":
      return parenthesize(`!${print(expression.operand, NOT)}`, NOT, outer);
    case "binary":
      return printBinary(expression, outer);
    case "call":
      return `${expression.function}(${expression.arguments.map((argument) => print(argument, CONDITIONAL)).join(", ")})`;
    case "conditional": {
      const [condition, thenText, elseText] = [
        expression.condition,
        expression.thenValue,
        expression.elseValue,
      ].map((part) => print(part, CONDITIONAL));
      return parenthesize(`if ${condition} then ${thenText} else ${elseText}`, CONDITIONAL, outer);
    }
  }
}

function printBinary(expression: Extract<RateExpression, { kind: "binary" }>, outer: number): string {
  const own = PRECEDENCE[expression.operator];
  const rightAssociative = expression.operator === "^";
  const comparison = own === PRECEDENCE["<"];
  const left = print(expression.left, rightAssociative || comparison ? own + 1 : own);
  const right = print(expression.right, rightAssociative ? own : own + 1);
  const blank = rightAssociative ? "" : " ";
  return parenthesize(`${left}${blank}${expression.operator}${blank}${right}`, own, outer);
}

/** Shortest text that reads back as the same number. */
export function numberText(value: number): string {
  return String(value).replace("e+", "e");
}

function parenthesize(text: string, own: number, outer: number): string {
  return own < outer ? `(${text})` : text;
}
