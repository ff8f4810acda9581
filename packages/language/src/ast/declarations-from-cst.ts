// CST → AST for what stands at the top of a file: one function a grammar rule, same name.

import { type AnyCstNode, type CstToken, spanOfCstNode } from "../cst/cst-token.js";
import type {
  ColumnCstNode,
  DataDeclarationCstNode,
  DataItemCstNode,
  DeclarationCstNode,
  ExperimentDeclarationCstNode,
  FunctionDeclarationCstNode,
  ImportDeclarationCstNode,
  ModuleDeclarationCstNode,
  SampleBlockCstNode,
  TrainDeclarationCstNode,
} from "../cst/cst-types.generated.js";
import { assertNever } from "../internal-error.js";
import { Learn, Scan, Tilde } from "../tokens/token-types.js";
import { type BuildContext, missingExpressionIn, nameFromToken, withSemicolons } from "./build-context.js";
import { indices, optionalExpression, stringLiteral } from "./expressions-from-cst.js";
import type {
  ColumnDefinition,
  DataDeclaration,
  DataItem,
  Declaration,
  FunctionDeclaration,
  ImportDeclaration,
  MissingExpression,
  ModuleDeclaration,
  ModuleParameter,
  NameNode,
  SampleBlock,
  StringLiteral,
  TrainDeclaration,
} from "./nodes.js";
import { block, constDeclaration, entry, record } from "./statements-from-cst.js";

export function declaration(context: BuildContext, node: DeclarationCstNode): Declaration {
  const span = spanOfCstNode(node);
  const content = context.inItem(node, () => declarationContent(context, node));
  return content.span.end >= span.end
    ? content
    : { ...content, span: { start: content.span.start, end: span.end } };
}

function declarationContent(context: BuildContext, node: DeclarationCstNode): Declaration {
  const { children } = node;
  const [ruleName] = Object.keys(children) as (keyof typeof children)[];
  switch (ruleName) {
    case "importDeclaration":
      return importDeclaration(first(children.importDeclaration));
    case "constDeclaration":
      return constDeclaration(context, first(children.constDeclaration));
    case "unitsDeclaration": {
      const own = first(children.unitsDeclaration);
      return {
        kind: "UnitsDeclaration",
        record: record(context, own.children.record?.[0], own),
        span: spanOfCstNode(own),
      };
    }
    case "functionDeclaration":
      return functionDeclaration(context, first(children.functionDeclaration));
    case "moduleDeclaration":
      return moduleDeclaration(context, first(children.moduleDeclaration));
    case "networkDeclaration": {
      const own = first(children.networkDeclaration);
      return { kind: "NetworkDeclaration", ...namedBlock(context, own), span: spanOfCstNode(own) };
    }
    case "modelDeclaration": {
      const own = first(children.modelDeclaration);
      return { kind: "ModelDeclaration", ...namedBlock(context, own), span: spanOfCstNode(own) };
    }
    case "dataDeclaration":
      return dataDeclaration(context, first(children.dataDeclaration));
    case "trainDeclaration":
      return trainDeclaration(context, first(children.trainDeclaration));
    case "experimentDeclaration":
      return experimentDeclaration(context, first(children.experimentDeclaration));
    case undefined:
      return { kind: "MissingDeclaration", span: spanOfCstNode(node) };
    default:
      return assertNever(ruleName);
  }
}

function importDeclaration(node: ImportDeclarationCstNode): ImportDeclaration {
  const { importedNames: list, StringToken: file, AsKeyword, alias } = node.children;
  const names = list?.[0]?.children.name ?? [];
  return {
    kind: "ImportDeclaration",
    path: pathLiteral(file?.[0], node),
    alias: optionalName(AsKeyword, alias, node),
    names: names.map((name) => nameFromToken(name.children.Identifier?.[0], name)),
    span: spanOfCstNode(node),
  };
}

function functionDeclaration(context: BuildContext, node: FunctionDeclarationCstNode): FunctionDeclaration {
  const { Identifier, name: parameters = [], expression: body } = node.children;
  return {
    kind: "FunctionDeclaration",
    name: nameFromToken(Identifier?.[0], node),
    parameters: parameters.map((parameter) => nameFromToken(parameter.children.Identifier?.[0], parameter)),
    body: optionalExpression(context, body?.[0], node),
    span: spanOfCstNode(node),
  };
}

