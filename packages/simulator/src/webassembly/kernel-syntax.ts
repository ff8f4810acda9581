// Syntax tree of the kernel language, in which loops of the simulator are written; the language is described in
// parse-kernel.ts. Nodes carry the offset in the text where they start, for error messages.
import type { ValueType } from "./instructions.js";

/** A parsed text: constants it declares and functions it defines. */
export interface Kernel {
  readonly text: string;
  /** Types of constants that are not i32. */
  readonly constants: ReadonlyMap<string, "i32" | "f64">;
  readonly functions: readonly KernelFunction[];
}

export interface KernelFunction {
  readonly name: string;
  readonly exported: boolean;
  readonly parameters: readonly KernelParameter[];
  readonly result: ValueType | undefined;
  readonly body: Block;
  readonly offset: number;
}

export interface KernelParameter {
  readonly name: string;
  readonly type: ValueType;
  readonly offset: number;
}

export type Block = readonly Statement[];

export type Statement =
  | LetStatement
  | AssignStatement
  | StoreStatement
  | IfStatement
  | LoopStatement
  | ReturnStatement
  | JumpStatement
  | BlockStatement
  | CallStatement;

/** `let name: type = value;` */
export interface LetStatement {
  readonly kind: "let";
  readonly name: string;
  readonly type: ValueType;
  readonly value: Expression;
  readonly offset: number;
}

/** `name = value;` */
export interface AssignStatement {
  readonly kind: "assign";
  readonly name: string;
  readonly value: Expression;
  readonly offset: number;
}

/** `f64[address] = value;` */
export interface StoreStatement {
  readonly kind: "store";
  readonly cell: MemoryCell;
  readonly value: Expression;
  readonly offset: number;
}

/** `if (condition) { … } else { … }`; `else if` is an otherwise of one statement. */
export interface IfStatement {
  readonly kind: "if";
  readonly condition: Expression;
  readonly then: Block;
  readonly otherwise: Block | undefined;
  readonly offset: number;
}

/** `while (condition) { … }` or `for (first; condition; next) { … }`; `continue` goes on with `next`. */
export interface LoopStatement {
  readonly kind: "loop";
  readonly first: Statement | undefined;
  readonly condition: Expression;
  readonly next: Statement | undefined;
  readonly body: Block;
  readonly offset: number;
}

export interface ReturnStatement {
  readonly kind: "return";
  readonly value: Expression | undefined;
  readonly offset: number;
}

export interface JumpStatement {
  readonly kind: "break" | "continue";
  readonly offset: number;
}

/** `{ … }`, a scope of names. */
export interface BlockStatement {
  readonly kind: "block";
  readonly body: Block;
  readonly offset: number;
}

/** A call on its own; a result is dropped. */
export interface CallStatement {
  readonly kind: "call-statement";
  readonly call: CallExpression;
  readonly offset: number;
}

export type Expression =
  | NumberExpression
  | LongExpression
  | NameExpression
  | MemoryCell
  | UnaryExpression
  | BinaryExpression
  | CallExpression;

/** `1`, `0xff` (i32) or `1.0`, `1e-3` (f64). */
export interface NumberExpression {
  readonly kind: "number";
  readonly type: "i32" | "f64";
  readonly value: number;
  readonly offset: number;
}

/** `1L`, `0xffL`: i64. */
export interface LongExpression {
  readonly kind: "long";
  readonly value: bigint;
  readonly offset: number;
}

/** A variable or, in upper case, a constant. */
export interface NameExpression {
  readonly kind: "name";
  readonly name: string;
  readonly offset: number;
}

/** `f64[address]`; u8 is read as i32 0 … 255. */
export interface MemoryCell {
  readonly kind: "cell";
  readonly cell: ValueType | "u8";
  readonly address: Expression;
  readonly offset: number;
}

export interface UnaryExpression {
  readonly kind: "unary";
  readonly operator: "-" | "!";
  readonly operand: Expression;
  readonly offset: number;
}

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly offset: number;
}

/** Call of a built-in, a cast or a function of the module. */
export interface CallExpression {
  readonly kind: "call";
  readonly name: string;
  readonly operands: readonly Expression[];
  readonly offset: number;
}

export type BinaryOperator =
  | "||"
  | "&&"
  | "|"
  | "^"
  | "&"
  | "=="
  | "!="
  | "<"
  | ">"
  | "<="
  | ">="
  | "<<"
  | ">>"
  | ">>>"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "/u"
  | "%u";
