import type { ValueType } from "./instructions.js";
import type { BinaryOperator, CallExpression, Expression, MemoryCell } from "./kernel-syntax.js";
import type { KernelTokenStream } from "./kernel-token-stream.js";
import type { KernelToken } from "./kernel-tokens.js";

/** Higher binds tighter, as in JavaScript; all operators associate to the left. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  (
    [
      ["||"],
      ["&&"],
      ["|"],
      ["^"],
      ["&"],
      ["==", "!="],
      ["<", ">", "<=", ">="],
      ["<<", ">>", ">>>"],
      ["+", "-"],
      ["*", "/", "%", "/u", "%u"],
    ] satisfies BinaryOperator[][]
  ).flatMap((operators, level) => operators.map((operator): [string, number] => [operator, level + 1])),
);

const CELLS: readonly string[] = ["f64", "i32", "i64", "u8", "v128"];

export function parseExpression(tokens: KernelTokenStream): Expression {
  return parseOperators(tokens, 1);
}

/** Whether `f64[` or the like comes next. */
export function isMemoryCell(tokens: KernelTokenStream): boolean {
  return CELLS.includes(tokens.peek().text) && tokens.isAt("[", 1);
}

export function parseMemoryCell(tokens: KernelTokenStream): MemoryCell {
  const { text, offset } = tokens.next();
  tokens.expect("[");
  const address = parseExpression(tokens);
  tokens.expect("]");
  return { kind: "cell", cell: text as ValueType | "u8", address, offset };
}

export function parseCall(tokens: KernelTokenStream): CallExpression {
  const { text: name, offset } = tokens.expectName();
  tokens.expect("(");
  const operands: Expression[] = [];
  while (!tokens.accept(")")) {
    if (operands.length > 0) tokens.expect(",");
    operands.push(parseExpression(tokens));
  }
  return { kind: "call", name, operands, offset };
}

/** Operators of at least the given precedence. */
function parseOperators(tokens: KernelTokenStream, minimum: number): Expression {
  let left = parseUnary(tokens);
  for (;;) {
    const { text, offset } = tokens.peek();
    const precedence = PRECEDENCE.get(text);
    if (precedence === undefined || precedence < minimum) return left;
    tokens.next();
    const right = parseOperators(tokens, precedence + 1);
    left = { kind: "binary", operator: text as BinaryOperator, left, right, offset };
  }
}

function parseUnary(tokens: KernelTokenStream): Expression {
  const { text, offset } = tokens.peek();
  if (text !== "-" && text !== "!") return parsePrimary(tokens);
  tokens.next();
  return { kind: "unary", operator: text, operand: parseUnary(tokens), offset };
}

function parsePrimary(tokens: KernelTokenStream): Expression {
  if (tokens.peek().kind === "number") return numberFromToken(tokens, tokens.next());
  if (isMemoryCell(tokens)) return parseMemoryCell(tokens);
  if (tokens.accept("(")) {
    const inner = parseExpression(tokens);
    tokens.expect(")");
    return inner;
  }
  if (tokens.isAt("(", 1)) return parseCall(tokens);
  const { text: name, offset } = tokens.expectName();
  return { kind: "name", name, offset };
}

function numberFromToken(tokens: KernelTokenStream, token: KernelToken): Expression {
  const { text, offset } = token;
  if (text.endsWith("L")) {
    const value = BigInt(text.slice(0, -1));
    if (value !== BigInt.asUintN(64, value)) throw tokens.error(token, `${text} has more than 64 bits`);
    return { kind: "long", value: BigInt.asIntN(64, value), offset };
  }
  const value = Number(text);
  const isReal = !/^0x/i.test(text) && /[.e]/i.test(text);
  if (isReal) return { kind: "number", type: "f64", value, offset };
  if (value > 0xffffffff) throw tokens.error(token, `${text} has more than 32 bits`);
  return { kind: "number", type: "i32", value: value | 0, offset };
}
