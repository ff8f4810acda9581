// A compiled module at work: its memory, and its systems as objects.

import type { Program } from "../bytecode-format.js";
import { pow } from "../elementary-functions.js";
import { compileCode, evaluateCode } from "../evaluate-code.js";
import type { Tolerances } from "../ode-solver.js";
import type { CompiledSystems } from "./compile-systems.js";
import { type EngineCycle, startCycle } from "./engine-cycle.js";
import { systemPrefix } from "./system-prefix.js";
import type { SystemStructure } from "./system-structure.js";
import type { WasmInstance, WasmInterface } from "./webassembly-global.js";

/** One system of the module. */
export interface EngineSystem {
  /** Solves from the state of all species; a status of the solve (solve-kernel.ts). */
  readonly run: (from: number, end: number, limit: number) => number;
  /** Goes on after a pause, or after a step that was looked at. */
  readonly resume: (limit: number) => number;
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
  readonly isImplicit: () => boolean;
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
  readonly exports: WasmInstance["exports"];
}

/** Starts a module; tolerances hold for all its systems. */
export function instantiateSystems(
  wasm: WasmInterface,
  compiled: CompiledSystems,
  {
    program,
    structures,
    tolerances,
  }: {
    readonly program: Program;
    readonly structures: readonly SystemStructure[];
    readonly tolerances: Tolerances;
  },
): EngineInstance {
  const memory = new wasm.Memory({ initial: compiled.memoryPages });
  const instance = new wasm.Instance(new wasm.Module(compiled.bytes), { env: { memory } });
  const numbers = new Float64Array(memory.buffer);
  const integers = new Int32Array(memory.buffer);
  for (const [index, structure] of structures.entries()) {
    const { constants } = compiled.systems[index]!;
    fillTables({ numbers, integers }, { structure, constants, tolerances });
  }
  for (const { tables } of compiled.systems) {
    for (const { address, values } of tables?.integers ?? []) integers.set(values, address / 4);
    for (const { address, values } of tables?.numbers ?? []) numbers.set(values, address / 8);
  }
  const codes = program.reactions.map(({ rate }) =>
    rate.kind === "mass-action" ? compileCode(rate.code) : undefined,
  );
  const rateConstants = numbers.subarray(compiled.rateConstants / 8);
  const none = new Float64Array(0);
  const state = numbers.subarray(compiled.state / 8, compiled.state / 8 + program.species.length);
  return {
    state,
    numbers,
    exports: instance.exports,
    systems: structures.map(({ system: { unknowns } }, index) => {
      const { constants } = compiled.systems[index]!;
      return systemOf(instance, index, { numbers, integers, constants, state, unknowns });
    }),
    cycle: compiled.cycle && startCycle(instance, { numbers, integers }, compiled.cycle),
    setParameters: (parameters) => {
      codes.forEach((code, reaction) => {
        if (code !== undefined) rateConstants[reaction] = evaluateCode(code, none, parameters, 0);
      });
    },
  };
}

interface Views {
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
}

function fillTables(
  { numbers, integers }: Views,
  {
    structure,
    constants,
    tolerances,
  }: {
    readonly structure: SystemStructure;
    readonly constants: Readonly<Record<string, number>>;
    readonly tolerances: Tolerances;
  },
): void {
  const { unknowns, coreSize } = structure.system;
  const { absolute, relative, bySpecies } = tolerances;
  const fill = (
    name: string,
    bytes: number,
    value: number,
    given: ArrayLike<number> | undefined,
    list: Int32Array,
  ) => {
    const from = constants[name]! / 8;
    numbers.fill(value, from, from + bytes / 8);
    if (given !== undefined)
      list.forEach((species, k) => {
        numbers[from + k] = given[species]!;
      });
  };
  const core = unknowns.slice(0, coreSize);
  const rows = unknowns.slice(coreSize);
  fill("ABSOLUTE", constants["CORE_BYTES"]!, absolute, bySpecies?.absolute, core);
  fill("RELATIVE", constants["CORE_BYTES"]!, relative, bySpecies?.relative, core);
  fill("G_ABSOLUTE", constants["G_BYTES"]!, absolute, bySpecies?.absolute, rows);
  fill("G_RELATIVE", constants["G_BYTES"]!, relative, bySpecies?.relative, rows);
  integers.set(core, constants["SPECIES"]! / 4);
  integers.set(rows, constants["G_SPECIES"]! / 4);
  numbers[constants["STIFF_LIMIT"]! / 8] = Math.min(2, Math.max(0.3, 60 * pow(relative, 0.2)));
}

interface SystemPlace extends Views {
  readonly constants: Readonly<Record<string, number>>;
  readonly state: Float64Array;
  readonly unknowns: Int32Array;
}

function systemOf({ exports }: WasmInstance, index: number, place: SystemPlace): EngineSystem {
  const { numbers, integers, constants, state, unknowns } = place;
  const integer = (name: string): number => integers[constants[name]! / 4]!;
  const number = (name: string): number => numbers[constants[name]! / 8]!;
  const call = (name: string): ((...values: number[]) => number) => exports[`${systemPrefix(index)}${name}`]!;
  const interpolate = call("interpolate");
  const stopWithin = call("stopWithin");
  return {
    run: call("run"),
    resume: call("resume"),
    setObserved: (isObserved) => {
      integers[constants["OBSERVED"]! / 4] = isObserved ? 1 : 0;
    },
    interpolate: (fraction, target) => {
      interpolate(fraction);
      for (const species of unknowns) target[species] = state[species]!;
    },
    stopAt: (time) => {
      const from = number("TIME");
      stopWithin((time - from) / (number("TO") - from));
    },
    finishStep: call("finishStep"),
    isWaiting: () => integer("PENDING") !== 0,
    time: () => number("TIME"),
    to: () => number("TO"),
    steps: () => integer("STEPS"),
    rejected: () => integer("REJECTED"),
    isImplicit: () => integer("IMPLICIT") !== 0,
  };
}
