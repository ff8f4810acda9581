// Expressions of a kernel after checking: names are numbers of locals, operators are instructions, constants are folded.
import { assertNever } from "../internal-error.js";
import type { CodeWriter } from "./code-writer.js";
import type { ValueType } from "./instructions.js";

export type TypedExpression =
  | ConstantExpression
  | LocalExpression
  | GlobalExpression
  | LoadExpression
  | InstructionExpression
  | NotExpression
  | ShortCircuitExpression;

/** A value known when the module is built: i32 (−2³¹ … 2³¹ − 1) or f64 as number, i64 as bigint. */
export type ConstantExpression =
  | { readonly kind: "constant"; readonly type: "i32" | "f64"; readonly value: number }
  | { readonly kind: "constant"; readonly type: "i64"; readonly value: bigint };

export interface LocalExpression {
  readonly kind: "local";
  readonly type: ValueType;
  readonly index: number;
}

/** A number that the module is given when it is started. */
export interface GlobalExpression {
  readonly kind: "global";
  readonly type: "i32";
  readonly index: number;
}

export interface LoadExpression {
  readonly kind: "load";
  readonly type: ValueType;
  readonly load: LoadInstruction;
  readonly address: Address;
}

/** Bytes from the start of the memory: `base` (i32) plus a constant. */
export interface Address {
  readonly base: TypedExpression;
  readonly offset: number;
}

export type LoadInstruction =
  | "f64Load"
  | "i32Load"
  | "i64Load"
  | "i32Load8u"
  | "v128Load"
  | "v128Load64Splat";

/** Operands from left to right, then one instruction; type undefined for calls without a result. */
export interface InstructionExpression {
  readonly kind: "instruction";
  readonly type: ValueType | undefined;
  readonly operands: readonly TypedExpression[];
  readonly emit: (code: CodeWriter) => void;
  /** The value is 0 or 1. */
  readonly isTruth: boolean;
}

export interface NotExpression {
  readonly kind: "not";
  readonly type: "i32";
  readonly operand: TypedExpression;
}

/** The right side is evaluated only if the left one does not decide; both sides are 0 or 1. */
export interface ShortCircuitExpression {
  readonly kind: "and" | "or";
  readonly type: "i32";
  readonly left: TypedExpression;
  readonly right: TypedExpression;
}

/** Writes the instructions that leave the value on the stack. */
export function emitExpression(code: CodeWriter, expression: TypedExpression): void {
  switch (expression.kind) {
    case "constant":
      emitConstant(code, expression);
      return;
    case "local":
      code.localGet(expression.index);
      return;
    case "global":
      code.globalGet(expression.index);
      return;
    case "load":
      emitExpression(code, expression.address.base);
      code[expression.load](expression.address.offset);
      return;
    case "instruction":
      for (const operand of expression.operands) emitExpression(code, operand);
      expression.emit(code);
      return;
    case "not":
      emitExpression(code, expression.operand);
      code.i32Eqz();
      return;
    case "and":
    case "or":
      emitShortCircuit(code, expression);
      return;
    default:
      assertNever(expression);
  }
}

function emitConstant(code: CodeWriter, constant: ConstantExpression): void {
  switch (constant.type) {
    case "i32":
      code.i32Const(constant.value);
      return;
    case "i64":
      code.i64Const(constant.value);
      return;
    case "f64":
      code.f64Const(constant.value);
      return;
    default:
      assertNever(constant);
  }
}

function emitShortCircuit(code: CodeWriter, { kind, left, right }: ShortCircuitExpression): void {
  emitExpression(code, left);
  code.if("i32");
  if (kind === "and") emitExpression(code, right);
  else code.i32Const(1);
  code.else();
  if (kind === "and") code.i32Const(0);
  else emitExpression(code, right);
  code.end();
}

/** Branches to the label if the condition holds (`when` true) or if it does not (`when` false). */
export function emitBranch(
  code: CodeWriter,
  condition: TypedExpression,
  target: { readonly label: number; readonly when: boolean },
): void {
  const { label, when } = target;
  if (condition.kind === "constant") {
    if ((condition.value !== 0) === when) code.br(label);
  } else if (condition.kind === "not") {
    emitBranch(code, condition.operand, { label, when: !when });
  } else if (condition.kind !== "and" && condition.kind !== "or") {
    emitExpression(code, condition);
    if (!when) code.i32Eqz();
    code.brIf(label);
  } else if ((condition.kind === "or") === when) {
    emitBranch(code, condition.left, target);
    emitBranch(code, condition.right, target);
  } else {
    code.block();
    emitBranch(code, condition.left, { label: 0, when: !when });
    emitBranch(code, condition.right, { label: label + 1, when });
    code.end();
  }
}
