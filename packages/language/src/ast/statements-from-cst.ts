// CST → AST for the statements inside crn, model, module, phase, for and if: one function a grammar rule, same name.

import { type AnyCstNode, isInvented, spanOfCstNode } from "../cst/cst-token.js";
import type {
  AssertStatementCstNode,
  AssignmentCstNode,
  BlockCstNode,
  ConstDeclarationCstNode,
  EntryCstNode,
  EventStatementCstNode,
  ForStatementCstNode,
  IfStatementCstNode,
  InitStatementCstNode,
  KineticsStatementCstNode,
  LetStatementCstNode,
  LossStatementCstNode,
  LowerStatementCstNode,
  PhaseStatementCstNode,
  PhasesStatementCstNode,
  QuantityDeclarationCstNode,
  QuantityItemCstNode,
  RecordCstNode,
  ReferenceCstNode,
  StatementCstNode,
  UseStatementCstNode,
} from "../cst/cst-types.generated.js";
import { problem } from "../cst/syntax-messages.js";
import { assertNever } from "../internal-error.js";
import { spanOfToken } from "../tokens/lexer.js";
import { Species, Tilde } from "../tokens/token-types.js";
import { type BuildContext, missingExpressionIn, nameFromToken, withSemicolons } from "./build-context.js";
import {
  callArguments,
  expression,
  indices,
  optionalExpression,
  path,
  reference,
} from "./expressions-from-cst.js";
import type {
  AssertStatement,
  Block,
  ConstDeclaration,
  Entry,
  EventAssignment,
  EventStatement,
  ForStatement,
  IfStatement,
  InitItem,
  InitStatement,
  KineticsStatement,
  LetStatement,
  LossStatement,
  PhaseStatement,
  QuantityDeclaration,
  QuantityItem,
  QuantityKeyword,
  RecordNode,
  Reference,
  Statement,
  UseStatement,
} from "./nodes.js";
import { referenceStatement } from "./reactions-from-cst.js";

export function block(context: BuildContext, node: BlockCstNode | undefined, parent: AnyCstNode): Block {
  if (node === undefined) {
    const { end } = spanOfCstNode(parent);
    return { kind: "Block", statements: [], span: { start: end, end } };
  }
  const statements = (node.children.statement ?? []).map((item) => statement(context, item));
  return {
    kind: "Block",
    statements: withSemicolons(statements, node.children.Terminator),
    span: spanOfCstNode(node),
  };
}

function statement(context: BuildContext, node: StatementCstNode): Statement {
  const span = spanOfCstNode(node);
  const content = context.inItem(node, () => statementContent(context, node));
  // A statement whose end was skipped over reaches to the end of what was skipped.
  return content.span.end >= span.end
    ? content
    : { ...content, span: { start: content.span.start, end: span.end } };
}

function statementContent(context: BuildContext, node: StatementCstNode): Statement {
  const { children } = node;
  const [ruleName] = Object.keys(children) as (keyof typeof children)[];
  switch (ruleName) {
    case "quantityDeclaration":
      return quantityDeclaration(context, first(children.quantityDeclaration));
    case "initStatement":
      return initStatement(context, first(children.initStatement));
    case "lossStatement":
      return lossStatement(context, first(children.lossStatement));
    case "lowerStatement":
      return recordStatement(context, "LowerStatement", first(children.lowerStatement));
    case "phasesStatement":
      return recordStatement(context, "PhasesStatement", first(children.phasesStatement));
    case "phaseStatement":
      return phaseStatement(context, first(children.phaseStatement));
    case "kineticsStatement":
      return kineticsStatement(first(children.kineticsStatement));
    case "constDeclaration":
      return constDeclaration(context, first(children.constDeclaration));
    case "letStatement":
      return letStatement(context, first(children.letStatement));
    case "useStatement":
      return useStatement(context, first(children.useStatement));
    case "assertStatement":
      return assertStatement(context, first(children.assertStatement));
    case "forStatement":
      return forStatement(context, first(children.forStatement));
    case "ifStatement":
      return ifStatement(context, first(children.ifStatement));
    case "eventStatement":
      return eventStatement(context, first(children.eventStatement));
    case "referenceStatement":
      return referenceStatement(context, first(children.referenceStatement));
    case undefined:
      return { kind: "MissingStatement", span: spanOfCstNode(node) };
    default:
      return assertNever(ruleName);
  }
}

