// What a host does for each sample of a network whose phases it switches, as kernel text: give the sample, run phases,
// keep the state to be read, run more phases, for one sample after the other without leaving the module.
import type { MemoryLayout } from "./memory-layout.js";
import type { Lanes } from "./straight/straight-line-functions.js";
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

/** A phase by the number of its system in the module, and how long it lasts. */
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
/** Bytes for states to be read; at least two find room. */
const KEPT_BYTES = 2 ** 20;

/** Reserves memory for a cycle. */
export function layOutCycle(
  memory: MemoryLayout,
  cycle: SampleCycle,
  { state, species, lanes }: { readonly state: number; readonly species: number; readonly lanes: Lanes },
): CycleLayout {
  const { cleared, cancelled, given, samples } = cycle;
  const stateBytes = 8 * species;
  const fitting = Math.floor(KEPT_BYTES / (2 * Math.max(1, stateBytes)));
  const samplesAtOnce = 2 * Math.max(1, Math.min(MOST_SAMPLES / 2, fitting));
  const constants = {
    STATE: state,
    STATE_BYTES: stateBytes,
    STATE_SIZE: species,
    CLEARED: lanes * cleared.length,
    PAIRS: lanes * cancelled.length,
    GIVEN: given.length,
    GIVEN_BYTES: 8 * given.length,
    PLACE: memory.reserve(4),
    POSITION: memory.reserve(4),
    SAMPLES: memory.reserve(8 * samples.length),
    CHOSEN: memory.reserve(4 * samplesAtOnce),
    KEPT: memory.reserve(stateBytes * samplesAtOnce),
  };
  const { places, ...tables } = layOutTables(memory, cycle, lanes);
  return { constants: { ...constants, ...places }, ...tables, samplesAtOnce };
}

/** Reserves memory for tables of what is set in a sample, and of how long phases last. */
function layOutTables(
  memory: MemoryLayout,
  { cleared, cancelled, given, before, after }: SampleCycle,
  lanes: Lanes,
): Pick<CycleLayout, "integers" | "numbers"> & { readonly places: Readonly<Record<string, number>> } {
  const places: Record<string, number> = {};
  const integers: { address: number; values: readonly number[] }[] = [];
  const numbers: { address: number; values: readonly number[] }[] = [];
  const put = (name: string, values: readonly number[], bytes: 4 | 8): void => {
    const address = memory.reserve(bytes * values.length);
    places[name] = address;
    (bytes === 4 ? integers : numbers).push({ address, values });
  };
  const each = Array.from({ length: lanes }, (_, lane) => lane);
  const elements = (list: readonly number[]) =>
    list.flatMap((place) => each.map((lane) => lanes * place + lane));
  put("CLEARED_SPECIES", elements(cleared.map((entry) => entry.species)), 4);
  put(
    "CLEARED_VALUE",
    cleared.flatMap(({ value }) => each.map(() => value)),
    8,
  );
  put("PAIR_POSITIVE", elements(cancelled.map((entry) => entry.positive)), 4);
  put("PAIR_NEGATIVE", elements(cancelled.map((entry) => entry.negative)), 4);
  put(
    "GIVEN_SPECIES",
    given.map((place) => lanes * place),
    4,
  );
  put(
    "DURATIONS",
    [...before, ...after].map(({ duration }) => duration),
    8,
  );
  return { places, integers, numbers };
}

/**
 * `cycles(first, end, goesOn, limit)` runs the chosen samples from the first to before the end: 0, or the status of a solve
 * that did not come to its end; then PLACE says which of the chosen ones, and POSITION where in it, counting through the
 * phases before and after. Those after are run if `goesOn`. With two lanes, two samples go through at once: their number
 * is even.
 */
export function cycleKernel({ before, after }: SampleCycle, lanes: Lanes): string {
  const runPhase = ({ system }: CyclePhase, position: number): string => `
    i32[POSITION] = ${position};
    status = ${systemPrefix(system)}run(0.0, f64[DURATIONS + ${8 * position}], limit);
    if (status != 0) { return status; }`;
  return `
export func cycles(first: i32, end: i32, goesOn: i32, limit: i32): i32 {
  let status: i32 = 0;
  for (let place: i32 = first; place < end; place = place + ${lanes}) {
    i32[PLACE] = place;
    prepare();
    ${inLanes(lanes, (lane) => `give(i32[((place + ${lane}) << 2) + CHOSEN] * GIVEN_BYTES + SAMPLES, ${8 * lane});`)}
    ${before.map(runPhase).join("")}
    keep(place);
    if (goesOn) {
      ${after.map((phase, index) => runPhase(phase, before.length + index)).join("")}
    }
  }
  return 0;
}

${lanes === 1 ? KEEP : KEEP_PAIR}

func prepare() {
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
}

func give(given: i32, lane: i32) {
  for (let k: i32 = 0; k < GIVEN; k = k + 1) {
    f64[(i32[(k << 2) + GIVEN_SPECIES] << 3) + lane + STATE] = f64[(k << 3) + given];
  }
}`;
}

const KEEP = `
export func keep(place: i32) { copy(place * STATE_BYTES + KEPT, STATE, STATE_BYTES); }`;

const KEEP_PAIR = `
export func keep(place: i32) {
  let kept: i32 = place * STATE_BYTES + KEPT;
  for (let k: i32 = 0; k < STATE_SIZE; k = k + 1) {
    f64[(k << 3) + kept] = f64[(k << 4) + STATE];
    f64[(k << 3) + STATE_BYTES + kept] = f64[(k << 4) + 8 + STATE];
  }
}`;

function inLanes(lanes: Lanes, text: (lane: number) => string): string {
  return Array.from({ length: lanes }, (_, lane) => text(lane)).join("\n    ");
}
