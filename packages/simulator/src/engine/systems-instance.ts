// A compiled module at work: its memory, and its systems as objects. The implicit method of a system is compiled when the
// system first calls for it: ordering and writing out an elimination takes far longer than everything else.
import type { Program } from "../bytecode/bytecode-format.js";
import { compileCodes, evaluateCode } from "../code/evaluate-code.js";
import { InternalError } from "../internal-error.js";
import type { Tolerances } from "../interpreter/ode-solver.js";
import type { CompileOptions } from "./compile-options.js";
import { type CompiledSystems, compileSystems, PAGE } from "./compile-systems.js";
import { type EngineCycle, startCycle } from "./engine-cycle.js";
import { fillTables, fillTolerances } from "./fill-memory.js";
import { LARGE_ARGUMENT_FUNCTIONS } from "./laws/trigonometric-kernels.js";
import { moduleOf } from "./module-cache.js";
import { systemPrefix } from "./system-prefix.js";
import type { SystemStructure } from "./system-structure.js";
import type { WasmInstance, WasmInterface, WasmMemory } from "./webassembly-global.js";

/** One system of the module. */
export interface EngineSystem {
  /** Solves from the state of all species; a status of the solve (solve-kernel.ts). */
  readonly run: (from: number, end: number, limit: number) => number;
  /** Goes on after a pause, or after a step that was looked at. */
  readonly resume: (limit: number) => number;
  /**
   * Gives the module the implicit method of this system, or, the second time, row exchanges for it; false if the system is
   * too large for it. The memory may grow: views of it have to be asked for anew.
   */
  readonly prepareImplicit: () => boolean;
  /**
   * Goes on with the explicit method where the implicit one was called for but cannot be had, if about so many steps are
   * enough; false if they are not, or if the implicit method is at work.
   */
  readonly stayExplicit: (steps: number) => boolean;
  /** Whether each accepted step is to be looked at. */
  readonly setObserved: (isObserved: boolean) => void;
  /** Concentrations within the waiting step; of species that do not change, nothing is written. */
  readonly interpolate: (fraction: number, target: Float64Array) => void;
  /** Ends the solve at a time within the waiting step, or at its end. */
  readonly stopAt: (time: number) => void;
  readonly finishStep: () => void;
  readonly isWaiting: () => boolean;
  /** Time reached, and the end of the waiting step. */
  readonly time: () => number;
  readonly to: () => number;
  /** How many steps are taken before a host is asked whether to stop: so many at most, fewer where each takes long. */
  readonly stepsBetweenQuestions: (most: number) => number;
  /** Steps tried and steps rejected since the module was made. */
  readonly steps: () => number;
  readonly rejected: () => number;
  /** Steps that had been tried when the last run began. */
  readonly stepsBefore: () => number;
}

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
}

/** The systems of a program, and how they are compiled and solved. */
export interface EngineTask extends Omit<CompileOptions, "species" | "reactions" | "stiff"> {
  readonly program: Program;
  readonly structures: readonly SystemStructure[];
  /** Hold for all systems. */
  readonly tolerances: Tolerances;
}

/** What changes when a system is given the implicit method. */
interface Running {
  readonly task: EngineTask;
  readonly wasm: WasmInterface;
  readonly memory: WasmMemory;
  /** In the order in which they became stiff: what was put into memory for one stays where it is. */
  readonly stiff: number[];
  numbers: Float64Array;
  integers: Int32Array;
  state: Float64Array;
  compiled: CompiledSystems;
  exports: WasmInstance["exports"];
  /** By system. */
  entries: readonly EntryPoints[];
}

/** Exported functions of a system (run-kernel.ts); finding them by name takes longer than a short solve. */
interface EntryPoints {
  readonly run: (from: number, end: number, limit: number) => number;
  readonly resume: (limit: number) => number;
  readonly interpolate: (fraction: number) => void;
  readonly stopWithin: (fraction: number) => void;
  readonly finishStep: () => void;
}

