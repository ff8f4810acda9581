// A compiled module at work: its memory, and its systems as objects. The implicit method of a system is compiled when the
// system first calls for it: ordering and writing out an elimination takes far longer than everything else.
import type { Program } from "../bytecode/bytecode-format.js";
import { pow } from "../code/elementary-functions.js";
import { compileCode, evaluateCode } from "../code/evaluate-code.js";
import { InternalError } from "../internal-error.js";
import type { Tolerances } from "../interpreter/ode-solver.js";
import { type CompiledSystems, type CompileOptions, compileSystems, PAGE } from "./compile-systems.js";
import { type EngineCycle, startCycle } from "./engine-cycle.js";
import type { LoopTables } from "./loops/loop-tables.js";
import { systemPrefix } from "./system-prefix.js";
import type { SystemStructure } from "./system-structure.js";
import type { WasmInstance, WasmInterface, WasmMemory } from "./webassembly-global.js";

/** One system of the module. */
export interface EngineSystem {
  /** Solves from the state of all species; a status of the solve (solve-kernel.ts). */
  readonly run: (from: number, end: number, limit: number) => number;
  /** Goes on after a pause, or after a step that was looked at. */
  readonly resume: (limit: number) => number;
  /** Gives the module the implicit method of this system; false if the system is too large for it. */
  readonly prepareImplicit: () => boolean;
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
  /** Steps tried and steps rejected since the module was made. */
  readonly steps: () => number;
  readonly rejected: () => number;
  /** Steps that had been tried when the last run began. */
  readonly stepsBefore: () => number;
}

export interface EngineInstance {
  /** Concentrations by species index. */
  readonly state: Float64Array;
  readonly systems: readonly EngineSystem[];
  /** Evaluates the rate constants anew. */
  readonly setParameters: (parameters: Float64Array) => void;
  /** What was asked for sample by sample, if anything. */
  readonly cycle: EngineCycle | undefined;
  /** The whole memory, and what the module exports. */
  readonly numbers: Float64Array;
  readonly call: (name: string, ...values: number[]) => number;
}

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
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
  readonly stiff: Set<number>;
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

/** Memory is put aside for so many unknowns that depend on each other; no page is taken before it is written to. */
const MOST_COUPLED = 3000;

/** Whether the implicit method of all systems finds room. */
export function hasRoom(structures: readonly SystemStructure[]): boolean {
  return structures.every(({ system }) => system.coreSize <= MOST_COUPLED);
}

/** Compiles systems and starts the module. */
export function startSystems(wasm: WasmInterface, task: EngineTask): EngineInstance {
  const { program, structures, tolerances } = task;
  const stiff = new Set<number>();
  const compiled = compile(task, stiff);
  const memory = new wasm.Memory({ initial: compiled.memoryPages + pagesForElimination(structures) });
  const numbers = new Float64Array(memory.buffer);
  const integers = new Int32Array(memory.buffer);
  const exports = instantiate(wasm, compiled, memory);
  const entries = entryPoints(exports, task);
  const running: Running = { task, wasm, memory, numbers, integers, stiff, compiled, exports, entries };
  structures.forEach((structure, index) => {
    const { constants, tables } = compiled.systems[index]!;
    fillTolerances(running, { structure, constants, tolerances });
    for (const table of tables) fillTables(running, table);
  });
  const state = numbers.subarray(compiled.state / 8, compiled.state / 8 + program.species.length);
  return {
    state,
    numbers,
    call: (name, ...values) => running.exports[name]!(...values),
    systems: structures.map(({ system: { unknowns } }, index) =>
      systemOf(running, index, { state, unknowns }),
    ),
    cycle: compiled.cycle && task.cycle && startCycle(running, compiled.cycle, task.cycle.samples),
    setParameters: rateConstantSetter(running),
  };
}

function compile(
  { program, structures, ...options }: EngineTask,
  stiff: ReadonlySet<number>,
): CompiledSystems {
  const sizes = { species: program.species.length, reactions: program.reactions.length };
  return compileSystems(structures, { ...options, ...sizes, stiff });
}

function instantiate(
  wasm: WasmInterface,
  { bytes }: CompiledSystems,
  memory: WasmMemory,
): WasmInstance["exports"] {
  return new wasm.Instance(new wasm.Module(bytes), { env: { memory } }).exports;
}

/** An upper bound: dense factors with their places, tables of all entries and products. */
function pagesForElimination(structures: readonly SystemStructure[]): number {
  const bytes = structures.map(({ system: { coreSize, jacobian, products, unknowns } }) => {
    const entries = jacobian.partEntry.length + jacobian.row.length + products.left.length;
    if (coreSize > MOST_COUPLED) return 0;
    return 24 * coreSize ** 2 + 64 * entries + 400 * coreSize + 8 * unknowns.length + 8192;
  });
  return Math.ceil(bytes.reduce((sum, part) => sum + part, 0) / PAGE);
}

