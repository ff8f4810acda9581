// Opcodes of the WebAssembly core specification 2.0 (appendix "Index of Instructions"). A key is the specification's
// name in camel case: f64Add is f64.add, i32TruncSatF64S is i32.trunc_sat_f64_s.

/** Type of a value on the stack, in a local, of a parameter or result. */
export type ValueType = "i32" | "i64" | "f64" | "v128";

/** How the binary format writes a value type. */
export const VALUE_TYPE_CODES: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f64: 0x7c,
  v128: 0x7b,
};

/** Parameters and result (none if left out) of a function. */
export interface FunctionSignature {
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType | undefined;
}

/** Instructions of one byte, without operands in the code. */
export const PLAIN_OPCODES = {
  unreachable: 0x00,
  nop: 0x01,
  else: 0x05,
  end: 0x0b,
  return: 0x0f,
  drop: 0x1a,
  select: 0x1b,

  i32Eqz: 0x45,
  i32Eq: 0x46,
  i32Ne: 0x47,
  i32LtS: 0x48,
  i32LtU: 0x49,
  i32GtS: 0x4a,
  i32GtU: 0x4b,
  i32LeS: 0x4c,
  i32LeU: 0x4d,
  i32GeS: 0x4e,
  i32GeU: 0x4f,
  i64Eqz: 0x50,
  i64Eq: 0x51,
  i64Ne: 0x52,
  i64LtS: 0x53,
  i64LtU: 0x54,
  i64GtS: 0x55,
  i64GtU: 0x56,
  i64LeS: 0x57,
  i64LeU: 0x58,
  i64GeS: 0x59,
  i64GeU: 0x5a,
  f64Eq: 0x61,
  f64Ne: 0x62,
  f64Lt: 0x63,
  f64Gt: 0x64,
  f64Le: 0x65,
  f64Ge: 0x66,

  i32Clz: 0x67,
  i32Ctz: 0x68,
  i32Popcnt: 0x69,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32DivS: 0x6d,
  i32DivU: 0x6e,
  i32RemS: 0x6f,
  i32RemU: 0x70,
  i32And: 0x71,
  i32Or: 0x72,
  i32Xor: 0x73,
  i32Shl: 0x74,
  i32ShrS: 0x75,
  i32ShrU: 0x76,
  i32Rotl: 0x77,
  i32Rotr: 0x78,
  i64Clz: 0x79,
  i64Ctz: 0x7a,
  i64Popcnt: 0x7b,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Mul: 0x7e,
  i64DivS: 0x7f,
  i64DivU: 0x80,
  i64RemS: 0x81,
  i64RemU: 0x82,
  i64And: 0x83,
  i64Or: 0x84,
  i64Xor: 0x85,
  i64Shl: 0x86,
  i64ShrS: 0x87,
  i64ShrU: 0x88,
  i64Rotl: 0x89,
  i64Rotr: 0x8a,

  f64Abs: 0x99,
  f64Neg: 0x9a,
  f64Ceil: 0x9b,
  f64Floor: 0x9c,
  f64Trunc: 0x9d,
  f64Nearest: 0x9e,
  f64Sqrt: 0x9f,
  f64Add: 0xa0,
  f64Sub: 0xa1,
  f64Mul: 0xa2,
  f64Div: 0xa3,
  f64Min: 0xa4,
  f64Max: 0xa5,
  f64Copysign: 0xa6,

  i32WrapI64: 0xa7,
  i64ExtendI32S: 0xac,
  i64ExtendI32U: 0xad,
  f64ConvertI32S: 0xb7,
  f64ConvertI32U: 0xb8,
  f64ConvertI64S: 0xb9,
  f64ConvertI64U: 0xba,
  i64ReinterpretF64: 0xbd,
  f64ReinterpretI64: 0xbf,
} as const;

/** Saturating conversions, after the prefix 0xfc: out of range gives the nearest value, not-a-number gives 0. */
export const SATURATING_OPCODES = {
  i32TruncSatF64S: 2,
  i32TruncSatF64U: 3,
  i64TruncSatF64S: 6,
  i64TruncSatF64U: 7,
} as const;

/** Vector instructions without operands in the code, after the prefix 0xfd. */
export const VECTOR_OPCODES = {
  i64x2Splat: 18,
  f64x2Splat: 20,
  f64x2Eq: 71,
  f64x2Ne: 72,
  f64x2Lt: 73,
  f64x2Gt: 74,
  f64x2Le: 75,
  f64x2Ge: 76,
  v128Not: 77,
  v128And: 78,
  v128Andnot: 79,
  v128Or: 80,
  v128Xor: 81,
  v128Bitselect: 82,
  v128AnyTrue: 83,
  f64x2Ceil: 116,
  f64x2Floor: 117,
  f64x2Trunc: 122,
  f64x2Nearest: 148,
  i64x2AllTrue: 195,
  i64x2Bitmask: 196,
  f64x2Abs: 236,
  f64x2Neg: 237,
  f64x2Sqrt: 239,
  f64x2Add: 240,
  f64x2Sub: 241,
  f64x2Mul: 242,
  f64x2Div: 243,
  f64x2Min: 244,
  f64x2Max: 245,
  f64x2Pmin: 246,
  f64x2Pmax: 247,
} as const;

/** Loads and stores: opcode and the alignment that is promised, as a power of two. */
export const MEMORY_OPCODES = {
  i32Load: { opcode: 0x28, alignment: 2 },
  i64Load: { opcode: 0x29, alignment: 3 },
  f64Load: { opcode: 0x2b, alignment: 3 },
  i32Load8u: { opcode: 0x2d, alignment: 0 },
  i32Store: { opcode: 0x36, alignment: 2 },
  i64Store: { opcode: 0x37, alignment: 3 },
  f64Store: { opcode: 0x39, alignment: 3 },
  i32Store8: { opcode: 0x3a, alignment: 0 },
} as const;

/** Vector loads and stores, after the prefix 0xfd; v128 promises 8 bytes since pairs of doubles start anywhere. */
export const VECTOR_MEMORY_OPCODES = {
  v128Load: { opcode: 0, alignment: 3 },
  v128Load64Splat: { opcode: 10, alignment: 3 },
  v128Store: { opcode: 11, alignment: 3 },
} as const;

/** Instructions with other operands; `CodeWriter` has one method for each. */
export const Opcode = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  call: 0x10,
  callIndirect: 0x11,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  i32Const: 0x41,
  i64Const: 0x42,
  f64Const: 0x44,
  miscellaneousPrefix: 0xfc,
  memoryCopy: 10,
  memoryFill: 11,
  vectorPrefix: 0xfd,
  v128Const: 12,
  i8x16Shuffle: 13,
  v128Load64Lane: 87,
  f64x2ExtractLane: 33,
  f64x2ReplaceLane: 34,
  emptyBlockType: 0x40,
} as const;
