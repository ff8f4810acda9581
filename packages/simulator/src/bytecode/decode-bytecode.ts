// Bytes → program, or what is wrong with them. Total: any bytes, however damaged, give a program that can be run or a
// sentence. The layout is described in docs/bytecode.md; encode-bytecode.ts is its inverse.

import { textFromUtf8 } from "../utf8.js";
import {
  BYTECODE_VERSION,
  type Code,
  type Instruction,
  Opcode,
  type OpcodeNumber,
  type Program,
  type ProgramEvent,
  type ProgramReaction,
} from "./bytecode-format.js";
import { MAGIC, RateKind, type SectionTag, TargetKind, TriggerKind } from "./bytecode-sections.js";
import { findProgramProblem } from "./validate-program.js";

/** The program, checked so that it can be run, or the first problem as a sentence for the user. */
export function decodeBytecode(
  bytes: Uint8Array,
): { readonly program: Program } | { readonly problem: string } {
  const reader = createReader(bytes);
  const program = readProgram(reader);
  if (reader.position() !== bytes.length)
    reader.fail(`There are bytes after the last section, from byte ${reader.position()} on.`);
  const problem = reader.problem() ?? findProgramProblem(program);
  return problem === undefined ? { program } : { problem };
}

/** Reads forward; after the first problem every read returns an empty value. */
interface Reader {
  u8(): number;
  u32(): number;
  f64(): number;
  text(): string;
  list<T>(read: () => T): T[];
  readonly size: number;
  position(): number;
  fail(problem: string): void;
  problem(): string | undefined;
}

function createReader(bytes: Uint8Array): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  let problem: string | undefined;
  const fail = (found: string): void => {
    problem ??= found;
  };
  /** Where the next bytes begin; undefined if there are not so many. */
  const take = (count: number): number | undefined => {
    if (count > bytes.length - position) fail(`The file ends too early, at byte ${bytes.length}.`);
    if (problem !== undefined) return undefined;
    position += count;
    return position - count;
  };
  const number = (count: number, get: (at: number) => number): number => {
    const at = take(count);
    return at === undefined ? 0 : get(at);
  };
  const u32 = (): number => number(4, (at) => view.getUint32(at, true));
  return {
    size: bytes.length,
    u8: () => number(1, (at) => view.getUint8(at)),
    u32,
    f64: () => number(8, (at) => view.getFloat64(at, true)),
    text: () => {
      const length = u32();
      const at = take(length);
      return at === undefined ? "" : textAt(bytes.subarray(at, at + length), at, fail);
    },
    list: (read) => {
      const count = u32();
      const elements: ReturnType<typeof read>[] = [];
      // Every element takes a byte at least, so a damaged count ends the loop soon.
      for (let i = 0; i < count && problem === undefined; i++) elements.push(read());
      return problem === undefined ? elements : [];
    },
    position: () => position,
    fail,
    problem: () => problem,
  };
}

function textAt(bytes: Uint8Array, at: number, fail: (problem: string) => void): string {
  const text = textFromUtf8(bytes);
  if (text === undefined) fail(`The text at byte ${at} is not valid UTF-8.`);
  return text ?? "";
}

function readProgram(reader: Reader): Program {
  readHeader(reader);
  const program: Program = {
    name: readSection(reader, "NAME", reader.text),
    parameters: readSection(reader, "PARA", () =>
      reader.list(() => ({ name: reader.text(), value: reader.f64() })),
    ),
    species: readSection(reader, "SPEC", () =>
      reader.list(() => ({ name: reader.text(), initial: reader.f64(), clamped: readFlag(reader) })),
    ),
    reactions: readSection(reader, "REAC", () => reader.list(() => readReaction(reader))),
    events: readSection(reader, "EVNT", () => reader.list(() => readEvent(reader))),
    phases: readSection(reader, "PHAS", () =>
      reader.list(() => ({ name: reader.text(), duration: reader.f64() })),
    ),
    observables: readSection(reader, "OBSV", () =>
      reader.list(() => ({ name: reader.text(), code: readCode(reader) })),
    ),
  };
  return program;
}

function readHeader(reader: Reader): void {
  if (MAGIC.some((byte) => reader.u8() !== byte))
    reader.fail("This is not a bytecode file: it does not begin with NCRN.");
  const version = reader.u32();
  if (version !== BYTECODE_VERSION) {
    reader.fail(`The file has bytecode version ${version}; this program reads version ${BYTECODE_VERSION}.`);
  }
  if (reader.u32() !== reader.size) reader.fail("The file is not as long as its header says.");
}

function readSection<T>(reader: Reader, tag: SectionTag, read: () => T): T {
  const at = reader.position();
  const found = String.fromCharCode(reader.u8(), reader.u8(), reader.u8(), reader.u8());
  if (found !== tag) reader.fail(`Section ${tag} was expected at byte ${at}.`);
  const length = reader.u32();
  const start = reader.position();
  const value = read();
  if (reader.position() - start !== length)
    reader.fail(`Section ${tag} at byte ${at} is not as long as it says.`);
  return value;
}

function readReaction(reader: Reader): ProgramReaction {
  const readTerm = () => ({ species: reader.u32(), coefficient: reader.u32() });
  const name = reader.text();
  const reactants = reader.list(readTerm);
  const products = reader.list(readTerm);
  const kind = readKind(reader, "kind of rate", [RateKind.massAction, RateKind.law]);
  const code = readCode(reader);
  return {
    name,
    reactants,
    products,
    rate: { kind: kind === RateKind.law ? "law" : "mass-action", code },
    phases: reader.list(reader.u32),
  };
}

function readEvent(reader: Reader): ProgramEvent {
  const name = reader.text();
  const trigger = readTrigger(reader);
  const assignments = reader.list(() => {
    const kind = readKind(reader, "kind of target", [TargetKind.species, TargetKind.parameter]);
    const target = {
      kind: kind === TargetKind.parameter ? ("parameter" as const) : ("species" as const),
      index: reader.u32(),
    };
    return { target, value: readCode(reader) };
  });
  return { name, trigger, assignments };
}

function readTrigger(reader: Reader): ProgramEvent["trigger"] {
  const kind = readKind(reader, "kind of trigger", Object.values(TriggerKind));
  if (kind === TriggerKind.at) return { kind: "at", time: reader.f64() };
  if (kind === TriggerKind.every) return { kind: "every", period: reader.f64() };
  if (kind === TriggerKind.everyFrom) return { kind: "every", period: reader.f64(), first: reader.f64() };
  return { kind: "when", condition: readCode(reader) };
}

/** Unknown opcodes are left to the check of the program, which names the place. */
function readCode(reader: Reader): Code {
  return reader.list((): Instruction => {
    const opcode = reader.u8() as OpcodeNumber;
    if (opcode === Opcode.number) return { opcode, operand: reader.f64() };
    if (opcode === Opcode.parameter || opcode === Opcode.species) return { opcode, operand: reader.u32() };
    return { opcode, operand: 0 };
  });
}

function readFlag(reader: Reader): boolean {
  return readKind(reader, "flag", [0, 1]) === 1;
}

function readKind(reader: Reader, what: string, allowed: readonly number[]): number {
  const at = reader.position();
  const kind = reader.u8();
  if (!allowed.includes(kind)) reader.fail(`The byte ${kind} at ${at} is no ${what}.`);
  return kind;
}
