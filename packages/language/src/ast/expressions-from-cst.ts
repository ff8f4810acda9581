// CST → AST for expressions: one function a grammar rule, same name.

import { type CstToken, isInvented, spanOfCstNode } from "../cst/cst-token.js";
import type {
  ArgumentCstNode,
  CallArgumentsCstNode,
  ConditionalHeadCstNode,
  ExpressionCstNode,
  IndicesCstNode,
  OperandCstNode,
  ReferenceCstNode,
  TermCstNode,
  UnitCstNode,
  UnitFactorCstNode,
} from "../cst/cst-types.generated.js";
import { problem } from "../cst/syntax-messages.js";
import type { Span } from "../text/span.js";
import { spanOfToken, valueOfNumber } from "../tokens/lexer.js";
import { spellings } from "../tokens/token-types.js";
import { type BuildContext, missingExpressionIn, nameFromToken } from "./build-context.js";
import type {
  Argument,
  ArgumentList,
  BinaryOperator,
  Expression,
  MissingExpression,
  NameNode,
  NumberLiteral,
  Reference,
  StringLiteral,
  UnaryOperator,
  UnitExpression,
  UnitFactor,
} from "./nodes.js";
import { type FlatItem, isComparison, treeFromOperators } from "./operator-precedence.js";

/** How many operators and `else if` one expression may have: later stages walk its tree recursively. */
const OPERATOR_LIMIT = 2000;

export function expression(context: BuildContext, node: ExpressionCstNode): Expression {
  const { children } = node;
  const only = children.operand?.[0];
  if (only !== undefined && children.operator === undefined && children.conditionalHead === undefined)
    return operand(context, only);
  const { conditionalHead = [], operator = [], operand: operands = [] } = children;
  if (operator.length + conditionalHead.length > OPERATOR_LIMIT) {
    context.report(problem("nesting-too-deep", spanOfCstNode(node), { limit: OPERATOR_LIMIT }));
    return { kind: "MissingExpression", span: spanOfCstNode(node) };
  }
  const value = operation(context, operands, operator) ?? missingExpressionIn(node);
  return conditionalHead.reduceRight((rest, head) => conditional(context, head, rest), value);
}

/** The value behind the heads: operands and operators merged by position, then folded. */
function operation(
  context: BuildContext,
  operands: readonly OperandCstNode[],
  operators: readonly CstToken[],
): Expression | undefined {
  const [first] = operands;
  if (first === undefined) return undefined;
  if (operators.length === 0) return operand(context, first);
  const items: FlatItem[] = [];
  let next = 0;
  for (const node of operands) {
    const { start } = spanOfCstNode(node);
    for (; next < operators.length && (operators[next] as CstToken).startOffset < start; next++) {
      items.push(flatOperator(operators[next] as CstToken, items.at(-1)));
    }
    items.push({ form: "operand", expression: operand(context, node) });
  }
  const tree = treeFromOperators(items);
  reportChainedComparison(context, tree, operators);
  return tree;
}

function flatOperator(token: CstToken, before: FlatItem | undefined): FlatItem {
  const [symbol] = spellings(token.tokenType);
  const span = spanOfToken(token);
  return before?.form === "operand"
    ? { form: "binary", symbol: symbol as BinaryOperator, span }
    : { form: "prefix", symbol: symbol as UnaryOperator, span };
}

function reportChainedComparison(
  context: BuildContext,
  tree: Expression,
  operators: readonly CstToken[],
): void {
  const comparisons = operators.filter((token) => isComparisonToken(token)).length;
  if (comparisons < 2) return;
  const pending: Expression[] = [tree];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "UnaryExpression") pending.push(next.operand);
    if (next.kind !== "BinaryExpression") continue;
    pending.push(next.left, next.right);
    if (!isComparison(next.operator)) continue;
    if (next.left.kind !== "BinaryExpression" || !isComparison(next.left.operator)) continue;
    const parameters = { expected: "`&&`", found: `\`${next.operator}\`` };
    const hint = "Compare two values at a time: `a < b && b < c`.";
    context.report(problem("expected-token", next.operatorSpan, parameters, { hint }));
  }
}

