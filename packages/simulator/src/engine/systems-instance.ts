// A compiled module at work: its memory, and its systems as objects. The implicit method of a system is compiled when the
// system first calls for it: ordering and writing out an elimination takes far longer than everything else.
import type { Program } from "../bytecode/bytecode-format.js";
import { compileCodes, evaluateCode } from "../code/evaluate-code.js";
import { InternalError } from "../internal-error.js";
import type { Tolerances } from "../interpreter/ode-solver.js";
import type { CompileOptions } from "./compile-options.js";
import { type CompiledSystems, compileSystems, PAGE } from "./compile-systems.js";
import { type EngineCycle, startCycle } from "./engine-cycle.js";
import {
  type EngineSystem,
  type EntryPoints,
  engineSystem,
  entryPointsOf,
  type SystemMemory,
  willBeLossy,
} from "./engine-system.js";
import { fillTables, fillTolerances } from "./fill-memory.js";
import { LARGE_ARGUMENT_FUNCTIONS } from "./laws/trigonometric-kernels.js";
import { moduleOf } from "./module-cache.js";
import { systemPrefix } from "./system-prefix.js";
import type { SystemStructure } from "./system-structure.js";
import type { WasmInstance, WasmInterface, WasmMemory } from "./webassembly-global.js";

/** A module with its memory: one state, which all systems share. */
export interface EngineInstance {
  /** Concentrations by species index, one for each lane; a new view once the memory has grown. */
  readonly state: () => Float64Array;
  readonly systems: readonly EngineSystem[];
  /** Evaluates the rate constants anew. */
  readonly setParameters: (parameters: Float64Array) => void;
  /** What was asked for sample by sample, if anything. */
  readonly cycle: EngineCycle | undefined;
  /** The whole memory, and what the module exports. */
  readonly numbers: () => Float64Array;
  readonly call: (name: string, ...values: number[]) => number;
  /** Where the numbers of a system stand. */
  readonly memoryOf: (index: number) => SystemMemory;
}

/** The systems of a program, and how they are compiled and solved. */
export interface EngineTask extends Omit<CompileOptions, "species" | "reactions" | "stiff"> {
  readonly program: Program;
  readonly structures: readonly SystemStructure[];
  /** Hold for all systems. */
  readonly tolerances: Tolerances;
  /** Systems that have the implicit method from the start; none if left out. */
  readonly stiff?: readonly number[];
}

/** What changes when a system is given the implicit method. */
interface Running {
  readonly task: EngineTask;
  readonly wasm: WasmInterface;
  readonly memory: WasmMemory;
  /** In the order in which they became stiff: what was put into memory for one stays where it is. */
  readonly stiff: number[];
  readonly balanced: number[];
  numbers: Float64Array;
  integers: Int32Array;
  state: Float64Array;
  compiled: CompiledSystems;
  exports: WasmInstance["exports"];
  /** By system. */
  entries: readonly EntryPoints[];
}

function entryPoints(exports: WasmInstance["exports"], { structures }: EngineTask): readonly EntryPoints[] {
  return structures.map((_, index) => entryPointsOf(exports, systemPrefix(index)));
}

/** Kernels compare addresses as signed numbers. */
const MOST_PAGES = 2 ** 31 / PAGE - 1;

/**
 * Memory is put aside for so many unknowns that depend on each other; no page is taken before it is written to. For more,
 * the memory grows when the implicit method is first called for.
 */
const MOST_COUPLED = 3000;

/** Whether the implicit method of all systems finds room in memory that does not grow, so that views of it stay valid. */
export function hasRoom(structures: readonly SystemStructure[]): boolean {
  const isCoupledLittle = structures.every(({ system }) => system.coreSize <= MOST_COUPLED);
  return isCoupledLittle && pagesForElimination(structures) <= MOST_PAGES / 2;
}

/** Compiles systems and starts the module. */
export function startSystems(wasm: WasmInterface, task: EngineTask): EngineInstance {
  const { structures, tolerances, lanes = 1 } = task;
  const stiff = [...(task.stiff ?? [])];
  const balanced = [...(task.balanced ?? [])];
  const compiled = compile(task, { stiff, balanced });
  const pages = compiled.memoryPages + lanes * pagesForElimination(structures);
  const memory = new wasm.Memory({ initial: pages });
  const exports = instantiate(wasm, compiled, memory);
  const entries = entryPoints(exports, task);
  const views = viewsOf(memory, compiled, task);
  const running: Running = { task, wasm, memory, stiff, balanced, compiled, exports, entries, ...views };
  fillTables(running, { integers: [], ...compiled.functionTables });
  structures.forEach((structure, index) => {
    const { constants, tables } = compiled.systems[index]!;
    fillTolerances(running, { system: structure.system, constants, tolerances, lanes });
    for (const table of tables) fillTables(running, table);
  });
  return {
    state: () => running.state,
    numbers: () => running.numbers,
    call: (name, ...values) => running.exports[name]!(...values),
    systems: structures.map(({ system: { unknowns } }, index) => systemOf(running, index, unknowns)),
    cycle: compiled.cycle && task.cycle && startCycle(running, compiled.cycle, task.cycle.samples),
    setParameters: rateConstantSetter(running),
    memoryOf: (index) => ({
      numbers: running.numbers,
      integers: running.integers,
      constants: running.compiled.systems[index]!.constants,
    }),
  };
}

