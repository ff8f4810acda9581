// A prepared system → its solution by generated code, or undefined where the code generator does not reach.
import { type AcceptedStep, SAME_TIME } from "../integrate.js";
import { stoppedFailure } from "../integration-failures.js";
import type { Tolerances } from "../ode-solver.js";
import type { PreparedSystem } from "../prepared-system.js";
import type { Stretch, StretchResult, SystemSolver } from "../stretch.js";
import { compileSystems } from "./compile-systems.js";
import { rodas4, rodas5p } from "./methods/rosenbrock-methods.js";
import { SolveStatus } from "./solve-kernel.js";
import { structureOf } from "./system-structure.js";
import { type EngineInstance, type EngineSystem, instantiateSystems } from "./systems-instance.js";
import { type WasmInterface, webAssembly } from "./webassembly-global.js";

interface EngineTask {
  readonly system: PreparedSystem;
  readonly phase: number | undefined;
  readonly tolerances: Tolerances;
}

/** Below this relative tolerance the method of order 5 needs fewer operations than that of order 4. */
const TIGHT = 1e-6;
/** Steps between two questions whether to stop. */
const STEPS_BETWEEN_QUESTIONS = 64;
const NO_LIMIT = 2 ** 30;

/** `interpret` takes over where a solve cannot go on: it finds out why, and says it. */
export function createEngineSolver(task: EngineTask, interpret: SystemSolver): SystemSolver | undefined {
  const wasm = webAssembly();
  if (wasm === undefined || !isSupported(task.system)) return undefined;
  let engine: Engine | undefined;
  return (stretch) => {
    engine ??= startEngine(wasm, task);
    return solve(engine, stretch, interpret);
  };
}

function isSupported({ laws, fluxes, program }: PreparedSystem): boolean {
  const isMassAction = program.reactions.every(({ rate }) => rate.kind === "mass-action");
  return isMassAction && laws.length === 0 && fluxes.codes.length > 0;
}

interface Engine {
  readonly instance: EngineInstance;
  readonly system: EngineSystem;
  /** Parameters that the rate constants belong to. */
  readonly parameters: Float64Array;
  isBound: boolean;
}

function startEngine(wasm: WasmInterface, { system, phase, tolerances }: EngineTask): Engine {
  const { program } = system;
  const structures = [structureOf(system, phase)];
  const compiled = compileSystems(structures, {
    species: program.species.length,
    reactions: program.reactions.length,
    implicit: tolerances.relative < TIGHT ? rodas5p : rodas4,
  });
  const instance = instantiateSystems(wasm, compiled, { program, structures, tolerances });
  return {
    instance,
    system: instance.systems[0]!,
    parameters: new Float64Array(program.parameters.length),
    isBound: false,
  };
}

function setParameters(engine: Engine, parameters: Float64Array): void {
  const isSame = engine.isBound && engine.parameters.every((value, index) => value === parameters[index]);
  if (isSame) return;
  engine.instance.setParameters(parameters);
  engine.parameters.set(parameters);
  engine.isBound = true;
}

function solve(engine: Engine, stretch: Stretch, interpret: SystemSolver): StretchResult {
  const { from, end, concentrations } = stretch;
  if (end - from <= SAME_TIME * Math.abs(end)) return { time: end, failure: undefined };
  setParameters(engine, stretch.parameters);
  const { state } = engine.instance;
  state.set(concentrations);
  const { outcome, time } = advance(engine.system, stretch);
  concentrations.set(state);
  if (outcome === "stopped") return { time, failure: stoppedFailure(stretch.timeOffset + time) };
  // Out of steps, or stuck: the interpreter goes on from here, and knows how to say why.
  return outcome === "finished" ? { time, failure: undefined } : interpret({ ...stretch, from: time });
}

interface Advance {
  readonly outcome: "finished" | "stopped" | "stuck";
  readonly time: number;
}

/** Solves as far as it goes; the steps taken are counted in the budget. */
function advance(system: EngineSystem, stretch: Stretch): Advance {
  const { from, end, budget, observe } = stretch;
  const steps = system.steps();
  const rejected = system.rejected();
  const already = { steps: budget.steps, rejected: budget.rejectedSteps };
  const count = (): void => {
    budget.steps = already.steps + system.steps() - steps;
    budget.rejectedSteps = already.rejected + system.rejected() - rejected;
  };
  const allowed = (): number =>
    Math.max(
      0,
      Math.min(
        budget.shouldStop === undefined ? NO_LIMIT : STEPS_BETWEEN_QUESTIONS,
        budget.maxSteps - budget.steps,
      ),
    );
  let asked = budget.steps;
  const mustStop = (): boolean => {
    count();
    if (budget.steps - asked < STEPS_BETWEEN_QUESTIONS) return false;
    asked = budget.steps;
    return budget.shouldStop?.() === true;
  };
  system.setObserved(observe !== undefined);
  let status = system.run(from, end, allowed());
  for (;;) {
    if (status === SolveStatus.step) {
      const stop = observe?.(stepOf(system));
      if (stop !== undefined) return { outcome: "finished", time: endAt(system, stop) };
    }
    const isStopped = mustStop();
    if (status === SolveStatus.done) return { outcome: "finished", time: system.time() };
    if (isStopped) return { outcome: "stopped", time: leave(system) };
    if (status === SolveStatus.failed || budget.steps >= budget.maxSteps)
      return { outcome: "stuck", time: leave(system) };
    status = system.resume(allowed());
  }
}

/** Ends the solve within the waiting step. */
function endAt(system: EngineSystem, time: number): number {
  if (time < system.to()) system.stopAt(time);
  else system.finishStep();
  return Math.min(time, system.to());
}

/** Takes over a step that still waits. */
function leave(system: EngineSystem): number {
  if (system.isWaiting()) system.finishStep();
  return system.time();
}

function stepOf(system: EngineSystem): AcceptedStep {
  const from = system.time();
  const to = system.to();
  return {
    from,
    to,
    interpolate: (time, target) => system.interpolate(Math.min(1, (time - from) / (to - from)), target),
  };
}
