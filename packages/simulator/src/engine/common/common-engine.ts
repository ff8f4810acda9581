// A system in the module that serves all systems: nothing is compiled for it, it only gets memory and tables.
import { Opcode } from "../../bytecode/bytecode-format.js";
import { type CompiledCode, compileCode, evaluateCode } from "../../code/evaluate-code.js";
import type { PreparedSystem } from "../../equations/prepared-system.js";
import type { Tolerances } from "../../interpreter/ode-solver.js";
import { LONGEST_RATES } from "../code-size.js";
import { PAGE } from "../compile-systems.js";
import { engineSystem, entryPointsOf } from "../engine-system.js";
import { fillTolerances } from "../fill-memory.js";
import { integratesStages } from "../methods/stage-integrals.js";
import type { WasmInterface, WasmModule } from "../webassembly-global.js";
import { commonModuleBytes } from "./common-module.generated.js";
import { commonTables } from "./common-tables.js";
import type { SteppingEngine } from "./growing-engine.js";

/** Whether the common module gives the bits of code that is made for the system. */
export function isCommon(system: PreparedSystem): boolean {
  const { program, reactions, coreSize, terms, laws } = system;
  if (integratesStages(system)) return false;
  if (coreSize === 0 || laws.length > 0 || terms.slot.length > LONGEST_RATES) return false;
  return reactions.every((reaction) => program.reactions[reaction]!.rate.kind === "mass-action");
}

/** Starts a system of mass action with a core. */
export function startCommon(
  wasm: WasmInterface,
  system: PreparedSystem,
  tolerances: Tolerances,
): SteppingEngine {
  const { constants, tables, bytes } = commonTables(system);
  const memory = new wasm.Memory({ initial: Math.ceil(bytes / PAGE) });
  const { exports } = new wasm.Instance(moduleOf(wasm), { env: { memory, ...constants } });
  const numbers = new Float64Array(memory.buffer);
  const integers = new Int32Array(memory.buffer);
  for (const { address, values } of tables)
    if (values instanceof Int32Array) integers.set(values, address / 4);
    else numbers.set(values, address / 8);
  fillTolerances({ numbers, integers }, { system, constants, tolerances, lanes: 1 });
  const place = constants["STATE"]! / 8;
  const state = numbers.subarray(place, place + system.program.species.length);
  const entry = entryPointsOf(exports, "");
  const views = { numbers, integers, state };
  return {
    state: () => state,
    memory: () => ({ numbers, integers, constants }),
    hasImplicit: false,
    system: engineSystem(
      { unknowns: system.unknowns, constants, views, entry: () => entry },
      {
        prepareImplicit: () => false,
        stepsInTime: () => Math.floor(2e8 / (1 + 20 * system.terms.slot.length)),
      },
    ),
    setParameters: rateConstantSetter(system, numbers.subarray(constants["RATE_CONSTANTS"]! / 8)),
  };
}

let known: { readonly Module: WasmInterface["Module"]; readonly module: WasmModule } | undefined;

function moduleOf({ Module }: WasmInterface): WasmModule {
  if (known?.Module !== Module) known = { Module, module: new Module(commonModuleBytes()) };
  return known.module;
}

/** Rate constants by active reaction; most are numbers. */
function rateConstantSetter(
  { program, reactions }: PreparedSystem,
  target: Float64Array,
): (parameters: Float64Array) => void {
  const varying: { readonly place: number; readonly code: CompiledCode }[] = [];
  for (let place = 0; place < reactions.length; place++) {
    const { code } = program.reactions[reactions[place]!]!.rate;
    const first = code[0]!;
    if (code.length === 1 && first.opcode === Opcode.number) target[place] = first.operand;
    else varying.push({ place, code: compileCode(code) });
  }
  const none = new Float64Array(0);
  return (parameters) => {
    for (const { place, code } of varying) target[place] = evaluateCode(code, none, parameters, 0);
  };
}
