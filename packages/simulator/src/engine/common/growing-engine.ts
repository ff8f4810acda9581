// Begins a solve with code that is there already, and goes on with code made for the system once that is worth it. Both
// give the same bits, so that nothing depends on when.
import type { PreparedSystem } from "../../equations/prepared-system.js";
import { type EngineSystem, type SystemMemory, willBeLossy } from "../engine-system.js";
import { CONTROL_INTEGERS, CONTROL_NUMBERS, SolveStatus } from "../solve-kernel.js";
import { CORE_VECTORS, ROW_VECTORS } from "../system-layout.js";

/** A system at work, with its state. */
export interface SteppingEngine {
  /** Concentrations by species index; a new view once the memory has grown. */
  readonly state: () => Float64Array;
  readonly system: EngineSystem;
  readonly setParameters: (parameters: Float64Array) => void;
  readonly memory: () => SystemMemory;
  /** The implicit method was there from the start. */
  readonly hasImplicit: boolean;
}

/**
 * Code that is made for a system takes a third to a half of the time for a step, and tens of milliseconds to be made, or
 * hundreds for thousands of terms: it is made when about as much time has gone by.
 */
const MOST_STEPS = 10_000;
const MOST_TERMS = 1e8;

/** Steps that are tried before code is made for a system. */
export function stepsBeforeCode({ terms, coreSize }: PreparedSystem): number {
  const ofStep = EVALUATIONS_OF_A_STEP * (terms.slot.length + 2 * coreSize);
  return Math.min(MOST_STEPS, Math.ceil(MOST_TERMS / ofStep));
}

const EVALUATIONS_OF_A_STEP = 7;

/** The system, and how many steps are tried before code is made for it, if that is not to be chosen by its size. */
export interface GrowingTask {
  readonly prepared: PreparedSystem;
  readonly steps?: number;
}

/**
 * An engine that is `begin()` for the first steps, and then `goOn()`, which has the same system: at the latest when the
 * implicit method is called for.
 */
export function startGrowing(
  begin: () => SteppingEngine,
  goOn: (isStiff: boolean, isLossy: boolean) => SteppingEngine,
  { prepared, steps: most = stepsBeforeCode(prepared) }: GrowingTask,
): SteppingEngine {
  let engine = begin();
  let isGrown = false;
  let parameters: Float64Array | undefined;
  const grow = (isStiff: boolean): void => {
    const grown = goOn(isStiff, isStiff && willBeLossy(engine.memory()));
    if (parameters !== undefined) grown.setParameters(parameters);
    takeOver(engine, grown, prepared);
    engine = grown;
    isGrown = true;
  };
  /** `enter` solves up to a number of tried steps. */
  const solve = (enter: (limit: number) => number, limit: number): number => {
    if (isGrown) return enter(limit);
    const before = engine.system.steps();
    if (before >= most) {
      grow(false);
      return enter(limit);
    }
    const status = enter(Math.min(limit, most - before));
    const tried = engine.system.steps() - before;
    if (status !== SolveStatus.paused || tried >= limit) return status;
    grow(false);
    return engine.system.resume(limit - tried);
  };
  const system: EngineSystem = {
    run: (from, end, limit) => solve((most) => engine.system.run(from, end, most), limit),
    resume: (limit) => solve((most) => engine.system.resume(most), limit),
    prepareImplicit: () => {
      if (isGrown) return engine.system.prepareImplicit();
      try {
        grow(true);
      } catch (error) {
        // The machine has no memory for the factors: as elsewhere, the implicit method is then not available.
        if (error instanceof RangeError) return false;
        throw error;
      }
      return engine.hasImplicit;
    },
    stayExplicit: (steps) => engine.system.stayExplicit(steps),
    setObserved: (isObserved) => engine.system.setObserved(isObserved),
    interpolate: (fraction, target) => engine.system.interpolate(fraction, target),
    stopAt: (time) => engine.system.stopAt(time),
    finishStep: () => engine.system.finishStep(),
    isWaiting: () => engine.system.isWaiting(),
    time: () => engine.system.time(),
    to: () => engine.system.to(),
    stepsBetweenQuestions: (steps) => engine.system.stepsBetweenQuestions(steps),
    steps: () => engine.system.steps(),
    rejected: () => engine.system.rejected(),
    stepsBefore: () => engine.system.stepsBefore(),
  };
  return {
    state: () => engine.state(),
    memory: () => engine.memory(),
    hasImplicit: false,
    system,
    setParameters: (values) => {
      if (!isGrown) parameters = values.slice();
      engine.setParameters(values);
    },
  };
}

/** Puts an engine where another one stands: it begins a solve from the same state, which binds its coefficients. */
function takeOver(from: SteppingEngine, to: SteppingEngine, prepared: PreparedSystem): void {
  const { system } = from;
  to.state().set(from.state());
  to.system.run(system.time(), system.time() + 1, 0);
  to.state().set(from.state());
  copySolve(from.memory(), to.memory(), prepared);
}

/** Takes a solve over as it stands: what controls it, its vectors and what it has summed up. */
function copySolve(from: SystemMemory, to: SystemMemory, { unknowns, coreSize }: PreparedSystem): void {
  const copy = (name: string, length: number): void => {
    const start = from.constants[name]! / 8;
    to.numbers.set(from.numbers.subarray(start, start + length), to.constants[name]! / 8);
  };
  for (const name of CONTROL_NUMBERS) copy(name, 1);
  for (const name of CONTROL_INTEGERS)
    to.integers[to.constants[name]! / 4] = from.integers[from.constants[name]! / 4]!;
  for (const name of [...CORE_VECTORS, "ROW_SUMS"]) copy(name, coreSize);
  for (const name of ROW_VECTORS) copy(name, unknowns.length - coreSize);
}
