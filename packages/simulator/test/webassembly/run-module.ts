// What the tests need of the WebAssembly interface of Node, and the disassembler that serves as the second opinion.
import wabt from "wabt";
import { createModuleBuilder } from "../../src/webassembly/module-builder.js";
import { parseKernel } from "../../src/webassembly/parse-kernel.js";

export type Argument = number | bigint;
export type WasmFunction = (...values: Argument[]) => Argument | undefined;

interface WasmInterface {
  validate(bytes: Uint8Array): boolean;
  Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: Record<string, WasmFunction> };
}

const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: WasmInterface };

const disassembler = wabt();

export function isValid(bytes: Uint8Array): boolean {
  return wasm.validate(bytes);
}

/** An instance with four pages of memory. */
export function run(
  bytes: Uint8Array,
  imports: Readonly<Record<string, WasmFunction | number>> = {},
): { call: Record<string, WasmFunction>; memory: ArrayBuffer } {
  const memory = new wasm.Memory({ initial: 4 });
  const instance = new wasm.Instance(new wasm.Module(bytes), { env: { memory, ...imports } });
  return { call: instance.exports, memory: memory.buffer };
}

export function moduleFromKernel(text: string, constants: Readonly<Record<string, number>> = {}): Uint8Array {
  const builder = createModuleBuilder({ memory: { minimumPages: 1 } });
  builder.addKernel(parseKernel(text), constants);
  return builder.build();
}

/** The lines of the module in the text format, without indentation. */
export async function disassemble(bytes: Uint8Array): Promise<string[]> {
  const { readWasm } = await disassembler;
  const module = readWasm(bytes, { simd: true, bulk_memory: true, sat_float_to_int: true, threads: true });
  const text = module.toText({});
  module.destroy();
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
