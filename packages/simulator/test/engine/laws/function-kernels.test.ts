import { cos, exp, log, pow, sin, tan, tanh } from "@ncrn/elementary-functions";
import { expect, test } from "vitest";
import { addFunctionKernels, layOutFunctionTables } from "../../../src/engine/laws/function-kernels.js";
import { LARGE_ARGUMENT_FUNCTIONS } from "../../../src/engine/laws/trigonometric-kernels.js";
import { createMemoryLayout } from "../../../src/engine/memory-layout.js";
import { webAssembly } from "../../../src/engine/webassembly-global.js";
import { createRandom } from "../../../src/random.js";
import { createModuleBuilder } from "../../../src/webassembly/module-builder.js";
import { parseKernel } from "../../../src/webassembly/parse-kernel.js";

const references: Readonly<Record<string, (x: number, y: number) => number>> = {
  exp,
  log,
  pow,
  tanh,
  sin,
  cos,
  tan,
  remainder: (x, y) => x % y,
  round: (x) => Math.round(x),
};
const binary = new Set(["pow", "remainder"]);

/** The functions of a module that has all kernels. */
function generated(): Readonly<Record<string, (...values: number[]) => number>> {
  const wasm = webAssembly()!;
  const module = createModuleBuilder({ memory: { minimumPages: 1 } });
  const names = new Set(Object.keys(references));
  const tables = layOutFunctionTables(createMemoryLayout(), names);
  addFunctionKernels(module, names, tables);
  const calls = Object.keys(references).map((name) =>
    binary.has(name)
      ? `export func call_${name}(x: f64, y: f64): f64 { return ${name}(x, y); }`
      : `export func call_${name}(x: f64): f64 { return ${name}(x); }`,
  );
  module.addKernel(parseKernel(calls.join("\n")), {});
  const memory = new wasm.Memory({ initial: 1 });
  for (const { address, values } of tables.numbers) new Float64Array(memory.buffer).set(values, address / 8);
  const imports = { env: { memory, ...LARGE_ARGUMENT_FUNCTIONS } };
  return new wasm.Instance(new wasm.Module(module.build()), imports).exports;
}

const special = [
  ...[0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -1.5, 2, -2, 3, 4, 5, -3, -7, 8, 9, 1e-310, -1e-310, 5e-324],
  ...[0.49999999999999994, 4503599627370497, 1e300, -1e300, 709.7, 709.8, -745, -746, -708.5, 22, 23, 1e6],
  ...[1000000.5, -1e7, 1e22, 1.7976931348623157e308, Infinity, -Infinity, Number.NaN],
];

/** Random numbers of all sizes: of order one, with any exponent, whole. */
function* drawn(count: number): Generator<number> {
  const random = createRandom(7, "arguments");
  for (let k = 0; k < count; k++) {
    const sign = random.uniform() < 0.5 ? -1 : 1;
    const u = random.uniform();
    const kind = k % 4;
    if (kind === 0) yield sign * 10 * u;
    else if (kind === 1) yield sign * 2 ** (2000 * u - 1000);
    else if (kind === 2) yield sign * 800 * u;
    else yield sign * Math.floor(40 * u) * 0.5;
  }
}

test.each(Object.keys(references))("%s gives the bits of the interpreter", (name) => {
  const own = generated()[`call_${name}`]!;
  const reference = references[name]!;
  const random = createRandom(8, "second arguments");
  const seconds = [...drawn(3000)];
  const check = (x: number, y: number): void => {
    const found = own(x, y);
    const expected = reference(x, y);
    if (!Object.is(found, expected)) expect([x, y, found]).toEqual([x, y, expected]);
  };
  for (const x of special) for (const y of special) check(x, y);
  for (const x of drawn(20_000)) check(x, seconds[Math.floor(random.uniform() * seconds.length)]!);
  for (const x of drawn(5_000)) check(Math.abs(x), Math.floor(30 * random.uniform() - 15) / 2);
});
