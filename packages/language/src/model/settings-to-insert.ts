// A needed setting that a record lacks → how it could be written with the names of the network and of the data. What no
// name tells is left open.

import type { DataDeclaration, Expression, Node } from "../ast/nodes.js";
import { descendants } from "../ast/walk.js";
import { writtenName } from "../tokens/written-name.js";
import type { Setting } from "./records.js";
import { type DeclaredSymbol, lookUp, type Scope, type SymbolKind } from "./symbols.js";
import { wordOf } from "./words.js";

/** What the record that lacks a setting is about. */
interface RecordSubjects {
  /** The network or learner. */
  readonly subject: DeclaredSymbol | undefined;
  readonly data: DeclaredSymbol | undefined;
  readonly scope: Scope;
}

/** How a setting is written. */
export interface WrittenSetting {
  /** For the message. */
  readonly example: string;
  /** To be inserted as it stands; undefined if that would be a guess. */
  readonly insert: string | undefined;
}

/** The setting as it fits the record. */
export function settingToInsert({ key, example }: Setting, subjects: RecordSubjects): WrittenSetting {
  switch (key) {
    case "feed":
      return feedOf(example, subjects);
    case "vary":
      return {
        example,
        insert: withOnly(subjects, "rate", (name) => `vary { ${name}: linspace(0, 1, 11) }`),
      };
    case "measure":
      return { example, insert: withOnly(subjects, "species", (name) => `measure: max(${name})`) };
    default:
      return { example, insert: example };
  }
}

/** A setting with the only quantity of a kind, if there is one and it has no shape. */
function withOnly(
  { subject }: RecordSubjects,
  kind: SymbolKind,
  write: (name: string) => string,
): string | undefined {
  const [only, other] = membersOf(subject, [kind]);
  return only === undefined || other !== undefined || shapeOf(only).length > 0
    ? undefined
    : write(writtenName(only.name));
}

function membersOf(
  subject: DeclaredSymbol | undefined,
  kinds: readonly SymbolKind[],
): readonly DeclaredSymbol[] {
  return [...(subject?.members?.names.values() ?? [])].filter(({ kind }) => kinds.includes(kind));
}

function shapeOf({ declaration }: DeclaredSymbol): readonly Expression[] {
  return declaration.kind === "QuantityItem" ? declaration.shape : [];
}

// ── Feeds ──────────────────────────────────────────────────────────────────────────────────────────────

/** An input or target with the number of its components; undefined for a scalar. */
interface Fed {
  readonly symbol: DeclaredSymbol;
  readonly length: number | undefined;
}

/** Each input and target with columns of its name, and the rest in order if there is one column for each component. */
function feedOf(example: string, { subject, data, scope }: RecordSubjects): WrittenSetting {
  const quantities = [...membersOf(subject, ["input"]), ...membersOf(subject, ["target"])];
  if (quantities.length === 0) return { example, insert: undefined };
  const open = `feed { ${quantities.map((symbol) => `${writtenName(symbol.name)}: …`).join("; ")} }`;
  const columns = numbersOf(data);
  const fed = quantities.flatMap((symbol) => fedQuantity(symbol, scope) ?? []);
  if (columns === undefined || fed.length < quantities.length) return { example: open, insert: undefined };
  const given = columnsOfQuantities(fed, columns);
  if (given === undefined) return { example: open, insert: undefined };
  const entries = fed.map(({ symbol, length }, index) => {
    const names = (given[index] ?? []).map(({ name }) => writtenName(name)).join(", ");
    return `${writtenName(symbol.name)}: ${length === undefined ? names : `[${names}]`}`;
  });
  const insert = `feed { ${entries.join("; ")} }`;
  return { example: insert, insert };
}

/** Undefined if it is a matrix or its length is not written as a number or as a constant that is one. */
function fedQuantity(symbol: DeclaredSymbol, scope: Scope): Fed | undefined {
  const [length, second] = shapeOf(symbol);
  if (length === undefined) return { symbol, length };
  const count = second === undefined ? wholeNumber(length, symbol.members ?? scope) : undefined;
  return count === undefined ? undefined : { symbol, length: count };
}

function wholeNumber(expression: Expression, scope: Scope): number | undefined {
  const name = wordOf(expression);
  const constant = name === undefined ? undefined : lookUp(scope, name)?.declaration;
  const value = constant?.kind === "ConstDeclaration" ? constant.value : expression;
  return value.kind === "NumberLiteral" ? value.value : undefined;
}

/** The columns of numbers; undefined if columns are not known. */
function numbersOf(data: DeclaredSymbol | undefined): readonly DeclaredSymbol[] | undefined {
  if (data?.members === undefined || data.members.open) return undefined;
  const labels = labelColumns(data.declaration);
  return [...data.members.names.values()].filter(({ kind, name }) => kind === "column" && !labels.has(name));
}

/** Columns that are compared with a text, or of which labels are asked. */
function labelColumns(declaration: Node): ReadonlySet<string> {
  const labels = new Set<string>();
  if (declaration.kind !== "DataDeclaration") return labels;
  for (const node of descendants(declaration satisfies DataDeclaration)) {
    const operands =
      node.kind === "BinaryExpression"
        ? [node.left, node.right]
        : node.kind === "CallExpression" && node.callee[0]?.text === "one_hot"
          ? node.arguments.items.slice(0, 1).map(({ value }) => value)
          : [];
    const isOfText = node.kind === "CallExpression" || operands.some(({ kind }) => kind === "StringLiteral");
    for (const name of isOfText ? operands.flatMap((operand) => wordOf(operand) ?? []) : []) labels.add(name);
  }
  return labels;
}

/** For each quantity its columns; undefined if they cannot be told. */
function columnsOfQuantities(
  fed: readonly Fed[],
  columns: readonly DeclaredSymbol[],
): readonly (readonly DeclaredSymbol[])[] | undefined {
  const named = fed.map((one) => namedColumns(one, columns));
  const taken = new Set(named.flatMap((found) => found ?? []));
  const rest = columns.filter((column) => !taken.has(column));
  const wanted = fed
    .filter((_, index) => named[index] === undefined)
    .reduce((sum, { length = 1 }) => sum + length, 0);
  if (wanted > 0 && wanted !== rest.length) return undefined;
  return fed.map(({ length = 1 }, index) => named[index] ?? rest.splice(0, length));
}

/** `x` for a scalar, `x1` and `x2` or `x_1` and `x_2` for a vector `x[2]`. */
function namedColumns(
  { symbol: { name }, length }: Fed,
  columns: readonly DeclaredSymbol[],
): readonly DeclaredSymbol[] | undefined {
  const find = (wanted: string) => columns.filter((column) => column.name === wanted);
  if (length === undefined) return find(name).length === 1 ? find(name) : undefined;
  for (const separator of ["", "_"]) {
    const found: readonly DeclaredSymbol[] = Array.from({ length }, (_, index) =>
      find(`${name}${separator}${index + 1}`),
    ).flat();
    if (found.length === length) return found;
  }
  return undefined;
}