function isComparisonToken(token: CstToken): boolean {
  const [symbol] = spellings(token.tokenType);
  return symbol !== "!" && isComparison(symbol as BinaryOperator);
}

function conditional(context: BuildContext, head: ConditionalHeadCstNode, elseValue: Expression): Expression {
  const { condition, thenValue } = head.children;
  return {
    kind: "ConditionalExpression",
    condition: optionalExpression(context, condition?.[0], head),
    thenValue: optionalExpression(context, thenValue?.[0], head),
    elseValue,
    span: { start: spanOfCstNode(head).start, end: elseValue.span.end },
  };
}

/** The expression of a node that may not be there; then a missing one at the end of `parent`. */
export function optionalExpression(
  context: BuildContext,
  node: ExpressionCstNode | undefined,
  parent: Parameters<typeof missingExpressionIn>[0],
): Expression {
  return node === undefined ? missingExpressionIn(parent) : expression(context, node);
}

function operand(context: BuildContext, node: OperandCstNode): Expression {
  const { children } = node;
  if (children.NumberToken?.[0] !== undefined)
    return numberLiteral(context, children.NumberToken[0], children.unit?.[0], node);
  if (children.Identifier !== undefined) {
    const call = children.callArguments?.[0];
    const read = reference(context, node);
    return call === undefined ? read : callExpression(context, read, call);
  }
  const span = spanOfCstNode(node);
  if (children.StringToken?.[0] !== undefined) return stringLiteral(children.StringToken[0]);
  if (children.TrueKeyword !== undefined) return { kind: "BooleanLiteral", value: true, span };
  if (children.FalseKeyword !== undefined) return { kind: "BooleanLiteral", value: false, span };
  if (children.LeftParenthesis !== undefined) {
    const inner = optionalExpression(context, children.expression?.[0], node);
    return { kind: "ParenthesizedExpression", inner, span };
  }
  if (children.LeftBracket !== undefined) {
    const elements = (children.expression ?? []).map((element) => expression(context, element));
    return { kind: "ListExpression", elements, span };
  }
  return { kind: "MissingExpression", span };
}

function callExpression(context: BuildContext, callee: Reference, node: CallArgumentsCstNode): Expression {
  const list = callArguments(context, node);
  if (callee.indices.length > 0) {
    const opening = { start: list.span.start, end: list.span.start + 1 };
    context.report(problem("expected-token", opening, { expected: "an operator", found: "`(`" }));
  }
  const span = { start: callee.span.start, end: list.span.end };
  return { kind: "CallExpression", callee: callee.path, arguments: list, span };
}

function numberLiteral(
  context: BuildContext,
  token: CstToken,
  suffix: UnitCstNode | undefined,
  node: OperandCstNode,
): NumberLiteral {
  return {
    kind: "NumberLiteral",
    raw: token.image,
    value: valueOfNumber(token.image),
    unit: suffix === undefined ? undefined : unit(context, suffix),
    span: spanOfCstNode(node),
  };
}

/** The text between the quotes; a backslash keeps the next character, `\n` and `\t` are a line end and a tab. */
export function stringLiteral(token: CstToken): StringLiteral | MissingExpression {
  const span = spanOfToken(token);
  if (isInvented(token)) return { kind: "MissingExpression", span };
  const closed = token.image.length > 1 && token.image.endsWith('"');
  const value = token.image
    .slice(1, closed ? -1 : undefined)
    .replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter === "t" ? "\t" : letter));
  return { kind: "StringLiteral", raw: token.image, value, span };
}

/** A node that holds the parts of a reference. */
export type ReferenceParts = ReferenceCstNode | OperandCstNode | TermCstNode;

