// The sample cycle of a module at work: samples go in, states to be read come out.
import type { CycleLayout } from "./cycle-kernel.js";
import type { WasmInstance } from "./webassembly-global.js";

/** Runs samples; their numbers and the states kept of them stand in the module's memory. */
export interface EngineCycle {
  readonly samplesAtOnce: number;
  /** One sample after the other, as many numbers each as the cycle gives. */
  readonly samples: Float64Array;
  /** One state of all species after the other. */
  readonly kept: Float64Array;
  /** 0, or the status of the solve that did not come to its end. */
  readonly run: (first: number, end: number, goesOn: boolean, limit: number) => number;
  /** Keeps the state as that of a sample. */
  readonly keep: (sample: number) => void;
  /** Where the last run stopped: the sample, and the phase counted through those before and after. */
  readonly sample: () => number;
  readonly position: () => number;
}

/** The memory, and what the module exports at the time. */
interface RunningModule {
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
  readonly exports: WasmInstance["exports"];
}

/** Fills the tables of a cycle. */
export function startCycle(
  running: RunningModule,
  { constants, samplesAtOnce, ...tables }: CycleLayout,
): EngineCycle {
  const { numbers, integers } = running;
  for (const { address, values } of tables.integers) integers.set(values, address / 4);
  for (const { address, values } of tables.numbers) numbers.set(values, address / 8);
  const view = (name: string, bytes: string): Float64Array => {
    const from = constants[name]! / 8;
    return numbers.subarray(from, from + (samplesAtOnce * constants[bytes]!) / 8);
  };
  return {
    samplesAtOnce,
    samples: view("SAMPLES", "GIVEN_BYTES"),
    kept: view("KEPT", "STATE_BYTES"),
    run: (first, end, goesOn, limit) => running.exports["cycles"]!(first, end, goesOn ? 1 : 0, limit),
    keep: (sample) => void running.exports["keep"]!(sample),
    sample: () => integers[constants["SAMPLE"]! / 4]!,
    position: () => integers[constants["POSITION"]! / 4]!,
  };
}
