// The functions that laws call, as kernels of a module: each of them once, and only those that are called.

import { powerTables } from "@ncrn/elementary-functions";
import type { Kernel } from "../../webassembly/kernel-syntax.js";
import type { ModuleBuilder } from "../../webassembly/module-builder.js";
import { parseKernel } from "../../webassembly/parse-kernel.js";
import type { MemoryLayout } from "../memory-layout.js";
import { EXP_KERNEL, LOG_KERNEL, TANH_KERNEL } from "./elementary-kernels.js";
import { POWER_KERNEL } from "./power-kernel.js";
import { COS_KERNEL, NEAR_ZERO_KERNEL, SIN_KERNEL, TAN_KERNEL } from "./trigonometric-kernels.js";

/** JavaScript's `%`: the remainder is exact, since each subtraction is. */
const REMAINDER_KERNEL = `
func remainder(a: f64, b: f64): f64 {
  let rest: f64 = abs(a);
  let size: f64 = abs(b);
  if (!(rest < 1e999 && size > 0.0)) { return 0.0 / 0.0; }
  if (rest < size) { return a; }
  let multiple: f64 = size;
  while (multiple <= 0.5 * rest) { multiple = multiple + multiple; }
  while (multiple >= size) {
    if (rest >= multiple) { rest = rest - multiple; }
    multiple = 0.5 * multiple;
  }
  return copysign(rest, a);
}`;

/** JavaScript's `Math.round`: halves up. */
const ROUND_KERNEL = `
func round(x: f64): f64 {
  let below: f64 = floor(x);
  if (x - below < 0.5) { return copysign(below, x); }
  return copysign(below + 1.0, x);
}`;

const KERNEL_TEXTS: Readonly<Record<string, string>> = {
  exp: EXP_KERNEL,
  log: LOG_KERNEL,
  pow: POWER_KERNEL,
  tanh: TANH_KERNEL,
  sin: SIN_KERNEL,
  cos: COS_KERNEL,
  tan: TAN_KERNEL,
  remainder: REMAINDER_KERNEL,
  round: ROUND_KERNEL,
};
const TRIGONOMETRIC = ["sin", "cos", "tan"];

const parsed = new Map<string, Kernel>();

/** Tables that functions look up, to be written into memory, and the constants under which kernels find them. */
export interface FunctionTables {
  readonly numbers: readonly { readonly address: number; readonly values: Float64Array }[];
  readonly constants: Readonly<Record<string, number>>;
}

/** Reserves memory for the tables of the functions of these names. */
export function layOutFunctionTables(memory: MemoryLayout, names: ReadonlySet<string>): FunctionTables {
  if (!names.has("pow")) return { numbers: [], constants: {} };
  const { places, powers } = powerTables();
  const POWER_PLACES = memory.reserve(8 * places.length);
  const POWER_POWERS = memory.reserve(8 * powers.length);
  const numbers = [
    { address: POWER_PLACES, values: places },
    { address: POWER_POWERS, values: powers },
  ];
  return { numbers, constants: { POWER_PLACES, POWER_POWERS } };
}

/** Gives a module the functions of these names: exp, log, pow, tanh, sin, cos, tan, remainder, round. */
export function addFunctionKernels(
  module: ModuleBuilder,
  names: ReadonlySet<string>,
  { constants }: FunctionTables,
): void {
  const trigonometric = TRIGONOMETRIC.filter((name) => names.has(name));
  for (const name of trigonometric)
    module.importFunction(`${name}OfLarge`, { parameters: ["f64"], result: "f64" });
  if (trigonometric.length > 0) module.addKernel(kernelOf("", NEAR_ZERO_KERNEL), {});
  for (const name of names) module.addKernel(kernelOf(name, KERNEL_TEXTS[name]!), constants);
}

/** Each text is parsed when it is first needed. */
function kernelOf(name: string, text: string): Kernel {
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const kernel = parseKernel(text);
  parsed.set(name, kernel);
  return kernel;
}