export function reference(context: BuildContext, node: ReferenceParts): Reference {
  const { indices: bracket, member } = node.children;
  const before = path(node, node);
  const isPlain = before.length === 1 && bracket === undefined;
  return {
    kind: "Reference",
    path: member?.[0] === undefined ? before : [...before, ...path(member[0], node)],
    indices: indices(context, bracket?.[0]),
    indicesAfter: before.length,
    // Most references are one name, and spans never change: the two share one.
    span: isPlain ? (before[0] as NameNode).span : spanOfReference(node),
  };
}

/** A term or operand that is a reference may begin with something stray. */
function spanOfReference(node: ReferenceParts): Span {
  const [first] = node.children.Identifier ?? [];
  const { start, end } = spanOfCstNode(node);
  return { start: node.name === "reference" || first === undefined ? start : first.startOffset, end };
}

/** `a.b.c` as names; one missing name if there is none. */
export function path(
  node: { readonly children: { readonly Identifier?: CstToken[] } } | undefined,
  parent: Parameters<typeof nameFromToken>[1],
): readonly NameNode[] {
  const tokens = node?.children.Identifier ?? [];
  if (tokens.length <= 1) return [nameFromToken(tokens[0], parent)];
  return tokens.map((token) => nameFromToken(token, parent));
}

/** One for all: most names have no brackets. */
const NO_INDICES: readonly Expression[] = [];

/** The expressions between `[` and `]`; none if there is no bracket. */
export function indices(context: BuildContext, node: IndicesCstNode | undefined): readonly Expression[] {
  const written = node?.children.expression;
  return written === undefined ? NO_INDICES : written.map((index) => expression(context, index));
}

export function callArguments(context: BuildContext, node: CallArgumentsCstNode): ArgumentList {
  const { argument: items = [], Semicolon } = node.children;
  const semicolon = Semicolon?.[0]?.startOffset;
  const before = items.filter((item) => semicolon === undefined || spanOfCstNode(item).start < semicolon);
  return {
    kind: "ArgumentList",
    items: items.map((item) => argument(context, item)),
    semicolonAfter: semicolon === undefined ? undefined : before.length,
    span: spanOfCstNode(node),
  };
}

function argument(context: BuildContext, node: ArgumentCstNode): Argument {
  const { Identifier, expression: from, to } = node.children;
  const first = optionalExpression(context, from?.[0], node);
  const value: Expression =
    to?.[0] === undefined ? first : rangeExpression(first, optionalExpression(context, to[0], node));
  const name = Identifier?.[0] === undefined ? undefined : nameFromToken(Identifier[0], node);
  return { kind: "Argument", name, value, span: spanOfCstNode(node) };
}

function rangeExpression(from: Expression, to: Expression): Expression {
  return { kind: "RangeExpression", from, to, span: { start: from.span.start, end: to.span.end } };
}

function unit(context: BuildContext, node: UnitCstNode): UnitExpression {
  const { unitFactor: factors = [], Divide: divisions = [] } = node.children;
  const converted = factors.map((factor, index): UnitFactor => {
    const from = index === 0 ? 0 : spanOfCstNode(factors[index - 1] as UnitFactorCstNode).end;
    const to = spanOfCstNode(factor).start;
    const divided = divisions.some((token) => token.startOffset >= from && token.startOffset <= to);
    return unitFactor(factor, divided ? "/" : "*");
  });
  const result: UnitExpression = { kind: "UnitExpression", factors: converted, span: spanOfCstNode(node) };
  context.units.push(result);
  return result;
}

function unitFactor(node: UnitFactorCstNode, operator: "*" | "/"): UnitFactor {
  const { Identifier, one, Minus, exponent } = node.children;
  const power = Number(exponent?.[0]?.image || "1");
  return {
    kind: "UnitFactor",
    name: nameFromToken(Identifier?.[0] ?? one?.[0], node),
    operator,
    exponent: Minus === undefined ? power : -power,
    span: spanOfCstNode(node),
  };
}
