// Kind of node → its properties that hold nodes, in source order. Complete by type: a node kind or a child property
// that is not listed does not compile. Drives walking, formatting, and tree equality.

import type { Node } from "./nodes.js";

type Kind = Node["kind"];

type NodeOfKind<K extends Kind> = Extract<Node, { readonly kind: K }>;

/** The properties of a node that hold a node, an optional node or a list of nodes. */
type ChildKey<N extends Node> = {
  [Key in keyof N]-?: NonNullable<N[Key]> extends Node | readonly Node[] ? Key : never;
}[keyof N];

/** A tuple of all members of a union, in any order. */
type AllOf<Union, Keys extends readonly unknown[]> = [Exclude<Union, Keys[number]>] extends [never]
  ? Keys
  : never;

type ChildKeys = { readonly [K in Kind]: readonly ChildKey<NodeOfKind<K>>[] };

/** Checks that each list names every child property of its kind. */
function complete<const Table extends ChildKeys>(
  table: Table & { [K in Kind]: AllOf<ChildKey<NodeOfKind<K>>, Table[K]> },
): Table {
  return table;
}

/** Every kind with its child properties, in the order in which they stand in the text. */
export const childKeys = complete({
  Document: ["declarations"],
  Name: [],
  MissingName: [],
  ImportDeclaration: ["names", "path", "alias"],
  ConstDeclaration: ["name", "value"],
  UnitsDeclaration: ["record"],
  FunctionDeclaration: ["name", "parameters", "body"],
  ModuleDeclaration: ["name", "parameters", "body"],
  ModuleParameter: ["name", "shape", "defaultValue"],
  NetworkDeclaration: ["name", "body"],
  ModelDeclaration: ["name", "body"],
  DataDeclaration: ["name", "source", "items"],
  SampleBlock: ["count", "columns"],
  ColumnDefinition: ["name", "value"],
  LearnDeclaration: ["subject", "alias", "record"],
  TrainDeclaration: ["subject", "data", "alias", "record"],
  SimulateDeclaration: ["subject", "alias", "record"],
  ScanDeclaration: ["subject", "alias", "record"],
  MissingDeclaration: [],
  Record: ["entries"],
  Entry: ["key", "values", "record"],
  Block: ["statements"],
  QuantityDeclaration: ["items"],
  QuantityItem: ["name", "shape", "lowerBound", "value"],
  InitStatement: ["items"],
  InitItem: ["target", "value"],
  LossStatement: ["value"],
  LowerStatement: ["record"],
  PhasesStatement: ["record"],
  PhaseStatement: ["name", "body"],
  KineticsStatement: ["convention"],
  LetStatement: ["name", "value"],
  UseStatement: ["name", "module", "arguments"],
  AssertStatement: ["conditions"],
  ForStatement: ["variable", "from", "to", "body"],
  IfStatement: ["condition", "thenBlock", "elseBlock"],
  EventStatement: ["condition", "assignments"],
  EventAssignment: ["target", "value"],
  ReactionStatement: ["label", "left", "arrow", "right", "catalysts"],
  ReactionArrow: ["rates"],
  Complex: ["terms"],
  ComplexTerm: ["species"],
  EquationStatement: ["target", "value"],
  MissingStatement: [],
  Reference: ["path", "indices"],
  NumberLiteral: ["unit"],
  UnitExpression: ["factors"],
  UnitFactor: ["name"],
  StringLiteral: [],
  BooleanLiteral: [],
  ParenthesizedExpression: ["inner"],
  ListExpression: ["elements"],
  CallExpression: ["callee", "arguments"],
  ArgumentList: ["items"],
  Argument: ["name", "value"],
  UnaryExpression: ["operand"],
  BinaryExpression: ["left", "right"],
  ConditionalExpression: ["condition", "thenValue", "elseValue"],
  RangeExpression: ["from", "to"],
  MissingExpression: [],
});
