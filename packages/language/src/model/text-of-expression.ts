// Expressions as text, for labels and messages. Not a formatter: blanks and brackets are normalised.

import type { Expression } from "../ast/nodes.js";
import { binaryPrecedence, unaryPrecedence } from "../ast/operator-precedence.js";
import type { ScalarExpression } from "./model.js";

/** A written expression on one line. */
export function textOfExpression(node: Expression): string {
  switch (node.kind) {
    case "Reference":
      return node.path.map((name) => name.text).join(".") + listText("[", node.indices, "]");
    case "NumberLiteral":
      return node.raw;
    case "StringLiteral":
      return node.raw;
    case "BooleanLiteral":
      return String(node.value);
    case "ParenthesizedExpression":
      return `(${textOfExpression(node.inner)})`;
    case "ListExpression":
      return `[${node.elements.map(textOfExpression).join(", ")}]`;
    case "CallExpression": {
      const given = node.arguments.items.map(
        ({ name, value }) => (name === undefined ? "" : `${name.text}: `) + textOfExpression(value),
      );
      return `${node.callee.map((name) => name.text).join(".")}(${given.join(", ")})`;
    }
    case "UnaryExpression":
      return node.operator + textOfExpression(node.operand);
    case "BinaryExpression":
      return `${textOfExpression(node.left)} ${node.operator} ${textOfExpression(node.right)}`;
    case "ConditionalExpression":
      return `if ${textOfExpression(node.condition)} then ${textOfExpression(node.thenValue)} else ${textOfExpression(node.elseValue)}`;
    case "RangeExpression":
      return `${textOfExpression(node.from)}..${textOfExpression(node.to)}`;
    case "MissingExpression":
      return "";
  }
}

function listText(open: string, nodes: readonly Expression[], close: string): string {
  return nodes.length === 0 ? "" : open + nodes.map(textOfExpression).join(",") + close;
}

const SUM = binaryPrecedence("+");
const SIGN = unaryPrecedence("-");
/** Binds tighter than every operator. */
const ATOM = 9;

/** A checked expression on one line. */
export function textOfScalar(expression: ScalarExpression, outer = 0): string {
  const wrap = (text: string, own: number): string => (own < outer ? `(${text})` : text);
  switch (expression.kind) {
    case "Number":
      return wrap(String(expression.value), expression.value < 0 ? SIGN : ATOM);
    case "Text":
      return `"${expression.value}"`;
    case "Component":
      return expression.name;
    case "Time":
      return "time";
    case "Negate":
      return wrap(`-${textOfScalar(expression.operand, SIGN)}`, SUM);
    case "Not":
      return `!${textOfScalar(expression.operand, SIGN)}`;
    case "Binary": {
      const { left, right, operator } = expression;
      const own = binaryPrecedence(operator);
      const [before, behind] = operator === "^" ? [own + 1, own] : [own, own + 1];
      return wrap(`${textOfScalar(left, before)} ${operator} ${textOfScalar(right, behind)}`, own);
    }
    case "Call":
      return `${expression.function}(${expression.arguments.map((part) => textOfScalar(part)).join(", ")})`;
    case "Draw":
      return `${expression.distribution}(${expression.arguments.map((part) => textOfScalar(part)).join(", ")})`;
    case "Conditional":
      return wrap(
        `if ${textOfScalar(expression.condition)} then ${textOfScalar(expression.thenValue)} else ${textOfScalar(expression.elseValue)}`,
        0,
      );
  }
}
