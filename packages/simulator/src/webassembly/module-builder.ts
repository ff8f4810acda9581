// Puts functions written by hand (CodeWriter) and kernels (kernel language) together in one WebAssembly module.
import { InternalError } from "../internal-error.js";
import { createByteWriter } from "./byte-writer.js";
import { type CodeWriter, createCodeWriter } from "./code-writer.js";
import { compileKernelFunction } from "./compile-kernel.js";
import type { FunctionSignature, ValueType } from "./instructions.js";
import type { Kernel } from "./kernel-syntax.js";
import {
  createTypeTable,
  encodeModule,
  type Locals,
  type ModuleMemory,
  writeBody,
} from "./module-sections.js";

/** A function whose instructions are written one by one. */
export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
  /** Locals after the parameters, numbered from `parameters.length` on; all start as zero. */
  readonly locals: Locals;
  /** Callable from outside under its name; default false. */
  readonly exported?: boolean;
  /**
   * Writes the body without its final `end`. Runs in `build`, when all functions are known: `functionIndex` gives
   * the number for `call`, `typeIndex` the number for `callIndirect`.
   */
  readonly write: (
    code: CodeWriter,
    functionIndex: (name: string) => number,
    typeIndex: (signature: FunctionSignature) => number,
  ) => void;
}

/** A WebAssembly module in the making. Imports memory as env.memory and functions as env.<name>. */
export interface ModuleBuilder {
  importFunction(name: string, signature: FunctionSignature): void;
  addFunction(definition: FunctionDefinition): void;
  /**
   * Adds the functions of a kernel; upper-case names stand for the constants. With a prefix the functions are called
   * prefix + name, and calls in the kernel mean functions with the prefix before those without.
   */
  addKernel(kernel: Kernel, constants: Readonly<Record<string, number>>, prefix?: string): void;
  /** Gives the module its table of functions for `callIndirect`, in this order from slot 0 on. */
  addTable(names: readonly string[]): void;
  /**
   * The module as a file; may be called again after more was added.
   * @throws InternalError for kernels with mistakes, names that are unknown or used twice.
   */
  build(): Uint8Array;
}

interface ModuleFunction {
  readonly name: string;
  readonly signature: FunctionSignature;
  readonly exported: boolean;
  readonly write: (code: CodeWriter, context: BuildContext) => Locals;
}

interface BuildContext {
  readonly functionIndex: (name: string) => number;
  readonly typeIndex: (signature: FunctionSignature) => number;
  readonly find: (
    name: string,
  ) => { readonly index: number; readonly signature: FunctionSignature } | undefined;
  /** Numbers constants in the order in which they are first asked for. */
  readonly importOf: ((name: string) => number) | undefined;
}

/**
 * A module without functions. If it imports constants, upper-case names of kernels that have no value are numbers (i32) of
 * env, which the module is given when it is started: one module then serves memories of any layout.
 */
export function createModuleBuilder({
  memory,
  importsConstants = false,
}: {
  readonly memory: ModuleMemory;
  readonly importsConstants?: boolean;
}): ModuleBuilder {
  const imports: { name: string; signature: FunctionSignature }[] = [];
  const functions: ModuleFunction[] = [];
  let table: readonly string[] | undefined;
  return {
    importFunction: (name, signature) => void imports.push({ name, signature }),
    addFunction: (definition) => void functions.push(functionFromDefinition(definition)),
    addKernel: (kernel, constants, prefix = "") =>
      void functions.push(...functionsFromKernel(kernel, constants, prefix)),
    addTable(names) {
      if (table !== undefined) throw new InternalError("A module has one table");
      table = names;
    },
    build: () => buildModule({ memory, importsConstants }, imports, functions, table),
  };
}

function functionFromDefinition(definition: FunctionDefinition): ModuleFunction {
  const { name, parameters, result, locals, exported = false } = definition;
  return {
    name,
    signature: { parameters, result },
    exported,
    write(code, { functionIndex, typeIndex }) {
      definition.write(code, functionIndex, typeIndex);
      return locals;
    },
  };
}

function functionsFromKernel(
  kernel: Kernel,
  constants: Readonly<Record<string, number>>,
  prefix: string,
): ModuleFunction[] {
  return kernel.functions.map((definition) => ({
    name: prefix + definition.name,
    signature: { parameters: definition.parameters.map(({ type }) => type), result: definition.result },
    exported: definition.exported,
    write: (code, { find, importOf }) => {
      const findNear = (name: string) => find(prefix + name) ?? find(name);
      return compileKernelFunction(definition, { kernel, constants, importOf, find: findNear }, code);
    },
  }));
}

function buildModule(
  { memory, importsConstants }: { readonly memory: ModuleMemory; readonly importsConstants: boolean },
  imports: readonly { name: string; signature: FunctionSignature }[],
  functions: readonly ModuleFunction[],
  table: readonly string[] | undefined,
): Uint8Array {
  const types = createTypeTable();
  const constants: string[] = [];
  const importOf = (name: string): number => {
    const known = constants.indexOf(name);
    return known >= 0 ? known : constants.push(name) - 1;
  };
  const context: BuildContext = {
    ...createContext([...imports, ...functions], types.indexOf),
    importOf: importsConstants ? importOf : undefined,
  };
  const importTypes = imports.map(({ name, signature }) => ({ name, typeIndex: types.indexOf(signature) }));
  const functionTypes = functions.map(({ signature }) => types.indexOf(signature));
  const bodies = createByteWriter(1 << 16);
  const instructions = createByteWriter(1 << 14);
  const code = createCodeWriter(instructions);
  for (const { write } of functions) {
    instructions.clear();
    const locals = write(code, context);
    writeBody(bodies, locals, instructions);
  }
  return encodeModule({
    memory,
    signatures: types.signatures,
    imports: importTypes,
    constants,
    functionTypes,
    exports: functions
      .filter(({ exported }) => exported)
      .map(({ name }) => ({ name, functionIndex: context.functionIndex(name) })),
    table: table?.map(context.functionIndex),
    bodies,
  });
}

/** Functions are numbered in the order of `all`. */
function createContext(
  all: readonly { name: string; signature: FunctionSignature }[],
  typeIndex: (signature: FunctionSignature) => number,
): Omit<BuildContext, "importOf"> {
  const byName = new Map<string, { index: number; signature: FunctionSignature }>();
  for (const [index, { name, signature }] of all.entries()) {
    if (byName.has(name)) throw new InternalError(`Two functions of the module are called ${name}`);
    byName.set(name, { index, signature });
  }
  const functionIndex = (name: string): number => {
    const found = byName.get(name);
    if (found === undefined) throw new InternalError(`The module has no function ${name}`);
    return found.index;
  };
  return { functionIndex, typeIndex, find: (name) => byName.get(name) };
}
