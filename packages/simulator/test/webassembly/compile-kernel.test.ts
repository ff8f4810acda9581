import { expect, test } from "vitest";
import { createModuleBuilder } from "../../src/webassembly/module-builder.js";
import { parseKernel } from "../../src/webassembly/parse-kernel.js";
import { type Argument, disassemble, moduleFromKernel, run } from "./run-module.js";

interface KernelCase {
  readonly title: string;
  /** Body of `export func f(<parameters>): <result>`, or a whole text if it says `func`. */
  readonly body: string;
  readonly parameters?: string;
  readonly result?: string;
  readonly constants?: Readonly<Record<string, number>>;
  /** Arguments and value. */
  readonly calls: readonly (readonly [readonly Argument[], Argument])[];
}

function textOf({ body, parameters = "a: i32, b: i32", result = "i32" }: KernelCase): string {
  return body.includes("func ") ? body : `export func f(${parameters}): ${result} { ${body} }`;
}

/** Runs with memory that holds 1, 2, 3, … as doubles. */
function check(kernel: KernelCase): void {
  const { call, memory } = run(moduleFromKernel(textOf(kernel), kernel.constants));
  const doubles = new Float64Array(memory);
  for (const [given, expected] of kernel.calls) {
    for (let i = 0; i < 200; i++) doubles[i] = i + 1;
    expect([given, call["f"]!(...given)]).toEqual([given, expected]);
  }
}

const f64 = { parameters: "x: f64, y: f64", result: "f64" };
const i64 = { parameters: "p: i64, q: i64", result: "i64" };

