// Samples two at a time, up to the moment at which states are read: one solve follows both by common steps, in vectors of
// two numbers. What comes out depends on who goes with whom, within the tolerances.
import type { SampleCycle } from "./cycle-kernel.js";
import { parameterSetter } from "./engine-solver.js";
import { SolveStatus } from "./solve-kernel.js";
import { allowsPairs } from "./system-plan.js";
import { type EngineTask, startSystems } from "./systems-instance.js";
import type { WasmInterface } from "./webassembly-global.js";

/** A module of its own, with two states in its memory. */
export interface SamplePairs {
  /** An even number. */
  readonly samplesAtOnce: number;
  readonly setParameters: (values: Float64Array) => void;
  /**
   * Runs the chosen samples of the cycle from the state on, which becomes that of the last one. Returns the states kept of
   * those that went through: fewer where a solve does not come to its end in so many steps.
   */
  readonly run: (chosen: ArrayLike<number>, state: Float64Array, limit: number) => readonly Float64Array[];
  /** Steps tried and rejected since the start; each counts for both samples. */
  readonly steps: () => number;
  readonly rejected: () => number;
}

/** Undefined where nothing is gained, or where the systems before the reading are too large to be written out. */
export function createSamplePairs(
  wasm: WasmInterface,
  task: EngineTask & { readonly cycle: SampleCycle },
): SamplePairs | undefined {
  const { program, cycle } = task;
  const structures = cycle.before.map(({ system }) => task.structures[system]!);
  const takesSteps = structures.some(({ system }) => system.coreSize > 0);
  if (!takesSteps || !structures.every(allowsPairs)) return undefined;
  const before = cycle.before.map(({ duration }, system) => ({ duration, system }));
  const pairCycle: SampleCycle = { ...cycle, before, after: [] };
  const instance = startSystems(wasm, { ...task, structures, cycle: pairCycle, lanes: 2 });
  const running = instance.cycle!;
  const run = (count: number, limit: number): number => {
    const end = count + (count % 2);
    for (let done = 0; ; ) {
      const status = running.run(done, end, false, limit);
      if (status === SolveStatus.done) return count;
      done = running.place();
      const isLost = status !== SolveStatus.unprepared;
      if (isLost || !instance.systems[running.position()]!.prepareImplicit()) return done;
    }
  };
  const total = (values: readonly number[]): number => 2 * values.reduce((sum, value) => sum + value, 0);
  return {
    samplesAtOnce: running.samplesAtOnce,
    setParameters: parameterSetter(instance, program.parameters.length),
    run: (chosen, state, limit) => {
      const pair = instance.state();
      for (let species = 0; species < state.length; species++)
        pair.fill(state[species]!, 2 * species, 2 * species + 2);
      running.chosen.set(chosen);
      if (chosen.length % 2 === 1) running.chosen[chosen.length] = chosen[chosen.length - 1]!;
      const done = run(chosen.length, limit);
      if (done > 0) state.set(running.kept[done - 1]!);
      return running.kept.slice(0, done);
    },
    steps: () => total(instance.systems.map(({ steps }) => steps())),
    rejected: () => total(instance.systems.map(({ rejected }) => rejected())),
  };
}
