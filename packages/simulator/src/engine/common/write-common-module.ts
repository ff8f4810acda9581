// The common module as a file: what it is now stands in common-module.generated.ts, which a test compares.
import { createModuleBuilder } from "../../webassembly/module-builder.js";
import { parseKernel } from "../../webassembly/parse-kernel.js";
import { CONTROL_INTEGERS, CONTROL_NUMBERS } from "../solve-kernel.js";
import { commonKernels } from "./common-kernel.js";

/** Where the numbers that control a solve stand, whatever the system. */
export const CONTROL = 64;

/** Addresses of what controls a solve. */
export function controlConstants(): Readonly<Record<string, number>> {
  const constants: Record<string, number> = {};
  for (const [index, name] of CONTROL_NUMBERS.entries()) constants[name] = CONTROL + 8 * index;
  const integers = CONTROL + 8 * CONTROL_NUMBERS.length;
  for (const [index, name] of CONTROL_INTEGERS.entries()) constants[name] = integers + 4 * index;
  return constants;
}

/** Writes the module; all other addresses, and sizes, are what it is given when it is started. */
export function writeCommonModule(): Uint8Array {
  const module = createModuleBuilder({ memory: { minimumPages: 1 }, importsConstants: true });
  for (const text of commonKernels()) module.addKernel(parseKernel(text), controlConstants());
  return module.build();
}