const CASES: readonly KernelCase[] = [
  {
    title: "while over memory",
    body: "let s: f64 = 0.0; let i: i32 = 0; while (i < b) { s = s + f64[a + i]; i = i + 8; } return s;",
    result: "f64",
    calls: [
      [[0, 80], 55],
      [[8, 16], 5],
      [[0, 0], 0],
    ],
  },
  {
    title: "nested loops",
    body: `let t: i32 = 0;
      for (let i: i32 = 0; i < a; i = i + 1) { for (let j: i32 = i; j < b; j = j + 1) { t = t + i * j; } }
      return t;`,
    calls: [
      [[4, 5], sumOverPairs(4, 5)],
      [[7, 3], sumOverPairs(7, 3)],
    ],
  },
  {
    title: "break and continue of for, the step is taken after continue",
    body: `let t: i32 = 0;
      for (let i: i32 = 0; i < 100; i = i + 1) {
        if (i % 3 == 0) { continue; }
        if (i > a) { break; }
        t = t + i;
      }
      return t;`,
    calls: [
      [[10, 0], 1 + 2 + 4 + 5 + 7 + 8 + 10],
      [[-1, 0], 0],
    ],
  },
  {
    title: "continue of while goes to its condition, break leaves only the inner loop",
    body: `let t: i32 = 0; let i: i32 = 0;
      while (i < a) {
        i = i + 1;
        if ((i & 1) == 0) { continue; }
        let j: i32 = 0;
        while (1) { if (j == i) { break; } { j = j + 1; if (j > b) { break; } } }
        t = t + j;
      }
      return t;`,
    calls: [
      [[6, 100], 1 + 3 + 5],
      [[6, 2], 1 + 3 + 3],
    ],
  },
  {
    title: "jumps out of an else and out of a condition with &&",
    body: `let t: i32 = 0;
      while (t < 1000 && a != 0) {
        if (t < b || t % 7 != 0) { t = t + 1; } else { if (t > b + 7 && t % 2 == 0) { break; } else { t = t + 3; continue; } }
      }
      return t;`,
    calls: [
      [[0, 5], 0],
      [[1, 5], jumpOut(5)],
      [[1, 40], jumpOut(40)],
    ],
  },
  {
    title: "return from within loops",
    body: "while (1) { while (1) { a = a + 1; if (a > b) { return a; } } }",
    calls: [[[3, 9], 10]],
  },
  {
    title: "names end with their block and hide outer ones",
    body: "let c: i32 = a; { let c: f64 = 2.5; if (c > 1.0) { let c: i32 = b; a = c; } } let d: i32 = c; return d * 100 + a;",
    calls: [[[1, 2], 102]],
  },
  {
    title: "a hiding name may start from the hidden one",
    body: "let c: i32 = a; { let c: i32 = c + 1; b = c; } return b * 10 + c;",
    calls: [[[4, 0], 54]],
  },
  {
    title: "a variable of a loop body starts anew in every round",
    body: "let t: i32 = 0; while (a > 0) { let c: i32 = 0; c = c + 1; t = t + c; a = a - 1; } return t;",
    calls: [[[5, 0], 5]],
  },
  {
    title: "&& and || leave out the right side",
    body: `func touch(at: i32, value: i32): i32 { i32[4096] = i32[4096] * 10 + at; return value; }
      export func f(a: i32, b: i32): i32 {
        i32[4096] = 0;
        if (touch(1, a) && touch(2, b)) { touch(3, 0); }
        if (touch(4, a) || touch(5, b)) { touch(6, 0); } else { touch(7, 0); }
        if (!(touch(8, a) && !touch(9, b))) { touch(0, 0); }
        return i32[4096];
      }`,
    calls: [
      [[0, 0], 145780],
      [[1, 0], 124689],
      [[0, 1], 1456 * 100 + 80],
      [[1, 1], 12346890],
    ],
  },
  {
    title: "&& and || as values are 0 or 1",
    body: "return 1000 * (a && b) + 100 * (a || b) + 10 * !a + ((a == b) || b);",
    calls: [
      [[0, 0], 11],
      [[4, 0], 100],
      [[0, 8], 111],
      [[4, 8], 1101],
    ],
  },
  {
    title: "&& binds tighter than ||, arithmetic tighter than shifts, comparisons tighter than bits",
    body: "return ((a || b && 0) << 3) | (1 + 2 << 2 - 1 & 6 == 6) << 1 | (a & 1 == 1);",
    calls: [
      [[0, 1], (Number(0 || (1 && 0)) << 3) | ((((1 + 2) << (2 - 1)) & 1) << 1) | 0],
      [[1, 1], 8 | 1],
    ],
  },
  {
    title: "subtraction and division associate to the left",
    body: "return a - b - 1 - (a / b / 2);",
    calls: [[[100, 7], 100 - 7 - 1 - 7]],
  },
  {
    title: "integer division and shifts, signed and unsigned",
    body: "return a / b * 1000 + a % b * 100 + (a >> 28) * 10 + (a >>> 31);",
    calls: [
      [[7, 2], 3100],
      [[-7, 2], -3000 - 100 - 10 + 1],
    ],
  },
  {
    title: "/u and %u; a name u after a slash is a name",
    body: "let u: i32 = 3; return a /u b + a %u (b) + 9/u;",
    calls: [
      [[17, 5], 3 + 2 + 3],
      [[-1, 0x10000], 0xffff + 0xffff + 3],
    ],
  },
  {
    title: "a constant condition",
    body: "if (FAST) { a = a + 1; } else { a = a - 1; } if (!FAST || b) { return a; } return -a;",
    constants: { FAST: 1 },
    calls: [
      [[5, 1], 6],
      [[5, 0], -6],
    ],
  },
  {
    title: "constants are i32, f64(NAME) takes any number",
    body: "const RATE: f64; export func f(x: f64): f64 { return x * RATE + f64(HALF) + f64(SIZE + 1) + f64(SIZE); }",
    constants: { RATE: 0.1, HALF: 0.5, SIZE: 8 },
    calls: [[[3], 3 * 0.1 + 0.5 + 9 + 8]],
  },
  {
    title: "address terms may come in any order; differences keep their value",
    body: `return f64[8 + a + FROM] + 100.0 * f64[a - 8 + FROM - FROM] + 10000.0 * f64[FROM - a] + 1000000.0 * f64[(a - b) + 16]
      + 100000000.0 * f64[FROM * 2 - 8];`,
    result: "f64",
    constants: { FROM: 64 },
    calls: [[[16, 8], 12 + 100 * 2 + 10000 * 7 + 1e6 * 4 + 1e8 * 16]],
  },
  {
    title: "all kinds of memory cells",
    body: `i32[800] = 0 - 2; u8[808] = 511; i64[816] = 5L; v128[824] = v128[0] + v128[8]; f64[840] = f64[0];
      return f64(i32[800] + u8[808]) + f64(i64[816]) + f64[824] * 1000.0 + f64[832] * 10000.0 + f64[840] * 0.5;`,
    result: "f64",
    calls: [[[0, 0], 253 + 5 + 3000 + 50000 + 0.5]],
  },
  {
    title: "built-ins of doubles",
    ...f64,
    body: `return sqrt(x * x) + 10.0 * abs(y) + 100.0 * min(x, y) + 1000.0 * max(x, y) + floor(y) + ceil(y) * 0.5
      + trunc(y) * 0.25 + nearest(y) * 0.125 + copysign(x, y) * 1e5 + select(x, y, x < y) * 1e6 - -x;`,
    calls: [[[2, -2.5], 2 + 25 - 250 + 2000 - 3 - 1 - 0.5 - 0.25 - 2e5 - 2.5e6 + 2]],
  },
  {
    title: "conversions",
    parameters: "x: f64, n: i64",
    result: "f64",
    body: `return f64(i32(x)) + f64(i64(x)) * 0.5 + f64(i64(i32(x))) + float(bits(x)) + f64(wrap(n))
      + f64u(-1) + f64u(-1L) + f64(i64u(-1)) + f64(i64(-1));`,
    calls: [
      [[-2.75, 2n ** 33n + 7n], -2 - 1 - 2 - 2.75 + 7 + 4294967295 + 2 ** 64 + 4294967295 - 1],
      [[Number.POSITIVE_INFINITY, 0n], Number.POSITIVE_INFINITY],
    ],
  },
  {
    title: "counting bits and rotating",
    body: "return clz(a) + 100 * ctz(a) + 10000 * popcnt(a) + wrap(clz(i64(b)) + rotl(i64(b), 1L)) + rotl(a, 30);",
    calls: [[[24, 5], 27 + 300 + 20000 + 61 + 10 + 6]],
  },
  {
    title: "i64 literals and unsigned division",
    ...i64,
    body: "return (p ^ 0x9E3779B97F4A7C15L) /u (q + 0xffffffffffffffffL) - p %u q;",
    calls: [[[12345n, 1001n], (12345n ^ 0x9e3779b97f4a7c15n) / 1000n - (12345n % 1001n)]],
  },
  {
    title: "vectors",
    ...f64,
    body: `let v: v128 = replace1(splat(x), y);
      let w: v128 = vmax(vabs(-v), splat(1.0)) * v / splat(2.0) - vmin(v, splat(0.5));
      let m: v128 = bitselect(v, w, v < w);
      let r: v128 = vsqrt(vpmax(vpmin(m, splat(4.0)), splat(0.25))) + vfloor(v) + (v & (v > splat(0.0)));
      return lane0(r) + 1000.0 * lane1(r) + f64(anytrue(v == w)) * 1e6 + lane0(replace0(v, 7.0)) * 1e7;`,
    calls: [[[3, -1.5], vectorReference(3) + 1000 * vectorReference(-1.5) + 7e7]],
  },
  {
    title: "sum of pairs of doubles",
    body: `let s: v128 = splat(0.0);
      for (let i: i32 = 0; i < b; i = i + 16) { s = s + v128[a + i] * splat(f64[a + i]); }
      return lane0(s) + lane1(s);`,
    result: "f64",
    calls: [
      [[0, 48], 1 + 2 + 9 + 12 + 25 + 30],
      [[8, 16], 4 + 6],
    ],
  },
  {
    title: "copy and fill",
    body: "copy(a, 0, 24); fill(a + 8, 255, 4); return f64[a] + f64[a + 16] + f64(i32[a + 8]);",
    result: "f64",
    calls: [[[800, 0], 1 + 3 - 1]],
  },
  {
    title: "calls of later functions, recursion, dropped results",
    body: `export func f(a: i32, b: i32): i32 { gcd(a, b); return gcd(a, b); }
      func gcd(a: i32, b: i32): i32 { if (b == 0) { return a; } else { return gcd(b, a % b); } }`,
    calls: [[[84, 36], 12]],
  },
  {
    title: "else if and nested returns",
    body: "if (a < 0) { return 0 - 1; } else if (a == 0) { return 0; } else { { return 1; } }",
    calls: [
      [[-5, 0], -1],
      [[0, 0], 0],
      [[5, 0], 1],
    ],
  },
  {
    title: "not a number fails every comparison but !=",
    ...f64,
    result: "i32",
    body: "return (x < y) + 2 * (x >= y) + 4 * (x == y) + 8 * (x != y) + 16 * !(x < y);",
    calls: [
      [[Number.NaN, 1], 24],
      [[1, 1], 22],
    ],
  },
  {
    title: "comments, hexadecimal and exponents",
    body: "// nothing\nreturn f64(0xff) + 1e2 + 1.5e-1 // more\n + 2.0;\n//\n",
    result: "f64",
    calls: [[[0, 0], 255 + 100 + 0.15 + 2]],
  },
];

