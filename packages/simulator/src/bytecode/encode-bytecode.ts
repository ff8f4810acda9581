// Program → bytes. The layout is described in docs/bytecode.md; decode-bytecode.ts is its inverse.

import { utf8FromText } from "../utf8.js";
import {
  BYTECODE_VERSION,
  type Code,
  Opcode,
  type Program,
  type ProgramEvent,
  type ProgramReaction,
  type ProgramTerm,
} from "./bytecode-format.js";
import {
  MAGIC,
  RateKind,
  SECTION_TAGS,
  type SectionTag,
  TargetKind,
  TriggerKind,
} from "./bytecode-sections.js";

/** The binary form of a program; equal programs give equal bytes. */
export function encodeBytecode(program: Program): Uint8Array {
  const sections = SECTION_TAGS.map((tag) => ({ tag, bytes: encodeSection(tag, program) }));
  const length = 12 + sections.reduce((sum, { bytes }) => sum + 8 + bytes.length, 0);
  const writer = createWriter();
  for (const byte of MAGIC) writer.u8(byte);
  writer.u32(BYTECODE_VERSION);
  writer.u32(length);
  for (const { tag, bytes } of sections) {
    for (const byte of utf8FromText(tag)) writer.u8(byte);
    writer.u32(bytes.length);
    for (const byte of bytes) writer.u8(byte);
  }
  return Uint8Array.from(writer.bytes);
}

interface Writer {
  readonly bytes: number[];
  u8(value: number): void;
  u32(value: number): void;
  f64(value: number): void;
  text(value: string): void;
  /** The number of elements and then each of them. */
  list<T>(elements: readonly T[], write: (element: T) => void): void;
}

function createWriter(): Writer {
  const bytes: number[] = [];
  const view = new DataView(new ArrayBuffer(8));
  const flush = (count: number): void => {
    for (let i = 0; i < count; i++) bytes.push(view.getUint8(i));
  };
  const writer: Writer = {
    bytes,
    u8: (value) => {
      bytes.push(value);
    },
    u32: (value) => {
      view.setUint32(0, value, true);
      flush(4);
    },
    f64: (value) => {
      view.setFloat64(0, value, true);
      flush(8);
    },
    text: (value) => writer.list(utf8FromText(value), writer.u8),
    list: (elements, write) => {
      writer.u32(elements.length);
      for (const element of elements) write(element);
    },
  };
  return writer;
}

function encodeSection(tag: SectionTag, program: Program): readonly number[] {
  const writer = createWriter();
  switch (tag) {
    case "NAME":
      writer.text(program.name);
      break;
    case "PARA":
      writer.list(program.parameters, ({ name, value }) => {
        writer.text(name);
        writer.f64(value);
      });
      break;
    case "SPEC":
      writer.list(program.species, ({ name, initial, clamped }) => {
        writer.text(name);
        writer.f64(initial);
        writer.u8(clamped ? 1 : 0);
      });
      break;
    case "REAC":
      writer.list(program.reactions, (reaction) => writeReaction(writer, reaction));
      break;
    case "EVNT":
      writer.list(program.events, (event) => writeEvent(writer, event));
      break;
    case "PHAS":
      writer.list(program.phases, ({ name, duration }) => {
        writer.text(name);
        writer.f64(duration);
      });
      break;
    case "OBSV":
      writer.list(program.observables, ({ name, code }) => {
        writer.text(name);
        writeCode(writer, code);
      });
      break;
  }
  return writer.bytes;
}

function writeReaction(writer: Writer, { name, reactants, products, rate, phases }: ProgramReaction): void {
  const writeTerm = ({ species, coefficient }: ProgramTerm): void => {
    writer.u32(species);
    writer.u32(coefficient);
  };
  writer.text(name);
  writer.list(reactants, writeTerm);
  writer.list(products, writeTerm);
  writer.u8(rate.kind === "law" ? RateKind.law : RateKind.massAction);
  writeCode(writer, rate.code);
  writer.list(phases, writer.u32);
}

function writeEvent(writer: Writer, { name, trigger, assignments }: ProgramEvent): void {
  writer.text(name);
  const startsElsewhere = trigger.kind === "every" && trigger.first !== undefined;
  writer.u8(startsElsewhere ? TriggerKind.everyFrom : TriggerKind[trigger.kind]);
  switch (trigger.kind) {
    case "at":
      writer.f64(trigger.time);
      break;
    case "every":
      writer.f64(trigger.period);
      if (trigger.first !== undefined) writer.f64(trigger.first);
      break;
    case "when":
      writeCode(writer, trigger.condition);
      break;
  }
  writer.list(assignments, ({ target, value }) => {
    writer.u8(TargetKind[target.kind]);
    writer.u32(target.index);
    writeCode(writer, value);
  });
}

function writeCode(writer: Writer, code: Code): void {
  writer.list(code, ({ opcode, operand }) => {
    writer.u8(opcode);
    if (opcode === Opcode.number) writer.f64(operand);
    else if (opcode === Opcode.parameter || opcode === Opcode.species) writer.u32(operand);
  });
}
