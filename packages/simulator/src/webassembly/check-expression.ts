// Gives the expressions of a kernel types, looks up names and folds constants.
import { assertNever, type InternalError } from "../internal-error.js";
import type { CodeWriter } from "./code-writer.js";
import type { FunctionSignature, ValueType } from "./instructions.js";
import { findBuiltIns } from "./kernel-built-ins.js";
import { kernelError } from "./kernel-error.js";
import { findOperator, isComparison } from "./kernel-operators.js";
import type { KernelScope } from "./kernel-scope.js";
import type {
  BinaryExpression,
  BinaryOperator,
  CallExpression,
  Expression,
  Kernel,
  MemoryCell,
  NameExpression,
  UnaryExpression,
} from "./kernel-syntax.js";
import { isConstantName } from "./parse-kernel.js";
import type {
  Address,
  ConstantExpression,
  LoadInstruction,
  ShortCircuitExpression,
  TypedExpression,
} from "./typed-expression.js";

/** What a function may refer to beside its own names. */
export interface KernelEnvironment {
  readonly kernel: Kernel;
  readonly constants: Readonly<Record<string, number>>;
  /** The number of the import that gives a constant without a value its value; undefined if there are no such imports. */
  readonly importOf?: ((name: string) => number) | undefined;
  /** A function of the module. */
  readonly find: (
    name: string,
  ) => { readonly index: number; readonly signature: FunctionSignature } | undefined;
}

/** Where an expression stands. */
export interface ExpressionContext extends KernelEnvironment {
  readonly scope: KernelScope;
}

const LOADS: Readonly<Record<MemoryCell["cell"], LoadInstruction>> = {
  f64: "f64Load",
  i32: "i32Load",
  i64: "i64Load",
  u8: "i32Load8u",
  v128: "v128Load",
};

/** The error for a place in the kernel. */
export function errorAt(context: KernelEnvironment, offset: number, message: string): InternalError {
  return kernelError(context.kernel.text, offset, message);
}

/** Type of the values in a memory cell. */
export function typeOfCell(cell: MemoryCell["cell"]): ValueType {
  return cell === "u8" ? "i32" : cell;
}

/** An expression that must have the type. */
export function checkValue(
  context: ExpressionContext,
  expression: Expression,
  type: ValueType,
): TypedExpression {
  const checked = checkExpression(context, expression);
  if (checked.type !== type) {
    throw errorAt(context, expression.offset, `expected ${type}, found ${checked.type ?? "no value"}`);
  }
  return checked;
}

/** The address of a memory cell, with its constant terms as offset. */
export function checkAddress(context: ExpressionContext, { address, offset: place }: MemoryCell): Address {
  const terms: TypedExpression[] = [];
  const constant = collectTerms(context, address, terms);
  const [first, ...others] = terms;
  if (first === undefined) {
    if (constant < 0) throw errorAt(context, place, `the address ${constant} is negative`);
    return { base: { kind: "constant", type: "i32", value: 0 }, offset: constant };
  }
  const base = others.reduce((sum, term) => binary("+", "i32", sum, term), first);
  if (constant >= 0) return { base, offset: constant };
  return { base: binary("+", "i32", base, { kind: "constant", type: "i32", value: constant }), offset: 0 };
}

/**
 * The sum of the constants among the terms; the other terms are added to `terms`.
 * A difference with an unknown right side is one term: its left side without constants might be negative.
 */
function collectTerms(context: ExpressionContext, expression: Expression, terms: TypedExpression[]): number {
  if (expression.kind === "binary" && expression.operator === "+") {
    return collectTerms(context, expression.left, terms) + collectTerms(context, expression.right, terms);
  }
  if (expression.kind === "binary" && expression.operator === "-") {
    const right = checkValue(context, expression.right, "i32");
    if (right.kind === "constant") {
      return collectTerms(context, expression.left, terms) - Number(right.value);
    }
  }
  const checked = checkValue(context, expression, "i32");
  if (checked.kind === "constant") return Number(checked.value);
  terms.push(checked);
  return 0;
}

/** An expression of any type; a call may have none. */
export function checkExpression(context: ExpressionContext, expression: Expression): TypedExpression {
  switch (expression.kind) {
    case "number":
      return { kind: "constant", type: expression.type, value: expression.value };
    case "long":
      return { kind: "constant", type: "i64", value: expression.value };
    case "name":
      return checkName(context, expression);
    case "cell":
      return {
        kind: "load",
        type: typeOfCell(expression.cell),
        load: LOADS[expression.cell],
        address: checkAddress(context, expression),
      };
    case "unary":
      return checkUnary(context, expression);
    case "binary":
      return checkBinary(context, expression);
    case "call":
      return checkCall(context, expression);
    default:
      return assertNever(expression);
  }
}

function checkName(context: ExpressionContext, { name, offset }: NameExpression): TypedExpression {
  if (isConstantName(name)) {
    const type = context.kernel.constants.get(name) ?? "i32";
    if (type === "i32" && context.importOf !== undefined && !Object.hasOwn(context.constants, name))
      return { kind: "global", type, index: context.importOf(name) };
    return constant(type, constantValue(context, name, offset, type));
  }
  const found = context.scope.find(name);
  if (found === undefined) throw errorAt(context, offset, `unknown name ${name}`);
  return { kind: "local", ...found };
}

function constantValue(
  context: ExpressionContext,
  name: string,
  offset: number,
  type: "i32" | "f64",
): number {
  const value = Object.hasOwn(context.constants, name) ? context.constants[name] : undefined;
  if (value === undefined) throw errorAt(context, offset, `the constant ${name} has no value`);
  if (type === "f64" || value === (value | 0) || value === value >>> 0) return value;
  throw errorAt(context, offset, `the constant ${name} is ${value}, no i32: declare it as f64`);
}