test.each(CASES)("$title", check);

function sumOverPairs(a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < a; i++) for (let j = i; j < b; j++) sum += i * j;
  return sum;
}

function jumpOut(b: number): number {
  let t = 0;
  while (t < 1000) {
    if (t < b || t % 7 !== 0) t++;
    else if (t > b + 7 && t % 2 === 0) break;
    else t += 3;
  }
  return t;
}

function vectorReference(x: number): number {
  const w = (Math.max(Math.abs(x), 1) * x) / 2 - Math.min(x, 0.5);
  const m = Math.min(x, w);
  return Math.sqrt(Math.max(Math.min(m, 4), 0.25)) + Math.floor(x) + Math.max(x, 0);
}

test("xoshiro256++ against arithmetic of unlimited numbers", () => {
  const { call, memory } = run(
    moduleFromKernel(`export func next(at: i32): i64 {
      let s0: i64 = i64[at]; let s1: i64 = i64[at + 8]; let s2: i64 = i64[at + 16]; let s3: i64 = i64[at + 24];
      let result: i64 = rotl(s0 + s3, 23L) + s0;
      let t: i64 = s1 << 17L;
      s2 = s2 ^ s0; s3 = s3 ^ s1; s1 = s1 ^ s2; s0 = s0 ^ s3; s2 = s2 ^ t; s3 = rotl(s3, 45L);
      i64[at] = s0; i64[at + 8] = s1; i64[at + 16] = s2; i64[at + 24] = s3;
      return result;
    }
    export func uniform(at: i32): f64 { return f64(next(at) >>> 11L) * 1.1102230246251565e-16; }`),
  );
  const state = [1n, 2n, 3n, 0x9e3779b97f4a7c15n];
  new BigUint64Array(memory).set(state, 4);
  for (let i = 0; i < 500; i++) {
    if (i % 2 === 0) expect(BigInt.asUintN(64, call["next"]!(32) as bigint)).toBe(advance(state));
    else expect(call["uniform"]!(32)).toBe(Number(advance(state) >> 11n) / 2 ** 53);
  }
});