function viewsOf(
  { buffer }: WasmMemory,
  { state }: CompiledSystems,
  { program, lanes = 1 }: EngineTask,
): Pick<Running, "numbers" | "integers" | "state"> {
  const numbers = new Float64Array(buffer);
  const integers = new Int32Array(buffer);
  const end = state / 8 + lanes * program.species.length;
  return { numbers, integers, state: numbers.subarray(state / 8, end) };
}

function compile(
  { program, structures, ...options }: EngineTask,
  called: Pick<CompileOptions, "stiff" | "balanced">,
): CompiledSystems {
  const sizes = { species: program.species.length, reactions: program.reactions.length };
  return compileSystems(structures, { ...options, ...sizes, ...called });
}

function instantiate(
  wasm: WasmInterface,
  { key, bytes }: CompiledSystems,
  memory: WasmMemory,
): WasmInstance["exports"] {
  return new wasm.Instance(moduleOf(wasm, key, bytes), { env: { memory, ...LARGE_ARGUMENT_FUNCTIONS } })
    .exports;
}

/** An upper bound: dense factors with their places, tables of all entries and products. */
function pagesForElimination(structures: readonly SystemStructure[]): number {
  const bytes = structures.map(
    ({ system: { coreSize, jacobian, products, timeTerms, unknowns, terms, cancelling } }) => {
      const slots = products.first + products.left.length;
      const fluxes = terms.slot.length + cancelling.slot.length;
      const entries = fluxes + jacobian.partEntry.length + jacobian.row.length + slots + timeTerms.row.length;
      if (coreSize > MOST_COUPLED) return 0;
      const full = Math.min(8 * coreSize ** 2, 2 ** 24);
      return 28 * coreSize ** 2 + full + 64 * entries + 400 * coreSize + 8 * unknowns.length + 8192;
    },
  );
  return Math.ceil(bytes.reduce((sum, part) => sum + part, 0) / PAGE);
}

/** The state stays where it is: only code and the tables of the elimination are new. */
function prepareImplicit(running: Running, index: number): boolean {
  const { task, wasm, memory, stiff, balanced } = running;
  const structure = task.structures[index]!;
  if (!structure.hasElimination()) return false;
  const before = running.compiled.systems[index]!.tables.length;
  const called = { stiff: [...stiff], balanced: [...balanced] };
  const isLossy = takeLossy(running, index);
  if (!isLossy) called.stiff.push(index);
  const { constants } = running.compiled.systems[index]!;
  const isExpected = !balanced.includes(index) && willBeLossy({ ...running, constants });
  if (isLossy || isExpected) called.balanced.push(index);
  const compiled = compile(task, called);
  if (!growTo(running, compiled.memoryPages)) return false;
  stiff.splice(0, stiff.length, ...called.stiff);
  balanced.splice(0, balanced.length, ...called.balanced);
  running.compiled = compiled;
  running.exports = instantiate(wasm, compiled, memory);
  running.entries = entryPoints(running.exports, task);
  for (const table of compiled.systems[index]!.tables.slice(before)) fillTables(running, table);
  return true;
}

/** Whether rates without loss were called for; they are about to be had. */
function takeLossy({ compiled, integers }: Running, index: number): boolean {
  const place = compiled.systems[index]!.constants["LOSSY"]! / 4;
  const isLossy = integers[place] === 1;
  integers[place] = 0;
  return isLossy;
}

/** Makes the memory large enough; false if there is not so much of it. */
function growTo(running: Running, pages: number): boolean {
  const { memory, compiled, task } = running;
  const missing = pages - memory.buffer.byteLength / PAGE;
  if (missing <= 0) return true;
  if (hasRoom(task.structures))
    throw new InternalError("The memory put aside for an elimination is too small");
  if (pages > MOST_PAGES) return false;
  try {
    memory.grow(missing);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
  Object.assign(running, viewsOf(memory, compiled, task));
  return true;
}

function rateConstantSetter(running: Running): (parameters: Float64Array) => void {
  const { task, compiled } = running;
  const codes = compileCodes(task.program.reactions, ({ rate }) =>
    rate.kind === "mass-action" ? rate.code : undefined,
  );
  const none = new Float64Array(0);
  const { lanes = 1 } = task;
  return (parameters) => {
    const rateConstants = running.numbers.subarray(compiled.rateConstants / 8);
    for (const [reaction, code] of codes.entries()) {
      if (code === undefined) continue;
      const place = lanes * reaction;
      rateConstants.fill(evaluateCode(code, none, parameters, 0), place, place + lanes);
    }
    running.numbers.set(parameters, running.compiled.parameters / 8);
  };
}

function systemOf(running: Running, index: number, unknowns: Int32Array): EngineSystem {
  const { constants } = running.compiled.systems[index]!;
  const place = { unknowns, constants, views: running, entry: () => running.entries[index]! };
  return engineSystem(place, {
    prepareImplicit: () => prepareImplicit(running, index),
    stepsInTime: () => stepsInTime(running, index),
  });
}

/** Operations between two questions whether to stop, about: some tenths of a second. */
const OPERATIONS_BETWEEN_QUESTIONS = 2e8;

function stepsInTime({ task, stiff }: Running, index: number): number {
  const { system, elimination } = task.structures[index]!;
  const ofRates = 20 * system.terms.slot.length;
  const ofElimination = stiff.includes(index) ? elimination().factorCost : 0;
  return Math.max(1, Math.floor(OPERATIONS_BETWEEN_QUESTIONS / (1 + ofRates + ofElimination)));
}
