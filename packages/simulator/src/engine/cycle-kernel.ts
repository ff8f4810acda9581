// The cycle of a network whose phases a host switches, as kernel text: give a sample, run phases, keep what is to be
// read, run more phases, for one sample after the other without leaving the module.

/** What a host does for each sample besides letting phases run. Species are given by index. */
export interface CyclePlan {
  /** Set to these values before anything else. */
  readonly cleared: readonly { readonly species: number; readonly value: number }[];
  /** Pairs of rails that cancel: only the larger one keeps the difference. */
  readonly cancelled: readonly { readonly positive: number; readonly negative: number }[];
  /** Set to the numbers of the sample. */
  readonly given: readonly number[];
  /** Phases before and after the moment at which the state is kept. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** How a phase of the plan is run: the number of its system in the module, and where its duration stands. */
export interface CyclePhase {
  readonly system: number;
  readonly duration: number;
}

/** Prefix of the functions of a system. */
export function systemPrefix(system: number): string {
  return `system${system}_`;
}

/**
 * `cycles(first, end, goesOn, limit)`: 0, or 1 if a phase did not come to its end; then SAMPLE and POSITION say where.
 * Phases count through `before` and `after`; those after are run if `goesOn`.
 */
export function cycleKernel(before: readonly CyclePhase[], after: readonly CyclePhase[]): string {
  const runPhase = ({ system, duration }: CyclePhase, position: number): string => `
    i32[POSITION] = ${position};
    if (${systemPrefix(system)}run(0.0, f64[${duration}], limit) != 0) { return 1; }`;
  return `
export func cycles(first: i32, end: i32, goesOn: i32, limit: i32): i32 {
  for (let sample: i32 = first; sample < end; sample = sample + 1) {
    i32[SAMPLE] = sample;
    prepare(sample * GIVEN_BYTES + SAMPLES);
    ${before.map(runPhase).join("")}
    copy(sample * STATE_BYTES + KEPT, STATE, STATE_BYTES);
    if (goesOn) {
      ${after.map((phase, index) => runPhase(phase, before.length + index)).join("")}
    }
  }
  return 0;
}

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
