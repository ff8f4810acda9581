import { expect, test } from "vitest";
import type { CodeWriter, MemoryInstruction, PlainInstruction } from "../../src/webassembly/code-writer.js";
import {
  MEMORY_OPCODES,
  PLAIN_OPCODES,
  SATURATING_OPCODES,
  type ValueType,
  VECTOR_MEMORY_OPCODES,
  VECTOR_OPCODES,
} from "../../src/webassembly/instructions.js";
import { createModuleBuilder } from "../../src/webassembly/module-builder.js";
import { disassemble, isValid, run } from "./run-module.js";

/** Instructions by the types that they take and leave. */
const SIGNATURES: Readonly<Record<string, string>> = {
  "> ": "nop",
  "i32 > i32": "i32Eqz i32Clz i32Ctz i32Popcnt i32Load i32Load8u",
  "i32 i32 > i32": `i32Eq i32Ne i32LtS i32LtU i32GtS i32GtU i32LeS i32LeU i32GeS i32GeU i32Add i32Sub i32Mul i32DivS
    i32DivU i32RemS i32RemU i32And i32Or i32Xor i32Shl i32ShrS i32ShrU i32Rotl i32Rotr`,
  "i64 > i32": "i64Eqz i32WrapI64",
  "i64 i64 > i32": "i64Eq i64Ne i64LtS i64LtU i64GtS i64GtU i64LeS i64LeU i64GeS i64GeU",
  "i64 > i64": "i64Clz i64Ctz i64Popcnt",
  "i64 i64 > i64": `i64Add i64Sub i64Mul i64DivS i64DivU i64RemS i64RemU i64And i64Or i64Xor i64Shl i64ShrS i64ShrU
    i64Rotl i64Rotr`,
  "f64 f64 > i32": "f64Eq f64Ne f64Lt f64Gt f64Le f64Ge",
  "f64 > f64": "f64Abs f64Neg f64Ceil f64Floor f64Trunc f64Nearest f64Sqrt",
  "f64 f64 > f64": "f64Add f64Sub f64Mul f64Div f64Min f64Max f64Copysign",
  "i32 > i64": "i64ExtendI32S i64ExtendI32U i64Load",
  "i32 > f64": "f64ConvertI32S f64ConvertI32U f64Load",
  "i64 > f64": "f64ConvertI64S f64ConvertI64U f64ReinterpretI64",
  "f64 > i64": "i64ReinterpretF64 i64TruncSatF64S i64TruncSatF64U",
  "f64 > i32": "i32TruncSatF64S i32TruncSatF64U",
  "f64 f64 i32 > f64": "select",
  "f64 > ": "drop",
  "i64 > v128": "i64x2Splat",
  "f64 > v128": "f64x2Splat",
  "v128 > v128": "v128Not f64x2Ceil f64x2Floor f64x2Trunc f64x2Nearest f64x2Abs f64x2Neg f64x2Sqrt",
  "v128 v128 > v128": `f64x2Eq f64x2Ne f64x2Lt f64x2Gt f64x2Le f64x2Ge v128And v128Andnot v128Or v128Xor f64x2Add f64x2Sub
    f64x2Mul f64x2Div f64x2Min f64x2Max f64x2Pmin f64x2Pmax`,
  "v128 v128 v128 > v128": "v128Bitselect",
  "v128 > i32": "v128AnyTrue i64x2AllTrue i64x2Bitmask",
  "i32 > v128": "v128Load v128Load64Splat",
  "i32 i32 > ": "i32Store i32Store8",
  "i32 i64 > ": "i64Store",
  "i32 f64 > ": "f64Store",
  "i32 v128 > ": "v128Store",
};

const CASES = Object.entries(SIGNATURES).flatMap(([signature, names]) =>
  names.split(/\s+/).map((name) => ({ name: name as PlainInstruction | MemoryInstruction, signature })),
);

function moduleOf(
  signature: { parameters: readonly ValueType[]; result?: ValueType },
  write: (code: CodeWriter) => void,
): Uint8Array {
  const builder = createModuleBuilder({ memory: { minimumPages: 1 } });
  builder.addFunction({ name: "f", ...signature, locals: [], exported: true, write });
  return builder.build();
}

test.each(CASES)("$name has the code of its name: $signature", async ({ name, signature }) => {
  const [parameters, result] = signature.split(">").map((types) => types.trim().split(" ")) as ValueType[][];
  const types = parameters!.filter((type) => (type as string) !== "");
  const type = result![0]! as ValueType | "";
  const bytes = moduleOf({ parameters: types, ...(type === "" ? {} : { result: type }) }, (code) => {
    for (const index of types.keys()) code.localGet(index);
    code[name]();
  });
  expect(isValid(bytes)).toBe(true);
  const lines = await disassemble(bytes);
  const words = lines.map((line) => line.split(/[ )]/)[0]!.replace(/[._]/g, "").toLowerCase());
  expect(words).toContain(name.toLowerCase());
});