/** xoshiro256++ as published by Blackman and Vigna. */
function advance(s: bigint[]): bigint {
  const mask = 2n ** 64n - 1n;
  const rotate = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (64n - k))) & mask;
  const result = (rotate((s[0]! + s[3]!) & mask, 23n) + s[0]!) & mask;
  const t = (s[1]! << 17n) & mask;
  s[2]! ^= s[0]!;
  s[3]! ^= s[1]!;
  s[1]! ^= s[2]!;
  s[0]! ^= s[3]!;
  s[2]! ^= t;
  s[3] = rotate(s[3]!, 45n);
  return result;
}

const FOLDED: readonly (readonly [string, readonly string[]])[] = [
  ["f64[a + b + OFFSET]", ["local.get 0", "local.get 1", "i32.add", "f64.load offset=64"]],
  ["f64[OFFSET - 8 + a + 2 * OFFSET]", ["local.get 0", "f64.load offset=184"]],
  ["f64[(a + 8) + (b + 16)]", ["local.get 0", "local.get 1", "i32.add", "f64.load offset=24"]],
  ["f64[a - 8]", ["local.get 0", "i32.const -8", "i32.add", "f64.load"]],
  ["f64[OFFSET + a - b]", ["i32.const 64", "local.get 0", "i32.add", "local.get 1", "i32.sub", "f64.load"]],
  ["f64[OFFSET]", ["i32.const 0", "f64.load offset=64"]],
  ["lane0(splat(f64[a + 8]))", ["local.get 0", "v128.load64_splat offset=8", "f64x2.extract_lane 0"]],
  ["1.0 / f64(OFFSET / 2)", ["f64.const 0x1p-5 (;=0.03125;)"]],
];

test.each(FOLDED)("%s is folded", async (expression, expected) => {
  const text = `export func f(a: i32, b: i32): f64 { return ${expression}; }`;
  const lines = await disassemble(moduleFromKernel(text, { OFFSET: 64 }));
  const start = lines.findIndex((line) => line.startsWith("(func (;0;)"));
  expect(lines.slice(start + 1, lines.indexOf("return)"))).toEqual(expected);
});

