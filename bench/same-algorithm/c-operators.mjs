// WebAssembly instructions without operands in the code → C. `i`, `l`, `d`, `v` are i32, i64, f64, v128; a and b are operands.

const binary = (from, to, text) => ({ from: [from, from], to, text });
const unary = (from, to, text) => ({ from: [from], to, text });

const COMPARISONS = [
  ["==", false],
  ["!=", false],
  ["<", true],
  ["<", false],
  [">", true],
  [">", false],
  ["<=", true],
  ["<=", false],
  [">=", true],
  [">=", false],
];

/** Comparisons and arithmetic of one integer type; the specification lists both types in the same order. */
function integerOperators(type, signed, { bits, zero, compare, count }) {
  const s = (text) => text.replaceAll("a", `(${signed})a`).replaceAll("b", `(${signed})b`);
  const suffix = bits === 64 ? "ll" : "";
  const comparisons = COMPARISONS.map(([operator, isSigned], index) => [
    compare + index,
    binary(type, "i", isSigned ? s(`a ${operator} b`) : `a ${operator} b`),
  ]);
  const arithmetic = [
    unary(type, type, `a ? __builtin_clz${suffix}(a) : ${bits}`),
    unary(type, type, `a ? __builtin_ctz${suffix}(a) : ${bits}`),
    unary(type, type, `__builtin_popcount${suffix}(a)`),
    ...["a + b", "a - b", "a * b", s("a / b"), "a / b", s("a % b"), "a % b", "a & b", "a | b", "a ^ b"].map(
      (text) => binary(type, type, text),
    ),
    binary(type, type, `a << (b & ${bits - 1})`),
    binary(type, type, `(${signed})a >> (b & ${bits - 1})`),
    binary(type, type, `a >> (b & ${bits - 1})`),
    binary(type, type, `(a << (b & ${bits - 1})) | (a >> (-b & ${bits - 1}))`),
    binary(type, type, `(a >> (b & ${bits - 1})) | (a << (-b & ${bits - 1}))`),
  ].map((operator, index) => [count + index, operator]);
  return [[zero, unary(type, "i", "a == 0")], ...comparisons, ...arithmetic];
}

export const PLAIN_OPERATORS = new Map([
  ...integerOperators("i", "int32_t", { bits: 32, zero: 0x45, compare: 0x46, count: 0x67 }),
  ...integerOperators("l", "int64_t", { bits: 64, zero: 0x50, compare: 0x51, count: 0x79 }),
  ...["==", "!=", "<", ">", "<=", ">="].map((operator, index) => [
    0x61 + index,
    binary("d", "i", `a ${operator} b`),
  ]),
  ...["fabs(a)", "-a", "ceil(a)", "floor(a)", "trunc(a)", "nearbyint(a)", "sqrt(a)"].map((text, index) => [
    0x99 + index,
    unary("d", "d", text),
  ]),
  ...["a + b", "a - b", "a * b", "a / b", "least(a, b)", "greatest(a, b)", "copysign(a, b)"].map(
    (text, index) => [0xa0 + index, binary("d", "d", text)],
  ),
  [0xa7, unary("l", "i", "(uint32_t)a")],
  [0xac, unary("i", "l", "(uint64_t)(int64_t)(int32_t)a")],
  [0xad, unary("i", "l", "(uint64_t)a")],
  [0xb7, unary("i", "d", "(double)(int32_t)a")],
  [0xb8, unary("i", "d", "(double)a")],
  [0xb9, unary("l", "d", "(double)(int64_t)a")],
  [0xba, unary("l", "d", "(double)a")],
  [0xbd, unary("d", "l", "bits_of(a)")],
  [0xbf, unary("l", "d", "number_of(a)")],
]);

export const SATURATING_OPERATORS = new Map([
  [
    2,
    unary(
      "d",
      "i",
      "(uint32_t)(a != a ? 0 : a <= -2147483648.0 ? INT32_MIN : a >= 2147483647.0 ? INT32_MAX : (int32_t)a)",
    ),
  ],
  [3, unary("d", "i", "(a != a || a <= 0 ? 0 : a >= 4294967295.0 ? UINT32_MAX : (uint32_t)a)")],
  [
    6,
    unary(
      "d",
      "l",
      "(uint64_t)(a != a ? 0 : a <= -0x1p63 ? INT64_MIN : a >= 0x1p63 ? INT64_MAX : (int64_t)a)",
    ),
  ],
  [7, unary("d", "l", "(a != a || a <= 0 ? 0 : a >= 0x1p64 ? UINT64_MAX : (uint64_t)a)")],
]);

const lanes = (text) =>
  unary("v", "v", `(v128){${text.replaceAll("a", "a[0]")}, ${text.replaceAll("a", "a[1]")}}`);
const mask = (text) => binary("v", "v", `(v128)(${text})`);

export const VECTOR_OPERATORS = new Map([
  [18, unary("l", "v", "(v128)(v2l){a, a}")],
  [20, unary("d", "v", "(v128){a, a}")],
  ...["==", "!=", "<", ">", "<=", ">="].map((operator, index) => [71 + index, mask(`a ${operator} b`)]),
  [77, unary("v", "v", "(v128)~(v2l)a")],
  [78, mask("(v2l)a & (v2l)b")],
  [79, mask("(v2l)a & ~(v2l)b")],
  [80, mask("(v2l)a | (v2l)b")],
  [81, mask("(v2l)a ^ (v2l)b")],
  [82, { from: ["v", "v", "v"], to: "v", text: "chosen((v2l)c, a, b)" }],
  [83, unary("v", "i", "(((v2l)a)[0] | ((v2l)a)[1]) != 0")],
  [116, lanes("ceil(a)")],
  [117, lanes("floor(a)")],
  [122, lanes("trunc(a)")],
  [148, lanes("nearbyint(a)")],
  [195, unary("v", "i", "((v2l)a)[0] != 0 && ((v2l)a)[1] != 0")],
  [196, unary("v", "i", "(((uint64_t)((v2l)a)[0] >> 63) | (((uint64_t)((v2l)a)[1] >> 63) << 1))")],
  [236, unary("v", "v", "(v128)((v2l)a & (v2l){INT64_MAX, INT64_MAX})")],
  [237, unary("v", "v", "-a")],
  [239, lanes("sqrt(a)")],
  [240, binary("v", "v", "a + b")],
  [241, binary("v", "v", "a - b")],
  [242, binary("v", "v", "a * b")],
  [243, binary("v", "v", "a / b")],
  [244, binary("v", "v", "(v128){least(a[0], b[0]), least(a[1], b[1])}")],
  [245, binary("v", "v", "(v128){greatest(a[0], b[0]), greatest(a[1], b[1])}")],
  [246, binary("v", "v", "chosen(b < a, b, a)")],
  [247, binary("v", "v", "chosen(a < b, b, a)")],
]);

export const LOADS = new Map([
  [0x28, { to: "i", c: "uint32_t" }],
  [0x29, { to: "l", c: "any64" }],
  [0x2b, { to: "d", c: "double" }],
  [0x2d, { to: "i", c: "uint8_t" }],
]);
export const STORES = new Map([
  [0x36, { from: "i", c: "uint32_t" }],
  [0x37, { from: "l", c: "any64" }],
  [0x39, { from: "d", c: "double" }],
  [0x3a, { from: "i", c: "uint8_t" }],
]);
