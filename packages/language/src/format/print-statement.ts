// Statement, or part of one → document.

import type { Doc } from "prettier";
import type {
  Block,
  Complex,
  ComplexTerm,
  Entry,
  EventAssignment,
  IfStatement,
  InitItem,
  QuantityItem,
  ReactionArrow,
  ReactionStatement,
  RecordNode,
  Statement,
} from "../ast/nodes.js";
import { assertNever } from "../internal-error.js";
import {
  commaList,
  group,
  indent,
  line,
  type NodePath,
  type Print,
  type PrintOptions,
  printAll,
} from "./document.js";
import { nameText, printIndices } from "./print-expression.js";
import { printBlock, printBraces } from "./print-items.js";

/** A statement, a record, or a part of one of them. */
export type StatementPart =
  | Statement
  | Block
  | RecordNode
  | Entry
  | QuantityItem
  | InitItem
  | EventAssignment
  | ReactionArrow
  | Complex
  | ComplexTerm;

/** Prints a statement or a part of one; `path` points at `node`. */
export function printStatement(
  path: NodePath,
  node: StatementPart,
  options: PrintOptions,
  print: Print,
): Doc {
  switch (node.kind) {
    case "Block":
      return printBlock(path, options, print);
    case "Record":
      return printBraces(path, "entries", options, print);
    case "Entry":
      return printEntry(path, node, print);
    case "QuantityDeclaration":
      return [node.keyword, " ", printList(path, "items", print)];
    case "QuantityItem":
      return printQuantityItem(path, node, print);
    case "InitStatement":
      return ["init ", printList(path, "items", print)];
    case "InitItem":
      return [print("target"), " = ", print("value")];
    case "LossStatement":
      return ["loss = ", print("value")];
    case "LowerStatement":
      return ["lower ", print("record")];
    case "PhasesStatement":
      return ["phases ", print("record")];
    case "PhaseStatement":
      return ["phase ", nameText(node.name), " ", print("body")];
    case "KineticsStatement":
      return ["kinetics ", nameText(node.convention)];
    case "ConstDeclaration":
      return ["const ", nameText(node.name), " = ", print("value")];
    case "LetStatement":
      return ["let ", nameText(node.name), " = ", print("value")];
    case "UseStatement":
      return ["use ", nameText(node.name), " = ", node.module.map(nameText).join("."), print("arguments")];
    case "AssertStatement":
      return ["assert ", printList(path, "conditions", print)];
    case "ForStatement":
      return ["for ", nameText(node.variable), " in ", print("from"), "..", print("to"), " ", print("body")];
    case "IfStatement":
      return printIf(node, print);
    case "EventStatement":
      return [node.trigger, " ", print("condition"), " ", printBraces(path, "assignments", options, print)];
    case "EventAssignment":
      return [print("target"), ` ${node.operator} `, print("value")];
    case "ReactionStatement":
      return printReaction(node, print);
    case "ReactionArrow":
      return printArrow(path, node, print);
    case "Complex":
      return printComplex(path, print);
    case "ComplexTerm":
      return printTerm(node, print);
    case "EquationStatement":
      return [print("target"), "' = ", print("value")];
    case "MissingStatement":
      return "";
    default:
      return assertNever(node);
  }
}

/** Items after a keyword or key, the later ones indented if the line is too long. */
function printList(path: NodePath, key: string, print: Print): Doc {
  return group(indent(commaList(printAll(path, key, print))));
}

function printEntry(path: NodePath, node: Entry, print: Print): Doc {
  if (node.record !== undefined) return [nameText(node.key), " ", print("record")];
  return [nameText(node.key), ": ", printList(path, "values", print)];
}

function printQuantityItem(path: NodePath, node: QuantityItem, print: Print): Doc {
  return [
    nameText(node.name),
    printIndices(path, "shape", print),
    node.lowerBound === undefined ? "" : [" >= ", print("lowerBound")],
    node.operator === undefined ? "" : [` ${node.operator} `, print("value")],
  ];
}

function printIf(node: IfStatement, print: Print): Doc {
  const otherwise: Doc = node.elseBlock === undefined ? "" : [" else ", print("elseBlock")];
  return ["if ", print("condition"), " ", print("thenBlock"), otherwise];
}

function printReaction(node: ReactionStatement, print: Print): Doc {
  const label = node.label === undefined ? "" : `${nameText(node.label)}: `;
  const catalysts: Doc = node.catalysts === undefined ? "" : [line, "by ", print("catalysts")];
  return group([label, print("left"), " ", print("arrow"), indent([line, print("right"), catalysts])]);
}

function printArrow(path: NodePath, node: ReactionArrow, print: Print): Doc {
  const [open, close] = node.rateKind === "constant" ? ["{", "}"] : ["[", "]"];
  const rates = printAll(path, "rates", print);
  const written = rates.map((rate, index) => (index === 0 ? rate : [", ", rate]));
  return [node.reversible ? "<->" : "->", open, ...written, close];
}

/** `A + 2 B`; a line may end after `+`. */
function printComplex(path: NodePath, print: Print): Doc {
  const terms = printAll(path, "terms", print);
  if (terms.length === 0) return "0";
  return group(indent(terms.map((term, index) => (index === 0 ? term : [" +", line, term]))));
}

function printTerm(node: ComplexTerm, print: Print): Doc {
  return node.coefficientRaw === undefined ? print("species") : [node.coefficientRaw, " ", print("species")];
}