function constant(type: ValueType, value: number | bigint | boolean): ConstantExpression {
  if (typeof value === "bigint") return { kind: "constant", type: "i64", value };
  if (type === "f64") return { kind: "constant", type, value: Number(value) };
  return { kind: "constant", type: "i32", value: Number(value) | 0 };
}

function checkUnary(
  context: ExpressionContext,
  { operator, operand, offset }: UnaryExpression,
): TypedExpression {
  const checked = checkExpression(context, operand);
  const { type } = checked;
  if (operator === "!") {
    if (type !== "i32") throw errorAt(context, offset, `! needs i32, found ${type ?? "no value"}`);
    if (checked.kind === "constant") return constant("i32", checked.value === 0);
    return { kind: "not", type: "i32", operand: checked };
  }
  switch (type) {
    case "i32":
      return binary("-", type, constant("i32", 0), checked);
    case "i64":
      return binary("-", type, constant("i64", 0n), checked);
    case "f64":
      if (checked.kind === "constant") return constant("f64", -Number(checked.value));
      return instruction(type, [checked], (code) => code.f64Neg());
    case "v128":
      return instruction(type, [checked], (code) => code.f64x2Neg());
    case undefined:
      throw errorAt(context, offset, "- needs a value");
    default:
      return assertNever(type);
  }
}

function checkBinary(context: ExpressionContext, expression: BinaryExpression): TypedExpression {
  const { operator, offset } = expression;
  if (operator === "&&" || operator === "||") return checkShortCircuit(context, expression);
  const left = checkExpression(context, expression.left);
  const right = checkExpression(context, expression.right);
  const { type } = left;
  if (type === undefined || type !== right.type || findOperator(type, operator) === undefined) {
    const types = `${type ?? "no value"} ${operator} ${right.type ?? "no value"}`;
    throw errorAt(context, offset, `there is no ${types}`);
  }
  return binary(operator, type, left, right);
}

/** Operands must have the type and the type must have the operator. */
function binary(
  symbol: BinaryOperator,
  type: ValueType,
  left: TypedExpression,
  right: TypedExpression,
): TypedExpression {
  const { instruction: name, result, fold } = findOperator(type, symbol)!;
  if (left.kind === "constant" && right.kind === "constant") {
    const value = fold?.(left.value, right.value);
    if (value !== undefined) return constant(result, value);
  }
  const isTruth = isComparison(symbol) && result === "i32";
  return {
    kind: "instruction",
    type: result,
    operands: [left, right],
    emit: (code) => code[name](),
    isTruth,
  };
}

function instruction(
  type: ValueType | undefined,
  operands: readonly TypedExpression[],
  emit: (code: CodeWriter) => void,
): TypedExpression {
  return { kind: "instruction", type, operands, emit, isTruth: false };
}

function checkShortCircuit(context: ExpressionContext, expression: BinaryExpression): TypedExpression {
  const kind: ShortCircuitExpression["kind"] = expression.operator === "&&" ? "and" : "or";
  const left = truth(checkValue(context, expression.left, "i32"));
  const right = truth(checkValue(context, expression.right, "i32"));
  if (left.kind !== "constant") return { kind, type: "i32", left, right };
  const decides = (left.value === 0) === (kind === "and");
  return decides ? left : right;
}

/** 1 for any value but 0. */
function truth(value: TypedExpression): TypedExpression {
  const { kind } = value;
  if (kind === "not" || kind === "and" || kind === "or" || (kind === "instruction" && value.isTruth))
    return value;
  return binary("!=", "i32", value, constant("i32", 0));
}

function checkCall(context: ExpressionContext, call: CallExpression): TypedExpression {
  const [only] = call.operands;
  if (
    call.name === "f64" &&
    call.operands.length === 1 &&
    only?.kind === "name" &&
    isConstantName(only.name)
  ) {
    return constant("f64", constantValue(context, only.name, only.offset, "f64"));
  }
  const operands = call.operands.map((operand) => checkExpression(context, operand));
  const types = operands.map(({ type }) => type ?? "no value");
  const builtIns = findBuiltIns(call.name);
  if (builtIns !== undefined) {
    const found = builtIns.find((builtIn) => builtIn.operands.join() === types.join());
    if (found === undefined)
      throw errorAt(context, call.offset, `there is no ${call.name}(${types.join(", ")})`);
    return foldConversion(call.name, operands) ?? instruction(found.result, operands, found.emit);
  }
  const found = context.find(call.name);
  if (found === undefined) throw errorAt(context, call.offset, `unknown function ${call.name}`);
  const { index, signature } = found;
  if (signature.parameters.join() !== types.join()) {
    const wanted = signature.parameters.join(", ");
    throw errorAt(context, call.offset, `${call.name} takes (${wanted}), found (${types.join(", ")})`);
  }
  return instruction(signature.result, operands, (code) => code.call(index));
}

/** Conversions of integer constants, and the load of one double into both lanes; undefined for other calls. */
function foldConversion(name: string, [operand]: readonly TypedExpression[]): TypedExpression | undefined {
  if (operand?.kind === "constant" && typeof operand.value === "number" && operand.type === "i32") {
    if (name === "f64") return constant("f64", operand.value);
    if (name === "i64") return constant("i64", BigInt(operand.value));
  }
  if (operand?.kind === "load" && name === "splat") {
    return { ...operand, type: "v128", load: "v128Load64Splat" };
  }
  return undefined;
}