function lossStatement(context: BuildContext, node: LossStatementCstNode): LossStatement {
  const value = optionalExpression(context, node.children.expression?.[0], node);
  return { kind: "LossStatement", value, span: spanOfCstNode(node) };
}

function recordStatement<Kind extends "LowerStatement" | "PhasesStatement">(
  context: BuildContext,
  kind: Kind,
  node: LowerStatementCstNode | PhasesStatementCstNode,
) {
  return { kind, record: record(context, node.children.record?.[0], node), span: spanOfCstNode(node) };
}

function phaseStatement(context: BuildContext, node: PhaseStatementCstNode): PhaseStatement {
  const name = nameFromToken(node.children.Identifier?.[0], node);
  const body = block(context, node.children.block?.[0], node);
  return { kind: "PhaseStatement", name, body, span: spanOfCstNode(node) };
}

function kineticsStatement(node: KineticsStatementCstNode): KineticsStatement {
  const convention = nameFromToken(node.children.Identifier?.[0], node);
  return { kind: "KineticsStatement", convention, span: spanOfCstNode(node) };
}

function assertStatement(context: BuildContext, node: AssertStatementCstNode): AssertStatement {
  const conditions = (node.children.expression ?? []).map((condition) => expression(context, condition));
  return { kind: "AssertStatement", conditions, span: spanOfCstNode(node) };
}

function quantityDeclaration(context: BuildContext, node: QuantityDeclarationCstNode): QuantityDeclaration {
  const { ClampedKeyword, QuantityKeyword: keywords, quantityItem: items = [] } = node.children;
  const written = keywords?.[0];
  const clamped = ClampedKeyword !== undefined;
  if (clamped && written !== undefined && !isInvented(written) && written.tokenType !== Species) {
    const parameters = { expected: "`species`", found: `\`${written.image}\`` };
    context.report(problem("expected-token", spanOfToken(written), parameters));
  }
  const keyword = clamped ? "clamped species" : ((written?.image || "species") as QuantityKeyword);
  return {
    kind: "QuantityDeclaration",
    keyword,
    items: items.map((item) => quantityItem(context, item)),
    span: spanOfCstNode(node),
  };
}

function quantityItem(context: BuildContext, node: QuantityItemCstNode): QuantityItem {
  const { Identifier, indices: shape, lowerBound, DefinitionOperator: operators, value } = node.children;
  const operator = operators?.[0];
  return {
    kind: "QuantityItem",
    name: nameFromToken(Identifier?.[0], node),
    shape: indices(context, shape?.[0]),
    lowerBound: lowerBound?.[0] === undefined ? undefined : expression(context, lowerBound[0]),
    operator: operator === undefined ? undefined : operator.tokenType === Tilde ? "~" : "=",
    value: operator === undefined ? undefined : optionalExpression(context, value?.[0], node),
    span: spanOfCstNode(node),
  };
}

function initStatement(context: BuildContext, node: InitStatementCstNode): InitStatement {
  const items = (node.children.initItem ?? []).map(
    (item): InitItem => ({
      kind: "InitItem",
      target: optionalReference(context, item.children.reference?.[0], item),
      value: optionalExpression(context, item.children.expression?.[0], item),
      span: spanOfCstNode(item),
    }),
  );
  return { kind: "InitStatement", items, span: spanOfCstNode(node) };
}

export function constDeclaration(context: BuildContext, node: ConstDeclarationCstNode): ConstDeclaration {
  return {
    kind: "ConstDeclaration",
    name: nameFromToken(node.children.Identifier?.[0], node),
    value: optionalExpression(context, node.children.expression?.[0], node),
    span: spanOfCstNode(node),
  };
}

function letStatement(context: BuildContext, node: LetStatementCstNode): LetStatement {
  return {
    kind: "LetStatement",
    name: nameFromToken(node.children.Identifier?.[0], node),
    value: optionalExpression(context, node.children.expression?.[0], node),
    span: spanOfCstNode(node),
  };
}

