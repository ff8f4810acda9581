// Random expressions of the kernel language, evaluated by WebAssembly and by JavaScript. Literals take the
// place of names now and then, so that folding is compared as well.
import { expect, test } from "vitest";
import { createRandom, type Random } from "../../src/random.js";
import { moduleFromKernel, run } from "./run-module.js";

type Type = "i32" | "i64" | "f64";
type Value = number | bigint;
type Evaluation = (variables: Readonly<Record<string, Value>>) => Value;

interface RandomExpression {
  readonly text: string;
  readonly value: Evaluation;
}

type Operation = (...operands: never[]) => Value | boolean;

interface Rule {
  readonly result: Type;
  readonly operands: readonly Type[];
  /** "$0 + $1" */
  readonly text: string;
  readonly operation: Operation;
}

const rule = (result: Type, operands: string, text: string, operation: Operation): Rule => ({
  result,
  operands: operands.split(" ") as Type[],
  text,
  operation,
});
const u64 = (a: bigint): bigint => BigInt.asUintN(64, a);
const rotate64 = (a: bigint, b: bigint): bigint => (u64(a) << (b & 63n)) | (u64(a) >> (64n - (b & 63n)));

const RULES: readonly Rule[] = [
  rule("i32", "i32 i32", "$0 + $1", (a: number, b: number) => a + b),
  rule("i32", "i32 i32", "$0 - $1", (a: number, b: number) => a - b),
  rule("i32", "i32 i32", "$0 * $1", (a: number, b: number) => Math.imul(a, b)),
  rule("i32", "i32 i32", "$0 / (($1 & 7) | 1)", (a: number, b: number) => Math.trunc(a / ((b & 7) | 1))),
  rule("i32", "i32 i32", "$0 % ($1 | 1)", (a: number, b: number) => a % (b | 1)),
  rule("i32", "i32 i32", "$0 /u ($1 | 1)", (a: number, b: number) => Math.trunc((a >>> 0) / ((b | 1) >>> 0))),
  rule("i32", "i32 i32", "$0 %u ($1 | 1)", (a: number, b: number) => (a >>> 0) % ((b | 1) >>> 0)),
  rule("i32", "i32 i32", "$0 & $1", (a: number, b: number) => a & b),
  rule("i32", "i32 i32", "$0 | $1", (a: number, b: number) => a | b),
  rule("i32", "i32 i32", "$0 ^ $1", (a: number, b: number) => a ^ b),
  rule("i32", "i32 i32", "$0 << $1", (a: number, b: number) => a << b),
  rule("i32", "i32 i32", "$0 >> $1", (a: number, b: number) => a >> b),
  rule("i32", "i32 i32", "$0 >>> $1", (a: number, b: number) => a >>> b),
  rule("i32", "i32 i32", "$0 < $1", (a: number, b: number) => a < b),
  rule("i32", "i32 i32", "$0 == $1", (a: number, b: number) => a === b),
  rule("i32", "i32 i32", "$0 && $1", (a: number, b: number) => a !== 0 && b !== 0),
  rule("i32", "i32 i32", "$0 || $1", (a: number, b: number) => a !== 0 || b !== 0),
  rule("i32", "i32", "!$0", (a: number) => a === 0),
  rule("i32", "i32", "-$0", (a: number) => -a),
  rule("i32", "i32 i32 i32", "select($0, $1, $2)", (a: number, b: number, c: number) => (c !== 0 ? a : b)),
  rule("i32", "i32", "clz($0)", Math.clz32),
  rule("i32", "i64", "wrap($0)", (a: bigint) => Number(BigInt.asIntN(32, a))),
  rule("i32", "f64", "i32($0)", (a: number) => saturate(a, 2 ** 31)),
  rule("i32", "f64 f64", "$0 <= $1", (a: number, b: number) => a <= b),
  rule("i32", "f64 f64", "$0 != $1", (a: number, b: number) => a !== b),
  rule("i32", "i64 i64", "$0 > $1", (a: bigint, b: bigint) => a > b),
  rule("i64", "i64 i64", "$0 + $1", (a: bigint, b: bigint) => a + b),
  rule("i64", "i64 i64", "$0 - $1", (a: bigint, b: bigint) => a - b),
  rule("i64", "i64 i64", "$0 * $1", (a: bigint, b: bigint) => a * b),
  rule("i64", "i64 i64", "$0 / (($1 & 7L) | 1L)", (a: bigint, b: bigint) => a / ((b & 7n) | 1n)),
  rule("i64", "i64 i64", "$0 % ($1 | 1L)", (a: bigint, b: bigint) => a % (b | 1n)),
  rule("i64", "i64 i64", "$0 /u ($1 | 1L)", (a: bigint, b: bigint) => u64(a) / u64(b | 1n)),
  rule("i64", "i64 i64", "$0 %u ($1 | 1L)", (a: bigint, b: bigint) => u64(a) % u64(b | 1n)),
  rule("i64", "i64 i64", "$0 ^ $1", (a: bigint, b: bigint) => a ^ b),
  rule("i64", "i64 i64", "$0 & $1", (a: bigint, b: bigint) => a & b),
  rule("i64", "i64 i64", "$0 << $1", (a: bigint, b: bigint) => a << (b & 63n)),
  rule("i64", "i64 i64", "$0 >> $1", (a: bigint, b: bigint) => a >> (b & 63n)),
  rule("i64", "i64 i64", "$0 >>> $1", (a: bigint, b: bigint) => u64(a) >> (b & 63n)),
  rule("i64", "i64 i64", "rotl($0, $1)", rotate64),
  rule("i64", "i64", "-$0", (a: bigint) => -a),
  rule("i64", "i32", "i64($0)", (a: number) => BigInt(a)),
  rule("f64", "f64 f64", "$0 + $1", (a: number, b: number) => a + b),
  rule("f64", "f64 f64", "$0 - $1", (a: number, b: number) => a - b),
  rule("f64", "f64 f64", "$0 * $1", (a: number, b: number) => a * b),
  rule("f64", "f64 f64", "$0 / $1", (a: number, b: number) => a / b),
  rule("f64", "f64", "-$0", (a: number) => -a),
  rule("f64", "f64", "sqrt(abs($0))", (a: number) => Math.sqrt(Math.abs(a))),
  rule("f64", "f64", "floor($0)", Math.floor),
  rule("f64", "f64", "trunc($0)", Math.trunc),
  rule("f64", "f64 f64", "min($0, $1)", Math.min),
  rule("f64", "f64 f64", "max($0, $1)", Math.max),
  rule("f64", "i32", "f64($0)", (a: number) => a),
  rule("f64", "i64", "f64($0)", (a: bigint) => Number(a)),
  rule("f64", "f64 f64 i32", "select($0, $1, $2)", (a: number, b: number, c: number) => (c !== 0 ? a : b)),
];

