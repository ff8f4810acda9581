// All phases of a program in one module with one state, and what a host does for each sample.
import type { Program } from "../bytecode/bytecode-format.js";
import { prepareSystem } from "../equations/prepared-system.js";
import type { Tolerances } from "../interpreter/ode-solver.js";
import type { Stretch, StretchResult, SystemSolver } from "../interpreter/stretch.js";
import { resumeStretch, solveStretch } from "./advance.js";
import type { SampleCycle } from "./cycle-kernel.js";
import type { EngineCycle } from "./engine-cycle.js";
import { implicitMethod, parameterSetter } from "./engine-solver.js";
import { createSamplePairs, type SamplePairs } from "./sample-pairs.js";
import { structureOf } from "./system-structure.js";
import { hasRoom, startSystems } from "./systems-instance.js";
import { webAssembly } from "./webassembly-global.js";

/** A program whose phases run in generated code. */
export interface PhaseEngine {
  /** Concentrations by species index, in the module's memory. */
  readonly state: Float64Array;
  readonly setParameters: (values: Float64Array) => void;
  /** Runs a phase; where it cannot go on, `interpret` does. */
  readonly solve: (phase: number, stretch: Stretch, interpret: SystemSolver) => StretchResult;
  /** Goes on with a phase that the cycle left with a status. */
  readonly resume: (
    phase: number,
    stretch: Stretch,
    left: { readonly status: number; readonly interpret: SystemSolver },
  ) => StretchResult;
  /** Steps tried and rejected since the start, of all phases. */
  readonly steps: () => number;
  readonly rejected: () => number;
  /** How many steps are taken before a host is asked whether to stop, in the phase with the longest steps. */
  readonly stepsBetweenQuestions: (most: number) => number;
  readonly cycle: EngineCycle | undefined;
  /** The cycle without what comes after the reading, for two samples at a time; made when first asked for. */
  readonly pairs: () => SamplePairs | undefined;
}

/** A program, how closely it is followed, and what is done for each sample, if anything. */
export interface PhaseEngineTask {
  readonly program: Program;
  readonly tolerances: Tolerances;
  readonly cycle: SampleCycle | undefined;
}

/** Undefined without phases or WebAssembly, and where one memory is too small for the matrices of all phases. */
export function createPhaseEngine({ program, tolerances, cycle }: PhaseEngineTask): PhaseEngine | undefined {
  const wasm = webAssembly();
  if (wasm === undefined || program.phases.length === 0) return undefined;
  const structures = program.phases.map((_, phase) => structureOf(prepareSystem(program, phase)));
  if (!hasRoom(structures)) return undefined;
  const implicit = implicitMethod(tolerances);
  const task = { program, structures, tolerances, implicit, cycle };
  const instance = startSystems(wasm, task);
  // The memory does not grow, as there is room.
  const state = instance.state();
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  let pairs: { readonly made: SamplePairs | undefined } | undefined;
  return {
    state,
    setParameters: parameterSetter(instance, program.parameters.length),
    solve: (phase, stretch, interpret) =>
      solveStretch(instance.systems[phase]!, stretch, { state: instance.state, interpret }),
    resume: (phase, stretch, left) => resumeStretch(instance.systems[phase]!, stretch, left),
    steps: () => total(instance.systems.map(({ steps }) => steps())),
    rejected: () => total(instance.systems.map(({ rejected }) => rejected())),
    stepsBetweenQuestions: (most) =>
      Math.min(most, ...instance.systems.map((system) => system.stepsBetweenQuestions(most))),
    cycle: instance.cycle,
    pairs: () => {
      pairs ??= { made: cycle && createSamplePairs(wasm, { ...task, cycle }) };
      return pairs.made;
    },
  };
}