/** A parameter without a keyword has that of the parameter before it; the first is a species. */
function moduleDeclaration(context: BuildContext, node: ModuleDeclarationCstNode): ModuleDeclaration {
  let keyword: ModuleParameter["keyword"] = "species";
  const parameters = (node.children.moduleParameter ?? []).map((parameter): ModuleParameter => {
    const { ParameterKeyword, Identifier, indices: shape, Equals, expression: value } = parameter.children;
    const written = ParameterKeyword?.[0]?.image;
    if (written) keyword = written as ModuleParameter["keyword"];
    return {
      kind: "ModuleParameter",
      keyword,
      name: nameFromToken(Identifier?.[0], parameter),
      shape: indices(context, shape?.[0]),
      defaultValue: Equals === undefined ? undefined : optionalExpression(context, value?.[0], parameter),
      span: spanOfCstNode(parameter),
    };
  });
  return { kind: "ModuleDeclaration", ...namedBlock(context, node), parameters, span: spanOfCstNode(node) };
}

function dataDeclaration(context: BuildContext, node: DataDeclarationCstNode): DataDeclaration {
  const {
    Identifier,
    FromKeyword,
    StringToken: file,
    dataItem: items = [],
    Terminator: ends,
  } = node.children;
  return {
    kind: "DataDeclaration",
    name: nameFromToken(Identifier?.[0], node),
    source: FromKeyword === undefined ? undefined : pathLiteral(file?.[0], node),
    items: withSemicolons(
      items.map((item) => context.inItem(item, () => dataItem(context, item))),
      ends,
    ),
    span: spanOfCstNode(node),
  };
}

function dataItem(context: BuildContext, node: DataItemCstNode): DataItem {
  const content = dataItemContent(context, node);
  const { end } = spanOfCstNode(node);
  return content.span.end >= end ? content : { ...content, span: { start: content.span.start, end } };
}

function dataItemContent(context: BuildContext, node: DataItemCstNode): DataItem {
  const { sampleBlock: sample, column: definition, entry: setting } = node.children;
  if (sample?.[0] !== undefined) return sampleBlock(context, sample[0]);
  if (definition?.[0] !== undefined) return column(context, definition[0]);
  if (setting?.[0] !== undefined) return entry(context, setting[0]);
  return { kind: "MissingStatement", span: spanOfCstNode(node) };
}

function sampleBlock(context: BuildContext, node: SampleBlockCstNode): SampleBlock {
  const { expression: count, column: columns = [], Terminator: ends } = node.children;
  return {
    kind: "SampleBlock",
    count: optionalExpression(context, count?.[0], node),
    columns: withSemicolons(
      columns.map((definition) => context.inItem(definition, () => column(context, definition))),
      ends,
    ),
    span: spanOfCstNode(node),
  };
}

function column(context: BuildContext, node: ColumnCstNode): ColumnDefinition {
  const { Identifier, DefinitionOperator: operators, expression: value } = node.children;
  return {
    kind: "ColumnDefinition",
    name: nameFromToken(Identifier?.[0], node),
    operator: operators?.[0]?.tokenType === Tilde ? "~" : "=",
    value: optionalExpression(context, value?.[0], node),
    span: spanOfCstNode(node),
  };
}

function trainDeclaration(context: BuildContext, node: TrainDeclarationCstNode): TrainDeclaration {
  const { subject, data, AsKeyword, alias, record: settings } = node.children;
  return {
    kind: "TrainDeclaration",
    subject: nameFromToken(subject?.[0], node),
    data: nameFromToken(data?.[0], node),
    alias: optionalName(AsKeyword, alias, node),
    record: record(context, settings?.[0], node),
    span: spanOfCstNode(node),
  };
}

function experimentDeclaration(context: BuildContext, node: ExperimentDeclarationCstNode): Declaration {
  const { ExperimentKeyword: keywords, subject, AsKeyword, alias, record: settings } = node.children;
  const type = keywords?.[0]?.tokenType;
  return {
    kind: type === Learn ? "LearnDeclaration" : type === Scan ? "ScanDeclaration" : "SimulateDeclaration",
    subject: nameFromToken(subject?.[0], node),
    alias: optionalName(AsKeyword, alias, node),
    record: record(context, settings?.[0], node),
    span: spanOfCstNode(node),
  };
}

function namedBlock(
  context: BuildContext,
  node: AnyCstNode & { children: { Identifier?: CstToken[]; block?: Parameters<typeof block>[1][] } },
) {
  return {
    name: nameFromToken(node.children.Identifier?.[0], node),
    body: block(context, node.children.block?.[0], node),
  };
}

function optionalName(
  keyword: readonly CstToken[] | undefined,
  name: readonly CstToken[] | undefined,
  node: AnyCstNode,
): NameNode | undefined {
  return keyword === undefined ? undefined : nameFromToken(name?.[0], node);
}

function pathLiteral(token: CstToken | undefined, node: AnyCstNode): StringLiteral | MissingExpression {
  return token === undefined ? missingExpressionIn(node) : stringLiteral(token);
}

function first<Node>(nodes: readonly Node[] | undefined): Node {
  return nodes?.[0] as Node;
}