function entryPoints(exports: WasmInstance["exports"], { structures }: EngineTask): readonly EntryPoints[] {
  return structures.map((_, index) => {
    const entry = (name: string) => exports[`${systemPrefix(index)}${name}`]!;
    return {
      run: entry("run"),
      resume: entry("resume"),
      interpolate: entry("interpolate"),
      stopWithin: entry("stopWithin"),
      finishStep: entry("finishStep"),
    };
  });
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
  const stiff: number[] = [];
  const compiled = compile(task, stiff);
  const pages = compiled.memoryPages + lanes * pagesForElimination(structures);
  const memory = new wasm.Memory({ initial: pages });
  const exports = instantiate(wasm, compiled, memory);
  const entries = entryPoints(exports, task);
  const views = viewsOf(memory, compiled, task);
  const running: Running = { task, wasm, memory, stiff, compiled, exports, entries, ...views };
  fillTables(running, { integers: [], ...compiled.functionTables });
  structures.forEach((structure, index) => {
    const { constants, tables } = compiled.systems[index]!;
    fillTolerances(running, { structure, constants, tolerances, lanes });
    for (const table of tables) fillTables(running, table);
  });
  return {
    state: () => running.state,
    numbers: () => running.numbers,
    call: (name, ...values) => running.exports[name]!(...values),
    systems: structures.map(({ system: { unknowns } }, index) => systemOf(running, index, unknowns)),
    cycle: compiled.cycle && task.cycle && startCycle(running, compiled.cycle, task.cycle.samples),
    setParameters: rateConstantSetter(running),
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

function compile({ program, structures, ...options }: EngineTask, stiff: readonly number[]): CompiledSystems {
  const sizes = { species: program.species.length, reactions: program.reactions.length };
  return compileSystems(structures, { ...options, ...sizes, stiff });
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
  const bytes = structures.map(({ system: { coreSize, jacobian, products, timeTerms, unknowns } }) => {
    const slots = products.first + products.left.length;
    const entries = jacobian.partEntry.length + jacobian.row.length + slots + timeTerms.row.length;
    if (coreSize > MOST_COUPLED) return 0;
    const full = Math.min(8 * coreSize ** 2, 2 ** 24);
    return 28 * coreSize ** 2 + full + 64 * entries + 400 * coreSize + 8 * unknowns.length + 8192;
  });
  return Math.ceil(bytes.reduce((sum, part) => sum + part, 0) / PAGE);
}

/** The state stays where it is: only code and the tables of the elimination are new. */
function prepareImplicit(running: Running, index: number): boolean {
  const { task, wasm, memory, stiff } = running;
  const structure = task.structures[index]!;
  if (!structure.hasElimination()) return false;
  const before = running.compiled.systems[index]!.tables.length;
  stiff.push(index);
  const compiled = compile(task, stiff);
  if (!growTo(running, compiled.memoryPages)) {
    stiff.pop();
    return false;
  }
  running.compiled = compiled;
  running.exports = instantiate(wasm, compiled, memory);
  running.entries = entryPoints(running.exports, task);
  for (const table of compiled.systems[index]!.tables.slice(before)) fillTables(running, table);
  return true;
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
  const integer = (name: string): (() => number) => {
    const index = constants[name]! / 4;
    return () => running.integers[index]!;
  };
  const number = (name: string): (() => number) => {
    const index = constants[name]! / 8;
    return () => running.numbers[index]!;
  };
  const time = number("TIME");
  const to = number("TO");
  const pending = integer("PENDING");
  const observed = constants["OBSERVED"]! / 4;
  return {
    run: (from, end, limit) => running.entries[index]!.run(from, end, limit),
    resume: (limit) => running.entries[index]!.resume(limit),
    prepareImplicit: () => prepareImplicit(running, index),
    stayExplicit: (steps) => {
      const { integers, numbers } = running;
      const isAtWork = integers[constants["STARTED"]! / 4] === 1;
      if (isAtWork || numbers[constants["EXPLICIT_STEPS"]! / 8]! > steps) return false;
      integers[constants["IMPLICIT"]! / 4] = 0;
      integers[constants["STAYS_EXPLICIT"]! / 4] = 1;
      return true;
    },
    setObserved: (isObserved) => {
      running.integers[observed] = isObserved ? 1 : 0;
    },
    interpolate: (fraction, target) => {
      running.entries[index]!.interpolate(fraction);
      const { state } = running;
      for (const species of unknowns) target[species] = state[species]!;
    },
    stopAt: (moment) => {
      running.entries[index]!.stopWithin((moment - time()) / (to() - time()));
    },
    finishStep: () => void running.entries[index]!.finishStep(),
    isWaiting: () => pending() !== 0,
    time,
    to,
    stepsBetweenQuestions: (most) => Math.min(most, stepsInTime(running, index)),
    steps: integer("STEPS"),
    rejected: integer("REJECTED"),
    stepsBefore: integer("STEPS_BEFORE"),
  };
}

/** Operations between two questions whether to stop, about: some tenths of a second. */
const OPERATIONS_BETWEEN_QUESTIONS = 2e8;

function stepsInTime({ task, stiff }: Running, index: number): number {
  const { system, elimination } = task.structures[index]!;
  const ofRates = 20 * system.terms.slot.length;
  const ofElimination = stiff.includes(index) ? elimination().factorCost : 0;
  return Math.max(1, Math.floor(OPERATIONS_BETWEEN_QUESTIONS / (1 + ofRates + ofElimination)));
}
