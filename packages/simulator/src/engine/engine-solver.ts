// A prepared system → its solution by generated code, or undefined where there is nothing to generate, or no WebAssembly.
import type { PreparedSystem } from "../equations/prepared-system.js";
import type { Tolerances } from "../interpreter/ode-solver.js";
import type { SystemSolver } from "../interpreter/stretch.js";
import { solveStretch } from "./advance.js";
import { type RosenbrockMethod, rodas4, rodas5p } from "./methods/rosenbrock-methods.js";
import { structureOf } from "./system-structure.js";
import { type EngineInstance, type EngineSystem, startSystems } from "./systems-instance.js";
import { type WasmInterface, webAssembly } from "./webassembly-global.js";

interface SolverTask {
  readonly system: PreparedSystem;
  readonly tolerances: Tolerances;
}

/** Below this relative tolerance the method of order 5 needs fewer operations than that of order 4. */
const TIGHT = 1e-6;

/** `interpret` takes over where a solve cannot go on: it finds out why, and says it. */
export function createEngineSolver(task: SolverTask, interpret: SystemSolver): SystemSolver | undefined {
  const wasm = webAssembly();
  const isAtRest = task.system.fluxes.codes.length === 0;
  if (wasm === undefined || isAtRest) return undefined;
  let engine: Engine | undefined;
  return (stretch) => {
    engine ??= startEngine(wasm, task);
    engine.setParameters(stretch.parameters);
    return solveStretch(engine.system, stretch, { state: engine.state, interpret });
  };
}

/** The implicit method for given error bounds. */
export function implicitMethod({ relative }: Tolerances): RosenbrockMethod {
  return relative < TIGHT ? rodas5p : rodas4;
}

/** Sets parameters where they differ from those set before. */
export function parameterSetter(
  { setParameters }: EngineInstance,
  count: number,
): (values: Float64Array) => void {
  const known = new Float64Array(count).fill(Number.NaN);
  let isSet = false;
  return (values) => {
    let isSame = isSet;
    for (let index = 0; isSame && index < count; index++) isSame = Object.is(known[index], values[index]);
    if (isSame) return;
    setParameters(values);
    known.set(values);
    isSet = true;
  };
}

interface Engine {
  readonly state: () => Float64Array;
  readonly system: EngineSystem;
  readonly setParameters: (values: Float64Array) => void;
}

function startEngine(wasm: WasmInterface, { system, tolerances }: SolverTask): Engine {
  const { program } = system;
  const structures = [structureOf(system)];
  const implicit = implicitMethod(tolerances);
  const instance = startSystems(wasm, { program, structures, tolerances, implicit });
  return {
    state: instance.state,
    system: instance.systems[0]!,
    setParameters: parameterSetter(instance, program.parameters.length),
  };
}