function useStatement(context: BuildContext, node: UseStatementCstNode): UseStatement {
  const { Identifier, path: module, callArguments: list } = node.children;
  const { end } = spanOfCstNode(node);
  return {
    kind: "UseStatement",
    name: nameFromToken(Identifier?.[0], node),
    module: path(module?.[0], node),
    arguments:
      list?.[0] === undefined
        ? { kind: "ArgumentList", items: [], semicolonAfter: undefined, span: { start: end, end } }
        : callArguments(context, list[0]),
    span: spanOfCstNode(node),
  };
}

function forStatement(context: BuildContext, node: ForStatementCstNode): ForStatement {
  const { Identifier, from, to, block: body } = node.children;
  return {
    kind: "ForStatement",
    variable: nameFromToken(Identifier?.[0], node),
    from: optionalExpression(context, from?.[0], node),
    to: optionalExpression(context, to?.[0], node),
    body: block(context, body?.[0], node),
    span: spanOfCstNode(node),
  };
}

function ifStatement(context: BuildContext, node: IfStatementCstNode): IfStatement {
  const { expression: condition, thenBlock, ElseKeyword, elseBlock } = node.children;
  return {
    kind: "IfStatement",
    condition: optionalExpression(context, condition?.[0], node),
    thenBlock: block(context, thenBlock?.[0], node),
    elseBlock: ElseKeyword === undefined ? undefined : block(context, elseBlock?.[0], node),
    span: spanOfCstNode(node),
  };
}

function eventStatement(context: BuildContext, node: EventStatementCstNode): EventStatement {
  const {
    EventKeyword: keywords,
    expression: condition,
    assignment: items = [],
    Terminator: ends,
  } = node.children;
  return {
    kind: "EventStatement",
    trigger: (keywords?.[0]?.image || "at") as EventStatement["trigger"],
    condition: optionalExpression(context, condition?.[0], node),
    assignments: withSemicolons(
      items.map((item) => assignment(context, item)),
      ends,
    ),
    span: spanOfCstNode(node),
  };
}

function assignment(context: BuildContext, node: AssignmentCstNode): EventAssignment {
  const { reference: target, AssignmentOperator: operators, expression: value } = node.children;
  return {
    kind: "EventAssignment",
    target: optionalReference(context, target?.[0], node),
    operator: (operators?.[0]?.image || "=") as EventAssignment["operator"],
    value: optionalExpression(context, value?.[0], node),
    span: spanOfCstNode(node),
  };
}

function optionalReference(
  context: BuildContext,
  node: ReferenceCstNode | undefined,
  parent: AnyCstNode,
): Reference {
  if (node !== undefined) return reference(context, node);
  const name = nameFromToken(undefined, parent);
  return { kind: "Reference", path: [name], indices: [], indicesAfter: 1, span: name.span };
}

// ── Records ────────────────────────────────────────────────────────────────────────────────────────────

export function record(
  context: BuildContext,
  node: RecordCstNode | undefined,
  parent: AnyCstNode,
): RecordNode {
  if (node === undefined) {
    const { end } = spanOfCstNode(parent);
    return { kind: "Record", entries: [], span: { start: end, end } };
  }
  const entries = (node.children.entry ?? []).map((item) => context.inItem(item, () => entry(context, item)));
  return {
    kind: "Record",
    entries: withSemicolons(entries, node.children.Terminator),
    span: spanOfCstNode(node),
  };
}

export function entry(context: BuildContext, node: EntryCstNode): Entry {
  const { Identifier, expression: written = [], record: nested } = node.children;
  const inner = nested?.[0] === undefined ? undefined : record(context, nested[0], node);
  const values = written.map((value) => expression(context, value));
  const isMissing = inner === undefined && values.length === 0;
  return {
    kind: "Entry",
    key: nameFromToken(Identifier?.[0], node),
    values: isMissing ? [missingExpressionIn(node)] : values,
    record: inner,
    span: spanOfCstNode(node),
  };
}

function first<Node>(nodes: readonly Node[] | undefined): Node {
  return nodes?.[0] as Node;
}
