// A prepared system → its solution by generated code, or undefined where there is nothing to generate, or no WebAssembly.
import type { PreparedSystem } from "../equations/prepared-system.js";
import type { Tolerances } from "../interpreter/ode-solver.js";
import type { SystemSolver } from "../interpreter/stretch.js";
import { solveStretch } from "./advance.js";
import { isCommon, startCommon } from "./common/common-engine.js";
import { type SteppingEngine, startGrowing } from "./common/growing-engine.js";
import { type RosenbrockMethod, rodas4, rodas5p } from "./methods/rosenbrock-methods.js";
import { structureOf } from "./system-structure.js";
import { type EngineInstance, startSystems } from "./systems-instance.js";
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
  const isAtRest = task.system.reactions.length === 0;
  if (wasm === undefined || isAtRest) return undefined;
  let engine: SteppingEngine | undefined;
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

function startEngine(wasm: WasmInterface, task: SolverTask): SteppingEngine {
  const { system, tolerances } = task;
  if (!isCommon(system)) return startOwn(wasm, task);
  return startGrowing(
    () => startCommon(wasm, system, tolerances),
    (isStiff, isLossy) => startOwn(wasm, task, isStiff, isLossy),
    { prepared: system },
  );
}

/**
 * Code that is made for the system; if it is known to be stiff, with the implicit method, where that can be had, and if sums of
 * fluxes are known to lose too much, with rates without loss.
 */
export function startOwn(
  wasm: WasmInterface,
  { system, tolerances }: SolverTask,
  isStiff = false,
  isLossy = false,
): SteppingEngine {
  const { program } = system;
  const structure = structureOf(system);
  const implicit = implicitMethod(tolerances);
  const hasImplicit = isStiff && structure.hasElimination();
  const called = { stiff: hasImplicit ? [0] : [], balanced: hasImplicit && isLossy ? [0] : [] };
  const task = { program, structures: [structure], tolerances, implicit, ...called };
  const instance = startSystems(wasm, task);
  return {
    state: instance.state,
    system: instance.systems[0]!,
    setParameters: parameterSetter(instance, program.parameters.length),
    memory: () => instance.memoryOf(0),
    hasImplicit,
  };
}
