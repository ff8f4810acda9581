// Sections of a WebAssembly module, in the order in which they stand in the binary format.
import { type ByteWriter, createByteWriter } from "./byte-writer.js";
import {
  type FunctionSignature,
  Opcode,
  PLAIN_OPCODES,
  VALUE_TYPE_CODES,
  type ValueType,
} from "./instructions.js";

/** The memory that a module imports as env.memory; sizes in pages of 64 KiB. */
export interface ModuleMemory {
  readonly minimumPages: number;
  readonly maximumPages?: number;
  /** Several threads may use it; needs `maximumPages`. */
  readonly shared?: boolean;
}

/** Types of the locals after the parameters, one by one or as runs [count, type]. */
export type Locals = readonly (ValueType | readonly [count: number, type: ValueType])[];

const SectionId = { type: 1, import: 2, function: 3, table: 4, export: 7, element: 9, code: 10 } as const;
const ExternalKind = { function: 0, memory: 2, global: 3 } as const;
const IMMUTABLE = 0;
const FUNCTION_TYPE = 0x60;
const FUNCTION_REFERENCE = 0x70;
const HEADER = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
const ENVIRONMENT = "env";

/** Signatures in the order in which they were first asked for. */
export interface TypeTable {
  readonly signatures: readonly FunctionSignature[];
  /** Number of a signature; equal signatures have one number. */
  indexOf(signature: FunctionSignature): number;
}

export function createTypeTable(): TypeTable {
  const signatures: FunctionSignature[] = [];
  const indices = new Map<string, number>();
  return {
    signatures,
    indexOf(signature) {
      const key = `${signature.parameters.join()}:${signature.result ?? ""}`;
      let index = indices.get(key);
      if (index === undefined) {
        index = signatures.push(signature) - 1;
        indices.set(key, index);
      }
      return index;
    },
  };
}

/** What the sections of a module say; functions are given by the numbers of their types. */
export interface ModuleContent {
  readonly memory: ModuleMemory;
  readonly signatures: readonly FunctionSignature[];
  readonly imports: readonly { readonly name: string; readonly typeIndex: number }[];
  /** Names of imported numbers (i32). */
  readonly constants: readonly string[];
  readonly functionTypes: readonly number[];
  readonly exports: readonly { readonly name: string; readonly functionIndex: number }[];
  /** Numbers of the functions in the table; undefined for no table. */
  readonly table: readonly number[] | undefined;
  /** Bodies one after the other, each preceded by its size. */
  readonly bodies: ByteWriter;
}

/** The module as a file. */
export function encodeModule(content: ModuleContent): Uint8Array {
  const module = createByteWriter(content.bodies.length + 4096);
  const section = createByteWriter(4096);
  const add = (id: number, write: (section: ByteWriter) => void): void => {
    section.clear();
    write(section);
    module.u8(id);
    module.u32(section.length);
    module.append(section);
  };
  const { signatures, functionTypes, exports, table } = content;
  module.bytes(HEADER);
  add(SectionId.type, (to) => writeVector(to, signatures, writeSignature));
  add(SectionId.import, (to) => writeImports(to, content));
  add(SectionId.function, (to) => writeVector(to, functionTypes, (to, index) => to.u32(index)));
  if (table !== undefined) add(SectionId.table, (to) => writeTable(to, table.length));
  add(SectionId.export, (to) => writeVector(to, exports, writeExport));
  if (table !== undefined) add(SectionId.element, (to) => writeElements(to, table));
  add(SectionId.code, (to) => {
    to.u32(functionTypes.length);
    to.append(content.bodies);
  });
  return module.toBytes();
}

/** A function body: number of bytes, locals, instructions, end. */
export function writeBody(bodies: ByteWriter, locals: Locals, instructions: ByteWriter): void {
  const header = createByteWriter(16 + 8 * locals.length);
  writeLocals(header, locals);
  bodies.u32(header.length + instructions.length + 1);
  bodies.append(header);
  bodies.append(instructions);
  bodies.u8(PLAIN_OPCODES.end);
}

/** Neighbouring locals of one type become one run. */
function writeLocals(to: ByteWriter, locals: Locals): void {
  const runs: [count: number, type: ValueType][] = [];
  for (const local of locals) {
    const [count, type] = typeof local === "string" ? ([1, local] as const) : local;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === type) last[0] += count;
    else if (count > 0) runs.push([count, type]);
  }
  writeVector(to, runs, (to, [count, type]) => {
    to.u32(count);
    to.u8(VALUE_TYPE_CODES[type]);
  });
}

function writeSignature(to: ByteWriter, signature: FunctionSignature): void {
  to.u8(FUNCTION_TYPE);
  const results = signature.result === undefined ? [] : [signature.result];
  writeVector(to, signature.parameters, writeType);
  writeVector(to, results, writeType);
}

function writeType(to: ByteWriter, type: ValueType): void {
  to.u8(VALUE_TYPE_CODES[type]);
}

function writeImports(to: ByteWriter, { memory, imports, constants }: ModuleContent): void {
  to.u32(imports.length + constants.length + 1);
  to.text(ENVIRONMENT);
  to.text("memory");
  to.u8(ExternalKind.memory);
  to.u8((memory.maximumPages === undefined ? 0 : 1) | (memory.shared === true ? 2 : 0));
  to.u32(memory.minimumPages);
  if (memory.maximumPages !== undefined) to.u32(memory.maximumPages);
  for (const { name, typeIndex } of imports) {
    to.text(ENVIRONMENT);
    to.text(name);
    to.u8(ExternalKind.function);
    to.u32(typeIndex);
  }
  for (const name of constants) {
    to.text(ENVIRONMENT);
    to.text(name);
    to.u8(ExternalKind.global);
    to.u8(VALUE_TYPE_CODES.i32);
    to.u8(IMMUTABLE);
  }
}

function writeTable(to: ByteWriter, size: number): void {
  to.u32(1);
  to.u8(FUNCTION_REFERENCE);
  to.u8(1);
  to.u32(size);
  to.u32(size);
}

function writeExport(to: ByteWriter, entry: { readonly name: string; readonly functionIndex: number }): void {
  to.text(entry.name);
  to.u8(ExternalKind.function);
  to.u32(entry.functionIndex);
}

/** One active segment that fills the table from slot 0 on. */
function writeElements(to: ByteWriter, table: readonly number[]): void {
  to.u32(1);
  to.u32(0);
  to.u8(Opcode.i32Const);
  to.s32(0);
  to.u8(PLAIN_OPCODES.end);
  writeVector(to, table, (to, index) => to.u32(index));
}

function writeVector<T>(
  to: ByteWriter,
  elements: readonly T[],
  write: (to: ByteWriter, element: T) => void,
): void {
  to.u32(elements.length);
  for (const element of elements) write(to, element);
}