function saturate(x: number, limit: number): number {
  return Number.isNaN(x) ? 0 : Math.trunc(Math.min(Math.max(x, -limit), limit - 1));
}

/** The value as it is in a variable of the type. */
function store(type: Type, value: Value | boolean): Value {
  if (type === "i64") return BigInt.asIntN(64, BigInt(value));
  return type === "i32" ? Number(value) | 0 : Number(value);
}

const INTERESTING = [0, 1, -1, 2, 7, 31, 63, 64, 255, 2 ** 31 - 1, -(2 ** 31), 123456789];

function randomValue(random: Random, type: Type): Value {
  const whole = randomElement(random, INTERESTING);
  if (type === "i32") return whole;
  if (type === "i64")
    return BigInt.asIntN(64, BigInt(whole) * (random.uniform() < 0.5 ? 1n : 0x1_0000_0001n));
  return random.uniform() < 0.3 ? whole : random.normal(0, 10);
}

function literal(type: Type, value: Value): string {
  if (type === "i64") return `${BigInt.asUintN(64, BigInt(value))}L`;
  if (type === "i32") return `${Number(value) >>> 0}`;
  return `(${Number(value).toExponential()})`;
}

function randomExpression(random: Random, type: Type, depth: number): RandomExpression {
  if (depth === 0 || random.uniform() < 0.1) {
    if (random.uniform() < 0.6) {
      const [name] = randomElement(
        random,
        PARAMETERS.filter((parameter) => parameter[1] === type),
      );
      return { text: name, value: (variables) => variables[name]! };
    }
    const value = randomValue(random, type);
    return { text: literal(type, value), value: () => value };
  }
  const rules = RULES.filter(({ result }) => result === type);
  const { operands, text, operation } = randomElement(random, rules);
  const inner = operands.map((operand) => randomExpression(random, operand, depth - 1));
  return {
    text: `(${text.replace(/\$(\d)/g, (_, index: string) => inner[Number(index)]!.text)})`,
    value: (variables) => {
      const values = inner.map(({ value }) => value(variables)) as never[];
      return store(type, operation(...values));
    },
  };
}

const PARAMETERS: readonly (readonly [name: string, type: Type])[] = [
  ["a", "i32"],
  ["b", "i32"],
  ["p", "i64"],
  ["q", "i64"],
  ["x", "f64"],
  ["y", "f64"],
];

function randomElement<T>(random: Random, elements: readonly T[]): T {
  return elements[random.integerBelow(elements.length)]!;
}

test.each(["i32", "i64", "f64"] as const)("400 random expressions of type %s", (type) => {
  const random = createRandom(1, type);
  const expressions = Array.from({ length: 400 }, (_, k) => randomExpression(random, type, 1 + (k % 6)));
  const parameters = PARAMETERS.map(([name, type]) => `${name}: ${type}`).join(", ");
  const functions = expressions.map(
    ({ text }, k) => `export func case${k}(${parameters}): ${type} { return ${text}; }`,
  );
  const { call } = run(moduleFromKernel(functions.join("\n")));
  const given = Array.from({ length: 20 }, () => PARAMETERS.map(([, type]) => randomValue(random, type)));
  for (const [k, { text, value }] of expressions.entries()) {
    for (const values of given) {
      const variables = Object.fromEntries(PARAMETERS.map(([name], i) => [name, values[i]!]));
      expect([text, values, call[`case${k}`]!(...values)]).toEqual([text, values, value(variables)]);
    }
  }
});
