// Scalar expression → readable text for messages.

import type { ScalarExpression, ScalarOperator } from "@ncrn/language";

/** The expression as the user would write it after arrays are expanded into components. */
export function printScalar(expression: ScalarExpression): string {
  return print(expression, 0);
}

const PRECEDENCE: Readonly<Record<ScalarOperator, number>> = {
  "||": 1,
  "&&": 2,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "==": 3,
  "!=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "^": 7,
};

function print(expression: ScalarExpression, outer: number): string {
  switch (expression.kind) {
    case "Number":
      return String(expression.value);
    case "Component":
      return expression.name;
    case "Time":
      return "time";
    case "Text":
      return JSON.stringify(expression.value);
    case "Negate":
      return parenthesize(`-${print(expression.operand, 6)}`, 6, outer);
    case "Not":
      return parenthesize(`!${print(expression.operand, 6)}`, 6, outer);
    case "Binary": {
      const own = PRECEDENCE[expression.operator];
      const text = `${print(expression.left, own)} ${expression.operator} ${print(expression.right, own + 1)}`;
      return parenthesize(expression.operator === "^" ? text.replaceAll(" ", "") : text, own, outer);
    }
    case "Call":
      return `${expression.function}(${expression.arguments.map((argument) => print(argument, 0)).join(", ")})`;
    case "Draw":
      return `${expression.distribution}(${expression.arguments.map((argument) => print(argument, 0)).join(", ")})`;
    case "Conditional": {
      const { condition, thenValue, elseValue } = expression;
      return parenthesize(
        `if ${print(condition, 0)} then ${print(thenValue, 0)} else ${print(elseValue, 0)}`,
        0.5,
        outer,
      );
    }
  }
}

function parenthesize(text: string, own: number, outer: number): string {
  return own < outer ? `(${text})` : text;
}
