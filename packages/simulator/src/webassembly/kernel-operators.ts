// Operators of the kernel language for each type of operands: the instruction, and what it gives for constants.
import type { PlainInstruction } from "./code-writer.js";
import type { ValueType } from "./instructions.js";
import type { BinaryOperator } from "./kernel-syntax.js";

export interface KernelOperator<Value = number | bigint> {
  readonly instruction: PlainInstruction;
  readonly result: ValueType;
  /** The value for constants; undefined where the instruction traps. */
  readonly fold?: ((left: Value, right: Value) => Value | boolean | undefined) | undefined;
}

type OperatorTable<Value> = Readonly<Partial<Record<BinaryOperator, KernelOperator<Value>>>>;

function operator<Value>(
  instruction: PlainInstruction,
  result: ValueType,
  fold?: (left: Value, right: Value) => Value | boolean | undefined,
): KernelOperator<Value> {
  return { instruction, result, fold };
}

/** Values are signed; folding ends with `| 0` where the result may leave the range. */
const I32_OPERATORS: OperatorTable<number> = {
  "+": operator("i32Add", "i32", (a, b) => (a + b) | 0),
  "-": operator("i32Sub", "i32", (a, b) => (a - b) | 0),
  "*": operator("i32Mul", "i32", Math.imul),
  "/": operator("i32DivS", "i32", (a, b) => (b === 0 || a / b > 0x7fffffff ? undefined : (a / b) | 0)),
  "%": operator("i32RemS", "i32", (a, b) => (b === 0 ? undefined : (a % b) | 0)),
  "/u": operator("i32DivU", "i32", (a, b) => (b === 0 ? undefined : ((a >>> 0) / (b >>> 0)) | 0)),
  "%u": operator("i32RemU", "i32", (a, b) => (b === 0 ? undefined : ((a >>> 0) % (b >>> 0)) | 0)),
  "&": operator("i32And", "i32", (a, b) => a & b),
  "|": operator("i32Or", "i32", (a, b) => a | b),
  "^": operator("i32Xor", "i32", (a, b) => a ^ b),
  "<<": operator("i32Shl", "i32", (a, b) => a << b),
  ">>": operator("i32ShrS", "i32", (a, b) => a >> b),
  ">>>": operator("i32ShrU", "i32", (a, b) => (a >>> b) | 0),
  "==": operator("i32Eq", "i32", (a, b) => a === b),
  "!=": operator("i32Ne", "i32", (a, b) => a !== b),
  "<": operator("i32LtS", "i32", (a, b) => a < b),
  ">": operator("i32GtS", "i32", (a, b) => a > b),
  "<=": operator("i32LeS", "i32", (a, b) => a <= b),
  ">=": operator("i32GeS", "i32", (a, b) => a >= b),
};

const unsigned = (a: bigint): bigint => BigInt.asUintN(64, a);
const signed = (a: bigint): bigint => BigInt.asIntN(64, a);
const distance = (b: bigint): bigint => b & 63n;

const I64_OPERATORS: OperatorTable<bigint> = {
  "+": operator("i64Add", "i64", (a, b) => signed(a + b)),
  "-": operator("i64Sub", "i64", (a, b) => signed(a - b)),
  "*": operator("i64Mul", "i64", (a, b) => signed(a * b)),
  "/": operator("i64DivS", "i64", (a, b) => (b === 0n || signed(-a) === a ? undefined : a / b)),
  "%": operator("i64RemS", "i64", (a, b) => (b === 0n ? undefined : a % b)),
  "/u": operator("i64DivU", "i64", (a, b) => (b === 0n ? undefined : signed(unsigned(a) / unsigned(b)))),
  "%u": operator("i64RemU", "i64", (a, b) => (b === 0n ? undefined : signed(unsigned(a) % unsigned(b)))),
  "&": operator("i64And", "i64", (a, b) => a & b),
  "|": operator("i64Or", "i64", (a, b) => a | b),
  "^": operator("i64Xor", "i64", (a, b) => a ^ b),
  "<<": operator("i64Shl", "i64", (a, b) => signed(a << distance(b))),
  ">>": operator("i64ShrS", "i64", (a, b) => a >> distance(b)),
  ">>>": operator("i64ShrU", "i64", (a, b) => signed(unsigned(a) >> distance(b))),
  "==": operator("i64Eq", "i32", (a, b) => a === b),
  "!=": operator("i64Ne", "i32", (a, b) => a !== b),
  "<": operator("i64LtS", "i32", (a, b) => a < b),
  ">": operator("i64GtS", "i32", (a, b) => a > b),
  "<=": operator("i64LeS", "i32", (a, b) => a <= b),
  ">=": operator("i64GeS", "i32", (a, b) => a >= b),
};

const F64_OPERATORS: OperatorTable<number> = {
  "+": operator("f64Add", "f64", (a, b) => a + b),
  "-": operator("f64Sub", "f64", (a, b) => a - b),
  "*": operator("f64Mul", "f64", (a, b) => a * b),
  "/": operator("f64Div", "f64", (a, b) => a / b),
  "==": operator("f64Eq", "i32", (a, b) => a === b),
  "!=": operator("f64Ne", "i32", (a, b) => a !== b),
  "<": operator("f64Lt", "i32", (a, b) => a < b),
  ">": operator("f64Gt", "i32", (a, b) => a > b),
  "<=": operator("f64Le", "i32", (a, b) => a <= b),
  ">=": operator("f64Ge", "i32", (a, b) => a >= b),
};

const V128_OPERATORS: OperatorTable<never> = {
  "+": operator("f64x2Add", "v128"),
  "-": operator("f64x2Sub", "v128"),
  "*": operator("f64x2Mul", "v128"),
  "/": operator("f64x2Div", "v128"),
  "&": operator("v128And", "v128"),
  "|": operator("v128Or", "v128"),
  "^": operator("v128Xor", "v128"),
  "==": operator("f64x2Eq", "v128"),
  "!=": operator("f64x2Ne", "v128"),
  "<": operator("f64x2Lt", "v128"),
  ">": operator("f64x2Gt", "v128"),
  "<=": operator("f64x2Le", "v128"),
  ">=": operator("f64x2Ge", "v128"),
};

const OPERATORS = { i32: I32_OPERATORS, i64: I64_OPERATORS, f64: F64_OPERATORS, v128: V128_OPERATORS };

/** The operator for two operands of a type; undefined if the type has none. Constants given to it have that type. */
export function findOperator(type: ValueType, symbol: BinaryOperator): KernelOperator | undefined {
  return OPERATORS[type][symbol] as KernelOperator | undefined;
}

/** Whether a value is 0 or 1. */
export function isComparison(symbol: BinaryOperator): boolean {
  return ["==", "!=", "<", ">", "<=", ">="].includes(symbol);
}
