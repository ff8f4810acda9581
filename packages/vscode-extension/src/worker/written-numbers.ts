// The syntax of a block → the numbers that stand in it by themselves, by the name of what they are the value of.

import type {
  Block,
  Document,
  Expression,
  IfStatement,
  NameNode,
  QuantityKeyword,
  RecordNode,
  Span,
  Statement,
  UnitExpression,
} from "@ncrn/language";

/** A number as it stands in the text. */
export interface WrittenNumber {
  /** As settings from outside name it, without the name of the block. */
  readonly name: string;
  readonly keyword: QuantityKeyword | "const" | "eta";
  /** Where the name is declared. */
  readonly declared: NameNode;
  /** In the unit that is written behind it. */
  readonly value: number;
  readonly unit: UnitExpression | undefined;
  /** The digits, with a sign, without unit. */
  readonly span: Span;
}

/** Longer lists are data, and nobody wants a slider for each of their numbers. */
export const LONGEST_LIST = 12;

/** Constants that stand outside of blocks. */
export function numbersOfFile({ declarations }: Pick<Document, "declarations">): readonly WrittenNumber[] {
  return declarations.flatMap((declaration) =>
    declaration.kind === "ConstDeclaration" ? numbersIn(declaration.name, "const", declaration.value) : [],
  );
}

/**
 * Constants and quantities of a network or model, also those that live in one phase; none that an `init` replaces. Of
 * loops and of both branches of `if` the constants, which may share their names.
 */
export function numbersOfBlock(block: Block): readonly WrittenNumber[] {
  const replaced = namesInInit(block);
  return block.statements
    .flatMap(numbersOfStatement)
    .filter(({ name, keyword }) => keyword === "const" || !replaced.has(name.replace(/\[.*/, "")));
}

/** The constants alone. */
export function constantsOfBlock(block: Block): readonly WrittenNumber[] {
  return numbersOfBlock(block).filter(({ keyword }) => keyword === "const");
}

function namesInInit({ statements }: Block): ReadonlySet<string> {
  const items = statements.flatMap((statement) =>
    statement.kind === "InitStatement" ? statement.items : [],
  );
  return new Set(items.map(({ target }) => target.path[0]?.text ?? ""));
}

export function branchesOf({ thenBlock, elseBlock }: IfStatement): readonly Block[] {
  return elseBlock === undefined ? [thenBlock] : [thenBlock, elseBlock];
}

/** The learning rate. */
export function numbersOfLearn({ entries }: RecordNode): readonly WrittenNumber[] {
  return entries.flatMap(({ key, values: [value] }) =>
    key.text === "eta" && value !== undefined ? numbersIn(key, "eta", value) : [],
  );
}

function numbersOfStatement(statement: Statement): readonly WrittenNumber[] {
  switch (statement.kind) {
    case "ConstDeclaration":
      return numbersIn(statement.name, "const", statement.value);
    case "PhaseStatement":
      return numbersOfBlock(statement.body);
    case "ForStatement": // they are the same in every turn
      return constantsOfBlock(statement.body);
    case "IfStatement":
      return branchesOf(statement).flatMap(constantsOfBlock);
    case "QuantityDeclaration":
      return statement.items.flatMap(({ name, operator, value }) =>
        operator === "=" && value !== undefined ? numbersIn(name, statement.keyword, value) : [],
      );
    default:
      return [];
  }
}

function numbersIn(
  name: NameNode,
  keyword: WrittenNumber["keyword"],
  expression: Expression,
): readonly WrittenNumber[] {
  if (name.kind === "MissingName") return [];
  const { text } = name;
  if (expression.kind !== "ListExpression") {
    const number = numberIn(expression);
    return number === undefined ? [] : [{ name: text, keyword, declared: name, ...number }];
  }
  // A constant list has no components that could be set.
  if (keyword === "const" || expression.elements.length > LONGEST_LIST) return [];
  return expression.elements.flatMap((item, index) => {
    const number = numberIn(item);
    return number === undefined
      ? []
      : [{ name: `${text}[${index + 1}]`, keyword, declared: name, ...number }];
  });
}

function numberIn(expression: Expression): Pick<WrittenNumber, "value" | "unit" | "span"> | undefined {
  if (expression.kind === "NumberLiteral") {
    const { value, unit, raw, span } = expression;
    return { value, unit, span: { start: span.start, end: span.start + raw.length } };
  }
  if (expression.kind !== "UnaryExpression" || expression.operator !== "-") return undefined;
  const number = numberIn(expression.operand);
  if (number === undefined) return undefined;
  return { ...number, value: -number.value, span: { start: expression.span.start, end: number.span.end } };
}
