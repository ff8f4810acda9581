// The kernel language: a small typed language for the loops of the simulator, compiled to WebAssembly.
//
//   const TOLERANCE: f64;
//   export func norm(from: i32, count: i32): f64 {
//     let sum: f64 = 0.0;
//     for (let i: i32 = 0; i < count * 8; i = i + 8) { sum = sum + f64[from + i + OFFSET] * f64[Y + i]; }
//     if (sum > TOLERANCE && !(sum < 0.5)) { return sqrt(sum); } else { f64[Y] = sum; }
//     return sum;
//   }
//
// Types      i32, i64, f64, v128 (two doubles). Nothing converts by itself; conditions and truth values are i32.
// Literals   1, 0xff (i32); 1.0, 1e-3 (f64, 1e999 is infinity); 1L, 0xffL (i64).
// Constants  Names in capitals; values come from the table given with the kernel. They are i32 unless declared by
//            `const NAME: f64;` before the first function or converted by f64(NAME), which takes any number. In
//            modules that import constants, those without a value are numbers that the module is given at its start.
// Memory     f64[a], i32[a], i64[a], u8[a] (as i32), v128[a]; a is in bytes. Constants added in an address become
//            the offset of the instruction: the sum of the other terms must then be no negative number.
// Operators  Precedence as in JavaScript: || && | ^ & == != < > <= >= << >> >>> + - * / % /u %u, before operands - !.
//            Integer / % < >> are signed; /u %u >>> are not. && and || leave out what need not be evaluated.
//            On v128: + - * / and comparisons lane by lane (a comparison sets all bits of a lane), & | ^ by bits.
// Built-ins  See kernel-built-ins.ts. Other calls go to functions of the same module.
// Statements let, assignment to a name or to memory, if/else if/else, while, for, break, continue, return, call,
//            { … }. A name holds until its block ends and may hide an outer one. Comments start with //.
import type {
  Block,
  IfStatement,
  Kernel,
  KernelFunction,
  KernelParameter,
  Statement,
} from "./kernel-syntax.js";
import { createKernelTokenStream, type KernelTokenStream } from "./kernel-token-stream.js";
import { isMemoryCell, parseCall, parseExpression, parseMemoryCell } from "./parse-kernel-expression.js";

/**
 * Parses a text of the kernel language. Parse once: a kernel serves any number of modules.
 * @throws InternalError with line, column and the line of text
 */
export function parseKernel(text: string): Kernel {
  const tokens = createKernelTokenStream(text);
  const constants = new Map<string, "i32" | "f64">();
  while (tokens.isAt("const")) parseConstant(tokens, constants);
  const functions: KernelFunction[] = [];
  while (tokens.peek().kind !== "end") functions.push(parseFunction(tokens));
  return { text, constants, functions };
}

function parseConstant(tokens: KernelTokenStream, constants: Map<string, "i32" | "f64">): void {
  tokens.expect("const");
  const name = tokens.expectName();
  if (!isConstantName(name.text)) throw tokens.error(name, "a constant is written in capitals");
  if (constants.has(name.text)) throw tokens.error(name, `${name.text} is declared twice`);
  tokens.expect(":");
  const typeToken = tokens.peek();
  const type = tokens.expectType();
  if (type !== "f64" && type !== "i32") throw tokens.error(typeToken, "a constant is f64 or i32");
  tokens.expect(";");
  constants.set(name.text, type);
}

/** Names in capitals are constants. */
export function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

function parseFunction(tokens: KernelTokenStream): KernelFunction {
  const exported = tokens.accept("export");
  tokens.expect("func");
  const { text: name, offset } = tokens.expectName();
  tokens.expect("(");
  const parameters: KernelParameter[] = [];
  while (!tokens.accept(")")) {
    if (parameters.length > 0) tokens.expect(",");
    parameters.push(parseParameter(tokens));
  }
  const result = tokens.accept(":") ? tokens.expectType() : undefined;
  return { name, exported, parameters, result, body: parseBlock(tokens), offset };
}

function parseParameter(tokens: KernelTokenStream): KernelParameter {
  const { text: name, offset } = tokens.expectName();
  tokens.expect(":");
  return { name, type: tokens.expectType(), offset };
}

function parseBlock(tokens: KernelTokenStream): Block {
  tokens.expect("{");
  const statements: Statement[] = [];
  while (!tokens.accept("}")) statements.push(parseStatement(tokens));
  return statements;
}

function parseStatement(tokens: KernelTokenStream): Statement {
  const { text, offset } = tokens.peek();
  switch (text) {
    case "{":
      return { kind: "block", body: parseBlock(tokens), offset };
    case "if":
      return parseIf(tokens);
    case "while":
    case "for":
      return parseLoop(tokens);
    default: {
      const statement = parseSimpleStatement(tokens);
      tokens.expect(";");
      return statement;
    }
  }
}

/** A statement that ends with a semicolon, without it. */
function parseSimpleStatement(tokens: KernelTokenStream): Statement {
  const { text, offset } = tokens.peek();
  if (text === "break" || text === "continue") {
    tokens.next();
    return { kind: text, offset };
  }
  if (tokens.accept("return")) {
    return { kind: "return", value: tokens.isAt(";") ? undefined : parseExpression(tokens), offset };
  }
  if (tokens.accept("let")) {
    const { name, type, offset } = parseParameter(tokens);
    tokens.expect("=");
    return { kind: "let", name, type, value: parseExpression(tokens), offset };
  }
  if (isMemoryCell(tokens)) {
    const cell = parseMemoryCell(tokens);
    tokens.expect("=");
    return { kind: "store", cell, value: parseExpression(tokens), offset };
  }
  if (tokens.isAt("(", 1)) return { kind: "call-statement", call: parseCall(tokens), offset };
  const { text: name } = tokens.expectName();
  tokens.expect("=");
  return { kind: "assign", name, value: parseExpression(tokens), offset };
}

function parseIf(tokens: KernelTokenStream): IfStatement {
  const { offset } = tokens.next();
  tokens.expect("(");
  const condition = parseExpression(tokens);
  tokens.expect(")");
  const then = parseBlock(tokens);
  if (!tokens.accept("else")) return { kind: "if", condition, then, otherwise: undefined, offset };
  const otherwise = tokens.isAt("if") ? [parseIf(tokens)] : parseBlock(tokens);
  return { kind: "if", condition, then, otherwise, offset };
}

function parseLoop(tokens: KernelTokenStream): Statement {
  const { text, offset } = tokens.next();
  const isFor = text === "for";
  tokens.expect("(");
  const first = isFor ? parseStep(tokens) : undefined;
  if (isFor) tokens.expect(";");
  const condition = parseExpression(tokens);
  if (isFor) tokens.expect(";");
  const next = isFor ? parseStep(tokens) : undefined;
  tokens.expect(")");
  return { kind: "loop", first, condition, next, body: parseBlock(tokens), offset };
}

/** What may stand in the head of a `for`. */
function parseStep(tokens: KernelTokenStream): Statement {
  const token = tokens.peek();
  const statement = parseSimpleStatement(tokens);
  if (statement.kind === "break" || statement.kind === "continue" || statement.kind === "return") {
    throw tokens.error(token, `${statement.kind} in the head of a loop`);
  }
  return statement;
}
