// What a host does for each sample of a network whose phases it switches, as kernel text: give the sample, run phases,
// keep the state to be read, run more phases, for one sample after the other without leaving the module.
import type { MemoryLayout } from "./memory-layout.js";
import { systemPrefix } from "./system-prefix.js";

/** The host's part of a cycle. Species are given by index, phases by the number of their system in the module. */
export interface SampleCycle {
  /** Set to these values before anything else. */
  readonly cleared: readonly { readonly species: number; readonly value: number }[];
  /** Rails that cancel: the larger one keeps the difference, the other one nothing. */
  readonly cancelled: readonly { readonly positive: number; readonly negative: number }[];
  /** Set to the numbers of the sample. */
  readonly given: readonly number[];
  /** One sample after the other, as many numbers each as are given. */
  readonly samples: Float64Array;
  /** Phases before and after the moment at which the state is kept, with their durations. */
  readonly before: readonly CyclePhase[];
  readonly after: readonly CyclePhase[];
}

export interface CyclePhase {
  readonly system: number;
  readonly duration: number;
}

/** Where the numbers of a cycle stand, and how many samples fit in at once. */
export interface CycleLayout {
  readonly constants: Readonly<Record<string, number>>;
  readonly integers: readonly { readonly address: number; readonly values: readonly number[] }[];
  readonly numbers: readonly { readonly address: number; readonly values: readonly number[] }[];
  readonly samplesAtOnce: number;
}

const MOST_SAMPLES = 64;
/** Bytes for states to be read; at least one state finds room. */
const KEPT_BYTES = 2 ** 20;

/** Reserves memory for a cycle. */
export function layOutCycle(
  memory: MemoryLayout,
  { cleared, cancelled, given, samples, before, after }: SampleCycle,
  { state, species }: { readonly state: number; readonly species: number },
): CycleLayout {
  const stateBytes = 8 * species;
  const samplesAtOnce = Math.max(1, Math.min(MOST_SAMPLES, Math.floor(KEPT_BYTES / Math.max(1, stateBytes))));
  const constants: Record<string, number> = {
    STATE: state,
    STATE_BYTES: stateBytes,
    CLEARED: cleared.length,
    PAIRS: cancelled.length,
    GIVEN: given.length,
    GIVEN_BYTES: 8 * given.length,
    PLACE: memory.reserve(4),
    POSITION: memory.reserve(4),
    SAMPLES: memory.reserve(8 * samples.length),
    CHOSEN: memory.reserve(4 * samplesAtOnce),
    KEPT: memory.reserve(stateBytes * samplesAtOnce),
  };
  const integers: { address: number; values: readonly number[] }[] = [];
  const numbers: { address: number; values: readonly number[] }[] = [];
  const put = (name: string, values: readonly number[], bytes: 4 | 8): void => {
    const address = memory.reserve(bytes * values.length);
    constants[name] = address;
    (bytes === 4 ? integers : numbers).push({ address, values });
  };
  put(
    "CLEARED_SPECIES",
    cleared.map((entry) => entry.species),
    4,
  );
  put(
    "CLEARED_VALUE",
    cleared.map((entry) => entry.value),
    8,
  );
  put(
    "PAIR_POSITIVE",
    cancelled.map((entry) => entry.positive),
    4,
  );
  put(
    "PAIR_NEGATIVE",
    cancelled.map((entry) => entry.negative),
    4,
  );
  put("GIVEN_SPECIES", given, 4);
  put(
    "DURATIONS",
    [...before, ...after].map(({ duration }) => duration),
    8,
  );
  return { constants, integers, numbers, samplesAtOnce };
}

/**
 * `cycles(first, end, goesOn, limit)` runs the chosen samples from the first to before the end: 0, or the status of a solve
 * that did not come to its end; then PLACE says which of the chosen ones, and POSITION where in it, counting through the
 * phases before and after. Those after are run if `goesOn`.
 */
export function cycleKernel({ before, after }: SampleCycle): string {
  const runPhase = ({ system }: CyclePhase, position: number): string => `
    i32[POSITION] = ${position};
    status = ${systemPrefix(system)}run(0.0, f64[DURATIONS + ${8 * position}], limit);
    if (status != 0) { return status; }`;
  return `
export func cycles(first: i32, end: i32, goesOn: i32, limit: i32): i32 {
  let status: i32 = 0;
  for (let place: i32 = first; place < end; place = place + 1) {
    i32[PLACE] = place;
    prepare(i32[(place << 2) + CHOSEN] * GIVEN_BYTES + SAMPLES);
    ${before.map(runPhase).join("")}
    keep(place);
    if (goesOn) {
      ${after.map((phase, index) => runPhase(phase, before.length + index)).join("")}
    }
  }
  return 0;
}

export func keep(place: i32) { copy(place * STATE_BYTES + KEPT, STATE, STATE_BYTES); }

func prepare(given: i32) {
  for (let k: i32 = 0; k < CLEARED; k = k + 1) {
    f64[(i32[(k << 2) + CLEARED_SPECIES] << 3) + STATE] = f64[(k << 3) + CLEARED_VALUE];
  }
  for (let k: i32 = 0; k < PAIRS; k = k + 1) {
    let positive: i32 = (i32[(k << 2) + PAIR_POSITIVE] << 3) + STATE;
    let negative: i32 = (i32[(k << 2) + PAIR_NEGATIVE] << 3) + STATE;
    let difference: f64 = f64[positive] - f64[negative];
    f64[positive] = max(difference, 0.0);
    f64[negative] = max(-difference, 0.0);
  }
  for (let k: i32 = 0; k < GIVEN; k = k + 1) {
    f64[(i32[(k << 2) + GIVEN_SPECIES] << 3) + STATE] = f64[(k << 3) + given];
  }
}`;
}