/** The state stays where it is: only code and the tables of the elimination are new. */
function prepareImplicit(running: Running, index: number): boolean {
  const { task, wasm, memory, stiff } = running;
  if (!hasRoom([task.structures[index]!])) return false;
  stiff.add(index);
  running.compiled = compile(task, stiff);
  if (running.compiled.memoryPages > memory.buffer.byteLength / PAGE)
    throw new InternalError("The memory put aside for an elimination is too small");
  running.exports = instantiate(wasm, running.compiled, memory);
  running.entries = entryPoints(running.exports, task);
  for (const system of stiff)
    for (const table of running.compiled.systems[system]!.tables.slice(1)) fillTables(running, table);
  return true;
}

type Views = Pick<Running, "numbers" | "integers">;

function fillTables({ numbers, integers }: Views, tables: LoopTables): void {
  for (const { address, values } of tables.integers) integers.set(values, address / 4);
  for (const { address, values } of tables.numbers) numbers.set(values, address / 8);
}

function rateConstantSetter({ task, numbers, compiled }: Running): (parameters: Float64Array) => void {
  const codes = task.program.reactions.map(({ rate }) =>
    rate.kind === "mass-action" ? compileCode(rate.code) : undefined,
  );
  const rateConstants = numbers.subarray(compiled.rateConstants / 8);
  const none = new Float64Array(0);
  return (parameters) => {
    for (const [reaction, code] of codes.entries())
      if (code !== undefined) rateConstants[reaction] = evaluateCode(code, none, parameters, 0);
  };
}

interface Bounds {
  readonly structure: SystemStructure;
  readonly constants: Readonly<Record<string, number>>;
  readonly tolerances: Tolerances;
}

function fillTolerances(
  { numbers, integers }: Views,
  { structure, constants, tolerances: { absolute, relative, bySpecies } }: Bounds,
): void {
  const { unknowns, coreSize } = structure.system;
  const core = unknowns.slice(0, coreSize);
  const rows = unknowns.slice(coreSize);
  const fill = (name: string, bytes: string, value: number, given: ArrayLike<number> | undefined) => {
    const from = constants[name]! / 8;
    numbers.fill(value, from, from + constants[bytes]! / 8);
    const list = name.startsWith("G") ? rows : core;
    if (given === undefined) return;
    for (const [k, species] of list.entries()) numbers[from + k] = given[species]!;
  };
  fill("ABSOLUTE", "CORE_BYTES", absolute, bySpecies?.absolute);
  fill("RELATIVE", "CORE_BYTES", relative, bySpecies?.relative);
  fill("G_ABSOLUTE", "G_BYTES", absolute, bySpecies?.absolute);
  fill("G_RELATIVE", "G_BYTES", relative, bySpecies?.relative);
  integers.set(core, constants["SPECIES"]! / 4);
  integers.set(rows, constants["G_SPECIES"]! / 4);
  numbers[constants["STIFF_LIMIT"]! / 8] = Math.min(2, Math.max(0.3, 60 * pow(relative, 0.2)));
}

function systemOf(
  running: Running,
  index: number,
  { state, unknowns }: { readonly state: Float64Array; readonly unknowns: Int32Array },
): EngineSystem {
  const { numbers, integers } = running;
  const { constants } = running.compiled.systems[index]!;
  const integer = (name: string): (() => number) => {
    const index = constants[name]! / 4;
    return () => integers[index]!;
  };
  const number = (name: string): (() => number) => {
    const index = constants[name]! / 8;
    return () => numbers[index]!;
  };
  const time = number("TIME");
  const to = number("TO");
  const pending = integer("PENDING");
  const observed = constants["OBSERVED"]! / 4;
  return {
    run: (from, end, limit) => running.entries[index]!.run(from, end, limit),
    resume: (limit) => running.entries[index]!.resume(limit),
    prepareImplicit: () => prepareImplicit(running, index),
    setObserved: (isObserved) => {
      integers[observed] = isObserved ? 1 : 0;
    },
    interpolate: (fraction, target) => {
      running.entries[index]!.interpolate(fraction);
      for (const species of unknowns) target[species] = state[species]!;
    },
    stopAt: (moment) => {
      running.entries[index]!.stopWithin((moment - time()) / (to() - time()));
    },
    finishStep: () => void running.entries[index]!.finishStep(),
    isWaiting: () => pending() !== 0,
    time,
    to,
    steps: integer("STEPS"),
    rejected: integer("REJECTED"),
    stepsBefore: integer("STEPS_BEFORE"),
  };
}
