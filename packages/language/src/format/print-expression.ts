// Expression → document. Operators are set off by blanks except `^`, signs and `..`; long ones break after operators.

import type { Doc } from "prettier";
import type {
  Argument,
  ArgumentList,
  BinaryExpression,
  ConditionalExpression,
  Expression,
  NameNode,
  Reference,
  UnitExpression,
  UnitFactor,
} from "../ast/nodes.js";
import { binaryPrecedence } from "../ast/operator-precedence.js";
import { assertNever } from "../internal-error.js";
import {
  commaList,
  group,
  indent,
  line,
  type NodePath,
  type Print,
  printAll,
  printAt,
  softline,
} from "./document.js";

/** An expression, or a part of one that is no expression by itself. */
export type ExpressionPart = Expression | UnitExpression | UnitFactor | ArgumentList | Argument;

/** Prints an expression or a part of one; `path` points at `node`. */
export function printExpression(path: NodePath, node: ExpressionPart, print: Print): Doc {
  switch (node.kind) {
    case "Reference":
      return printReference(path, node, print);
    case "NumberLiteral":
      return node.unit === undefined ? node.raw : [node.raw, " ", print("unit")];
    case "StringLiteral":
      return node.raw;
    case "BooleanLiteral":
      return node.value ? "true" : "false";
    case "ParenthesizedExpression":
      return group(["(", indent([softline, print("inner")]), softline, ")"]);
    case "ListExpression":
      return group(["[", indent([softline, commaList(printAll(path, "elements", print))]), softline, "]"]);
    case "CallExpression":
      return [node.callee.map(nameText).join("."), print("arguments")];
    case "UnaryExpression":
      return [node.operator, print("operand")];
    case "BinaryExpression":
      return printBinary(path, node, print);
    case "ConditionalExpression":
      return printConditional(path, node, print);
    case "RangeExpression":
      return [print("from"), "..", print("to")];
    case "ArgumentList":
      return printArguments(path, node, print);
    case "Argument":
      return node.name === undefined ? print("value") : [nameText(node.name), ": ", print("value")];
    case "UnitExpression":
      return `[${node.factors.map((factor, index) => (index === 0 ? "" : factor.operator) + factorText(factor)).join("")}]`;
    case "UnitFactor":
      return factorText(node);
    case "MissingExpression":
      return "";
    default:
      return assertNever(node);
  }
}

/** A name as it was written, with its backticks. */
export function nameText(name: NameNode): string {
  return name.kind === "Name" && name.quoted ? `\`${name.text}\`` : name.text;
}

function printReference(path: NodePath, node: Reference, print: Print): Doc {
  const names = node.path.map(nameText);
  if (node.indices.length === 0) return names.join(".");
  const before = names.slice(0, node.indicesAfter).join(".");
  const after = names.slice(node.indicesAfter).map((name) => `.${name}`);
  return [before, printIndices(path, "indices", print), ...after];
}

/** `[i, j]` after a name; nothing if there are none. */
export function printIndices(path: NodePath, key: string, print: Print): Doc {
  const indices = printAll(path, key, print);
  if (indices.length === 0) return "";
  return group(["[", indent([softline, commaList(indices)]), softline, "]"]);
}

/** Operators that bind equally are one group; walked down its left side in a loop, since a sum can be long. */
function printBinary(path: NodePath, node: BinaryExpression, print: Print): Doc {
  if (node.operator === "^") return [print("left"), "^", print("right")];
  const precedence = binaryPrecedence(node.operator);
  const rest: Doc[] = [];
  const keys: string[] = [];
  let link = node;
  while (true) {
    rest.push([" ", link.operator, line, printAt(path, [...keys, "right"], print)]);
    keys.push("left");
    const { left } = link;
    if (left.kind !== "BinaryExpression" || binaryPrecedence(left.operator) !== precedence) break;
    link = left;
  }
  return group([printAt(path, keys, print), indent(rest.reverse())]);
}

/** `if … then … else if … then … else …`, the alternatives under one another when they break. */
function printConditional(path: NodePath, node: ConditionalExpression, print: Print): Doc {
  const parts: Doc[] = [];
  const keys: string[] = [];
  for (let link: Expression = node; link.kind === "ConditionalExpression"; link = link.elseValue) {
    if (keys.length > 0) parts.push(line, "else ");
    parts.push("if ", printAt(path, [...keys, "condition"], print));
    parts.push(line, "then ", printAt(path, [...keys, "thenValue"], print));
    keys.push("elseValue");
  }
  parts.push(line, "else ", printAt(path, keys, print));
  return group(indent(parts));
}

function printArguments(path: NodePath, node: ArgumentList, print: Print): Doc {
  const items = printAll(path, "items", print);
  if (items.length === 0) return "()";
  const parts = items.map((item, index): Doc => {
    const separator = index === node.semicolonAfter ? ";" : ",";
    if (index > 0) return [separator, line, item];
    return separator === ";" ? ["; ", item] : item;
  });
  return group(["(", indent([softline, ...parts]), softline, ")"]);
}

function factorText(factor: UnitFactor): string {
  return factor.exponent === 1 ? nameText(factor.name) : `${nameText(factor.name)}^${factor.exponent}`;
}
