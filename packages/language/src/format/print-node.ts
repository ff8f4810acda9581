// Node → document, in the one style of the language: two blanks of indentation, one statement a line, nothing aligned.

import type { Doc } from "prettier";
import type { DataDeclaration, ImportDeclaration, ModuleDeclaration, NameNode, Node } from "../ast/nodes.js";
import {
  group,
  hardline,
  indent,
  line,
  type NodePath,
  type Print,
  type PrintOptions,
  printAll,
  softline,
} from "./document.js";
import { nameText, printExpression, printIndices } from "./print-expression.js";
import { printBraces, printItems } from "./print-items.js";
import { printStatement } from "./print-statement.js";

/** Prints one node without its comments, which Prettier adds. */
export function printNode(path: NodePath<Node>, options: PrintOptions, print: Print): Doc {
  const { node } = path;
  switch (node.kind) {
    case "Document": {
      const items = printItems(path, "declarations", options, print);
      return items === "" ? "" : [items, hardline];
    }
    case "ImportDeclaration":
      return printImport(node, print);
    case "UnitsDeclaration":
      return ["units ", print("record")];
    case "FunctionDeclaration":
      return [
        "func ",
        nameText(node.name),
        "(",
        node.parameters.map(nameText).join(", "),
        ") = ",
        print("body"),
      ];
    case "ModuleDeclaration":
      return ["module ", nameText(node.name), printParameters(path, node, print), " ", print("body")];
    case "ModuleParameter": {
      const value: Doc = node.defaultValue === undefined ? "" : [" = ", print("defaultValue")];
      return [nameText(node.name), printIndices(path, "shape", print), value];
    }
    case "NetworkDeclaration":
      return ["crn ", nameText(node.name), " ", print("body")];
    case "ModelDeclaration":
      return ["model ", nameText(node.name), " ", print("body")];
    case "DataDeclaration":
      return printData(path, node, options, print);
    case "SampleBlock":
      return ["sample ", print("count"), " ", printBraces(path, "columns", options, print)];
    case "ColumnDefinition":
      return [nameText(node.name), ` ${node.operator} `, print("value")];
    case "LearnDeclaration":
      return ["learn ", nameText(node.subject), alias(node.alias), " ", print("record")];
    case "TrainDeclaration":
      return [
        "train ",
        nameText(node.subject),
        " on ",
        nameText(node.data),
        alias(node.alias),
        " ",
        print("record"),
      ];
    case "SimulateDeclaration":
      return ["simulate ", nameText(node.subject), alias(node.alias), " ", print("record")];
    case "ScanDeclaration":
      return ["scan ", nameText(node.subject), alias(node.alias), " ", print("record")];
    case "Name":
    case "MissingName":
      return nameText(node);
    case "MissingDeclaration":
      return "";
    case "Reference":
    case "NumberLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
    case "ParenthesizedExpression":
    case "ListExpression":
    case "CallExpression":
    case "UnaryExpression":
    case "BinaryExpression":
    case "ConditionalExpression":
    case "RangeExpression":
    case "MissingExpression":
    case "ArgumentList":
    case "Argument":
    case "UnitExpression":
    case "UnitFactor":
      return printExpression(path, node, print);
    default:
      return printStatement(path, node, options, print);
  }
}

function alias(name: NameNode | undefined): string {
  return name === undefined ? "" : ` as ${nameText(name)}`;
}

function printImport(node: ImportDeclaration, print: Print): Doc {
  if (node.names.length === 0) return ["import ", print("path"), alias(node.alias)];
  const names = node.names.map((name, index) => (index === 0 ? nameText(name) : [",", line, nameText(name)]));
  return ["import ", group(["{", indent([line, ...names]), line, "}"]), " from ", print("path")];
}

/** The keyword is written once for each run of parameters of one kind, and `;` separates the runs. */
function printParameters(path: NodePath, node: ModuleDeclaration, print: Print): Doc {
  if (node.parameters.length === 0) return "()";
  const printed = printAll(path, "parameters", print);
  const parts = node.parameters.map(({ keyword }, index): Doc => {
    const startsRun = keyword !== node.parameters[index - 1]?.keyword;
    const separator: Doc = index === 0 ? "" : [startsRun ? ";" : ",", line];
    return [separator, startsRun ? `${keyword} ` : "", printed[index] as Doc];
  });
  return group(["(", indent([softline, ...parts]), softline, ")"]);
}

function printData(path: NodePath, node: DataDeclaration, options: PrintOptions, print: Print): Doc {
  const source: Doc = node.source === undefined ? "" : [" from ", print("source")];
  return ["data ", nameText(node.name), source, " ", printBraces(path, "items", options, print)];
}
