// Instructions of a function body, one method each. Most differ only in their opcode: those methods are made from the
// tables of instructions.ts.
import { type ByteWriter, createByteWriter } from "./byte-writer.js";
import {
  MEMORY_OPCODES,
  Opcode,
  PLAIN_OPCODES,
  SATURATING_OPCODES,
  VALUE_TYPE_CODES,
  type ValueType,
  VECTOR_MEMORY_OPCODES,
  VECTOR_OPCODES,
} from "./instructions.js";

/** Instructions without operands in the code. */
export type PlainInstruction =
  | keyof typeof PLAIN_OPCODES
  | keyof typeof SATURATING_OPCODES
  | keyof typeof VECTOR_OPCODES;
/** Loads and stores. */
export type MemoryInstruction = keyof typeof MEMORY_OPCODES | keyof typeof VECTOR_MEMORY_OPCODES;

/**
 * Writes a function body. Every method appends one instruction.
 * The methods do not check types: `WebAssembly.validate` does. Loads and stores take the constant part of the
 * address in bytes; a lane is 0 or 1; a label counts the enclosing blocks from the inside, 0 first.
 */
export type CodeWriter = OperandInstructions & {
  readonly [name in PlainInstruction]: () => void;
} & {
  readonly [name in MemoryInstruction]: (offset?: number) => void;
};

/** A writer of instructions into `bytes`. */
export function createCodeWriter(bytes: ByteWriter = createByteWriter()): CodeWriter {
  return new OperandInstructions(bytes) as CodeWriter;
}

class OperandInstructions {
  readonly bytes: ByteWriter;

  constructor(bytes: ByteWriter) {
    this.bytes = bytes;
  }

  localGet(index: number): void {
    this.bytes.u8u32(Opcode.localGet, index);
  }
  localSet(index: number): void {
    this.bytes.u8u32(Opcode.localSet, index);
  }
  localTee(index: number): void {
    this.bytes.u8u32(Opcode.localTee, index);
  }
  globalGet(index: number): void {
    this.bytes.u8u32(Opcode.globalGet, index);
  }

  i32Const(value: number): void {
    this.bytes.u8(Opcode.i32Const);
    this.bytes.s32(value);
  }
  i64Const(value: bigint): void {
    this.bytes.u8(Opcode.i64Const);
    this.bytes.s64(value);
  }
  f64Const(value: number): void {
    this.bytes.u8(Opcode.f64Const);
    this.bytes.f64(value);
  }
  /** v128.const of two doubles. */
  f64x2Const(lane0: number, lane1: number): void {
    this.bytes.u8u32(Opcode.vectorPrefix, Opcode.v128Const);
    this.bytes.f64(lane0);
    this.bytes.f64(lane1);
  }

  /** A block, loop or if may leave one value of the given type on the stack. */
  block(result?: ValueType): void {
    this.structured(Opcode.block, result);
  }
  loop(result?: ValueType): void {
    this.structured(Opcode.loop, result);
  }
  if(result?: ValueType): void {
    this.structured(Opcode.if, result);
  }
  br(label: number): void {
    this.bytes.u8u32(Opcode.br, label);
  }
  brIf(label: number): void {
    this.bytes.u8u32(Opcode.brIf, label);
  }
  /** Branches to labels[value on the stack], or to `otherwise` if there is none. */
  brTable(labels: readonly number[], otherwise: number): void {
    this.bytes.u8u32(Opcode.brTable, labels.length);
    for (const label of labels) this.bytes.u32(label);
    this.bytes.u32(otherwise);
  }
  call(functionIndex: number): void {
    this.bytes.u8u32(Opcode.call, functionIndex);
  }
  /** Calls the function in the slot of the (only) table whose number is on the stack, after the arguments. */
  callIndirect(typeIndex: number): void {
    this.bytes.u8u32(Opcode.callIndirect, typeIndex);
    this.bytes.u8(0);
  }

  f64x2ExtractLane(lane: number): void {
    this.bytes.u8u32(Opcode.vectorPrefix, Opcode.f64x2ExtractLane);
    this.bytes.u8(lane);
  }
  f64x2ReplaceLane(lane: number): void {
    this.bytes.u8u32(Opcode.vectorPrefix, Opcode.f64x2ReplaceLane);
    this.bytes.u8(lane);
  }
  /** Stack: address, vector; loads one of its lanes. */
  v128Load64Lane(offset: number, lane: number): void {
    this.bytes.u8u32(Opcode.vectorPrefix, Opcode.v128Load64Lane);
    this.bytes.u8u32(3, offset);
    this.bytes.u8(lane);
  }
  /** Sixteen numbers of bytes, 0–15 of the first and 16–31 of the second vector. */
  i8x16Shuffle(lanes: readonly number[]): void {
    this.bytes.u8u32(Opcode.vectorPrefix, Opcode.i8x16Shuffle);
    for (const lane of lanes) this.bytes.u8(lane);
  }

  /** Stack: to, from, number of bytes; the ranges may overlap. */
  memoryCopy(): void {
    this.bytes.u8u32(Opcode.miscellaneousPrefix, Opcode.memoryCopy);
    this.bytes.u8(0);
    this.bytes.u8(0);
  }
  /** Stack: to, byte, number of bytes. */
  memoryFill(): void {
    this.bytes.u8u32(Opcode.miscellaneousPrefix, Opcode.memoryFill);
    this.bytes.u8(0);
  }

  private structured(opcode: number, result: ValueType | undefined): void {
    this.bytes.u8(opcode);
    this.bytes.u8(result === undefined ? Opcode.emptyBlockType : VALUE_TYPE_CODES[result]);
  }
}

/** The same function body serves every instruction of a kind, so that V8 optimises it once. */
function addMethods<Entry>(
  table: Readonly<Record<string, Entry>>,
  method: (entry: Entry) => (this: OperandInstructions, offset?: number) => void,
): void {
  for (const [name, entry] of Object.entries(table)) {
    Object.defineProperty(OperandInstructions.prototype, name, { value: method(entry) });
  }
}

addMethods(PLAIN_OPCODES, (opcode) => {
  return function () {
    this.bytes.u8(opcode);
  };
});

addMethods(SATURATING_OPCODES, (opcode) => {
  return function () {
    this.bytes.u8(Opcode.miscellaneousPrefix);
    this.bytes.u8(opcode);
  };
});

addMethods(VECTOR_OPCODES, (opcode) => {
  return function () {
    this.bytes.u8u32(Opcode.vectorPrefix, opcode);
  };
});

addMethods(MEMORY_OPCODES, ({ opcode, alignment }) => {
  return function (offset = 0) {
    this.bytes.u8(opcode);
    this.bytes.u8u32(alignment, offset);
  };
});

addMethods(VECTOR_MEMORY_OPCODES, ({ opcode, alignment }) => {
  return function (offset = 0) {
    this.bytes.u8(Opcode.vectorPrefix);
    this.bytes.u8(opcode);
    this.bytes.u8u32(alignment, offset);
  };
});
