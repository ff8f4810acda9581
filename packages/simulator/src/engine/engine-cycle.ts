// The sample cycle of a module at work: samples go in, states to be read come out.
import type { CycleLayout } from "./cycle-kernel.js";
import type { WasmInstance } from "./webassembly-global.js";

/** Runs samples; their numbers, which are chosen, and the states kept of them stand in the module's memory. */
export interface EngineCycle {
  readonly samplesAtOnce: number;
  /** The samples to be run, by index. */
  readonly chosen: Int32Array;
  /** The states of all species kept of the chosen samples. */
  readonly kept: readonly Float64Array[];
  /** 0, or the status of the solve that did not come to its end. */
  readonly run: (first: number, end: number, goesOn: boolean, limit: number) => number;
  /** Keeps the state as that of a chosen sample. */
  readonly keep: (place: number) => void;
  /** Where the last run stopped: which of the chosen samples, and the phase counted through those before and after. */
  readonly place: () => number;
  readonly position: () => number;
}

/** The memory, and what the module exports at the time. */
interface RunningModule {
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
  readonly exports: WasmInstance["exports"];
}

/** Fills the tables of a cycle, and puts its samples into memory. */
export function startCycle(
  running: RunningModule,
  { constants, samplesAtOnce, ...tables }: CycleLayout,
  samples: Float64Array,
): EngineCycle {
  const { numbers, integers } = running;
  for (const { address, values } of tables.integers) integers.set(values, address / 4);
  for (const { address, values } of tables.numbers) numbers.set(values, address / 8);
  numbers.set(samples, constants["SAMPLES"]! / 8);
  const chosen = constants["CHOSEN"]! / 4;
  const kept = (place: number): Float64Array => {
    const from = (constants["KEPT"]! + place * constants["STATE_BYTES"]!) / 8;
    return numbers.subarray(from, from + constants["STATE_BYTES"]! / 8);
  };
  return {
    samplesAtOnce,
    chosen: integers.subarray(chosen, chosen + samplesAtOnce),
    kept: Array.from({ length: samplesAtOnce }, (_, place) => kept(place)),
    run: (first, end, goesOn, limit) => running.exports["cycles"]!(first, end, goesOn ? 1 : 0, limit),
    keep: (place) => void running.exports["keep"]!(place),
    place: () => integers[constants["PLACE"]! / 4]!,
    position: () => integers[constants["POSITION"]! / 4]!,
  };
}