interface Mistake {
  readonly text: string;
  readonly message: string;
}

const MISTAKES: readonly Mistake[] = [
  {
    text: "func f(): i32 {\n  return x;\n}",
    message: "Kernel line 2, column 10: unknown name x\n  return x;",
  },
  { text: "func f() {\n let a: i32 = 1.0; }", message: "line 2, column 15: expected i32, found f64" },
  { text: "func f() { let a: i32 = SIZE; }", message: "column 25: the constant SIZE has no value" },
  { text: "func f() { let a: i32 = RATE; }", message: "the constant RATE is 0.5, no i32: declare it as f64" },
  { text: "func f(a: i32) { a = a + 1.0; }", message: "column 24: there is no i32 + f64" },
  { text: "func f(a: f64) { a = a % a; }", message: "there is no f64 % f64" },
  { text: "func f(a: f64) { a = a << a; }", message: "there is no f64 << f64" },
  { text: "func f(a: f64) { a = sqrt(1); }", message: "column 22: there is no sqrt(i32)" },
  { text: "func f(a: f64) { a = min(a); }", message: "there is no min(f64)" },
  { text: "func f(a: f64) { a = g(a); }", message: "unknown function g" },
  { text: "func f(a: f64) { f(1); }", message: "f takes (f64), found (i32)" },
  { text: "func f(a: f64) { a = f(a); }", message: "expected f64, found no value" },
  { text: "func f(a: f64) { if (a) { } }", message: "column 22: expected i32, found f64" },
  { text: "func f(a: f64) { if (!a) { } }", message: "! needs i32, found f64" },
  { text: "func f(a: f64) { if (a && a) { } }", message: "expected i32, found f64" },
  { text: "func f(a: f64) { f64[a] = a; }", message: "column 22: expected i32, found f64" },
  { text: "func f(a: f64) { f64[8 - 16] = a; }", message: "the address -8 is negative" },
  { text: "func f(a: f64) { let a: i32 = 1; let a: i32 = 2; }", message: "a exists already in this block" },
  { text: "func f(a: f64, a: i32) { }", message: "column 16: a exists already" },
  { text: "func f() { let A: i32 = 1; }", message: "A is in capitals" },
  { text: "func f() { { let a: i32 = 1; } a = 2; }", message: "column 32: unknown name a" },
  { text: "func f() { break; }", message: "break outside of a loop" },
  { text: "func f() { while (1) { } continue; }", message: "continue outside of a loop" },
  { text: "func f(): i32 { }", message: "column 6: f can end without a value" },
  { text: "func f(a: i32): i32 { while (1) { if (a) { break; } } }", message: "f can end without a value" },
  { text: "func f(a: i32): i32 { if (a) { return 1; } }", message: "f can end without a value" },
  { text: "func f(): i32 { return; }", message: "f must return i32" },
  { text: "func f() { return 1; }", message: "f returns no value" },
  { text: "func sqrt(x: f64): f64 { return x; }", message: "sqrt is a built-in" },
  { text: "func f() { let a: i32 = 1 }", message: "column 27: expected ;, found }" },
  { text: "func f() { let a: i31 = 1; }", message: "expected a type, found i31" },
  { text: "func f() {", message: "expected a name, found the end" },
  { text: "func f() { let a: i32 = 4294967296; }", message: "4294967296 has more than 32 bits" },
  {
    text: "func f() { let a: i64 = 0x10000000000000000L; }",
    message: "0x10000000000000000L has more than 64 bits",
  },
  { text: "func f() { let a: i32 = 1 ? 2; }", message: 'column 27: no word starts with "?"' },
  { text: "func f() { let a: i32 = 12ab; }", message: 'column 25: no word starts with "1"' },
  { text: "func f() { for (break; 1; f()) { } }", message: "break in the head of a loop" },
  { text: "const x: f64;", message: "a constant is written in capitals" },
  { text: "const X: v128;", message: "a constant is f64 or i32" },
  { text: "const X: f64; const X: i32;", message: "X is declared twice" },
  { text: "func f() { } func f() { }", message: "Two functions of the module are called f" },
];

test.each(MISTAKES)("$message", ({ text, message }) => {
  expect(() => moduleFromKernel(text, { RATE: 0.5 })).toThrow(message);
});