test("the table above has every instruction, and the others are in the module below", () => {
  const elsewhere = ["unreachable", "else", "end", "return"];
  const all = [PLAIN_OPCODES, SATURATING_OPCODES, VECTOR_OPCODES, MEMORY_OPCODES, VECTOR_MEMORY_OPCODES];
  const names = all.flatMap((table) => Object.keys(table)).filter((name) => !elsewhere.includes(name));
  expect(new Set(CASES.map(({ name }) => name))).toEqual(new Set(names));
  expect(CASES).toHaveLength(names.length);
});

test("instructions with operands", async () => {
  const builder = createModuleBuilder({ memory: { minimumPages: 1, maximumPages: 3, shared: true } });
  builder.importFunction("g", { parameters: ["f64"], result: "f64" });
  builder.addTable(["f", "g"]);
  builder.addFunction({
    name: "f",
    parameters: ["f64"],
    result: "f64",
    locals: ["i32", [2, "i32"], "v128", [0, "f64"], "i64"],
    write: writeOperandInstructions,
  });
  const bytes = builder.build();
  expect(isValid(bytes)).toBe(true);
  const lines = await disassemble(bytes);
  expect(lines.filter((line) => /^\((import|table|elem)/.test(line))).toEqual([
    '(import "env" "memory" (memory (;0;) 1 3 shared))',
    '(import "env" "g" (func (;0;) (type 0)))',
    "(table (;0;) 2 2 funcref)",
    "(elem (;0;) (i32.const 0) func 1 0))",
  ]);
  const start = lines.indexOf("(local i32 i32 i32 v128 i64)");
  expect(lines.slice(start + 1, lines.indexOf("(table (;0;) 2 2 funcref)"))).toEqual(
    EXPECTED.split("\n").map((line) => line.trim()),
  );
});

function writeOperandInstructions(
  code: CodeWriter,
  functionIndex: (name: string) => number,
  typeIndex: (signature: { parameters: readonly ValueType[]; result?: ValueType }) => number,
): void {
  code.block();
  code.loop();
  code.i32Const(-7);
  code.localTee(1);
  code.brIf(0);
  code.localGet(1);
  code.brTable([0, 1], 1);
  code.end();
  code.end();
  code.i64Const(-(2n ** 40n));
  code.localSet(5);
  code.f64x2Const(1, -0.5);
  code.localGet(4);
  code.i8x16Shuffle([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
  code.localGet(0);
  code.f64x2ReplaceLane(1);
  code.f64x2ExtractLane(0);
  code.drop();
  for (const write of [() => code.memoryCopy(), () => code.memoryFill()]) {
    for (const n of [8, 16, 300]) code.i32Const(n);
    write();
  }
  code.localGet(1);
  code.if("f64");
  code.localGet(1);
  code.f64Load(1024);
  code.call(functionIndex("g"));
  code.else();
  code.f64Const(0.25);
  code.localGet(2);
  code.callIndirect(typeIndex({ parameters: ["f64"], result: "f64" }));
  code.end();
  code.return();
  code.br(0);
  code.unreachable();
}

/** As wabt shows them: a label is followed by the block that it means. */
const EXPECTED = `block  ;; label = @1
  loop  ;; label = @2
  i32.const -7
  local.tee 1
  br_if 0 (;@2;)
  local.get 1
  br_table 0 (;@2;) 1 (;@1;) 1 (;@1;)
  end
  end
  i64.const -1099511627776
  local.set 5
  v128.const i32x4 0x00000000 0x3ff00000 0x00000000 0xbfe00000
  local.get 4
  i8x16.shuffle 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
  local.get 0
  f64x2.replace_lane 1
  f64x2.extract_lane 0
  drop
  i32.const 8
  i32.const 16
  i32.const 300
  memory.copy
  i32.const 8
  i32.const 16
  i32.const 300
  memory.fill
  local.get 1
  if (result f64)  ;; label = @1
  local.get 1
  f64.load offset=1024
  call 0
  else
  f64.const 0x1p-2 (;=0.25;)
  local.get 2
  call_indirect (type 0)
  end
  return
  br 0 (;@0;)
  unreachable)`;

test("code runs", () => {
  const bytes = moduleOf({ parameters: ["i32"], result: "f64" }, (code) => {
    code.localGet(0);
    code.f64Load(8);
  });
  const { call, memory } = run(bytes);
  new Float64Array(memory)[3] = 2.5;
  expect(call["f"]!(16)).toBe(2.5);
});