test("kernels, functions and imports call each other", () => {
  const builder = createModuleBuilder({ memory: { minimumPages: 1 } });
  const kernel = parseKernel(
    "export func f(x: f64): f64 { note(x); return double(x) + f64(SIZE); } func one(): f64 { return 1.0; }",
  );
  builder.addKernel(kernel, { SIZE: 8 });
  builder.addFunction({
    name: "double",
    parameters: ["f64"],
    result: "f64",
    locals: [],
    write(code, functionIndex) {
      code.localGet(0);
      code.localGet(0);
      code.f64Add();
      code.call(functionIndex("one"));
      code.f64Add();
    },
  });
  builder.importFunction("note", { parameters: ["f64"] });
  const noted: Argument[] = [];
  const { call } = run(builder.build(), {
    note: (x) => {
      noted.push(x!);
      return undefined;
    },
  });
  expect(Object.keys(call)).toEqual(["f"]);
  expect([call["f"]!(20), noted]).toEqual([49, [20]]);
});

test("one kernel serves modules with different constants; same input, same bytes", () => {
  const kernel = parseKernel("export func f(): i32 { return SIZE; }");
  const build = (size: number): Uint8Array => {
    const builder = createModuleBuilder({ memory: { minimumPages: 1 } });
    builder.addKernel(kernel, { SIZE: size });
    expect(builder.build()).toEqual(builder.build());
    return builder.build();
  };
  expect([3, 4].map((size) => run(build(size)).call["f"]!())).toEqual([3, 4]);
  expect(build(5)).toEqual(build(5));
});

test("2000 functions", () => {
  const builder = createModuleBuilder({ memory: { minimumPages: 1 } });
  builder.addKernel(
    parseKernel("export func f(x: f64): f64 { return f1999(x); } func f0(x: f64): f64 { return x; }"),
    {},
  );
  for (let k = 1; k < 2000; k++) {
    builder.addFunction({
      name: `f${k}`,
      parameters: ["f64"],
      result: "f64",
      locals: [],
      write(code, functionIndex) {
        code.localGet(0);
        code.call(functionIndex(`f${k - 1}`));
        code.f64Const(k);
        code.f64Add();
      },
    });
  }
  expect(run(builder.build()).call["f"]!(0.5)).toBe((1999 * 2000) / 2 + 0.5);
});

test("slots of the table", () => {
  const builder = createModuleBuilder({ memory: { minimumPages: 1 } });
  builder.addKernel(
    parseKernel("func twice(x: f64): f64 { return x * 2.0; } func half(x: f64): f64 { return x / 2.0; }"),
    {},
  );
  builder.addTable(["half", "twice"]);
  builder.addFunction({
    name: "f",
    parameters: ["i32", "f64"],
    result: "f64",
    locals: [],
    exported: true,
    write(code, _functionIndex, typeIndex) {
      code.localGet(1);
      code.localGet(0);
      code.callIndirect(typeIndex({ parameters: ["f64"], result: "f64" }));
    },
  });
  const { call } = run(builder.build());
  expect([call["f"]!(0, 10), call["f"]!(1, 10)]).toEqual([5, 20]);
  expect(() => builder.addTable([])).toThrow("one table");
});

test("a body may not call what is not there", () => {
  const builder = createModuleBuilder({ memory: { minimumPages: 1 } });
  const write = (_: unknown, functionIndex: (name: string) => number): void => void functionIndex("g");
  builder.addFunction({ name: "f", parameters: [], locals: [], write });
  expect(() => builder.build()).toThrow("no function g");
});

test("constants without a value are numbers that the module is given", () => {
  const text = `
    export func f(x: i32): f64 { f64[x + PLACE + 8] = 2.5; return f64[8 * INDEX] + f64(KNOWN); }
    export func g(): i32 { return INDEX - PLACE * KNOWN; }`;
  const builder = createModuleBuilder({ memory: { minimumPages: 1 }, importsConstants: true });
  builder.addKernel(parseKernel(text), { KNOWN: 3 });
  const bytes = builder.build();
  const { call, memory } = run(bytes, { PLACE: 16, INDEX: 5 });
  expect([call["f"]!(16), call["g"]!()]).toEqual([5.5, 5 - 48]);
  expect(new Float64Array(memory)[5]).toBe(2.5);
  expect(run(bytes, { PLACE: 80, INDEX: -2 }).call["g"]!()).toBe(-2 - 240);
});
