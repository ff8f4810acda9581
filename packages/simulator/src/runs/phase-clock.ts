// Which phase runs when: the phases of a program follow each other cyclically, each for its exact duration.
import type { Program } from "../bytecode/bytecode-format.js";

/** Where in the cycle a run is. */
export interface PhaseClock {
  /** Index of the running phase; undefined if the program has none. */
  readonly phase: number | undefined;
  /** When it ends; ∞ without phases. */
  readonly end: number;
}

/** The clock at time 0. Phases of duration 0 are passed over; validated programs have one that is longer. */
export function startPhaseClock(program: Program): PhaseClock {
  return clockOf(program, 0, 0);
}

/** The clock after the running phase has ended. */
export function nextPhase(program: Program, { phase, end }: PhaseClock): PhaseClock {
  if (phase === undefined) return { phase, end };
  const total = program.phases.reduce((sum, { duration }) => sum + duration, 0);
  const before = program.phases.slice(0, phase + 1).reduce((sum, { duration }) => sum + duration, 0);
  // The cycle is counted, not summed up, so that the ends do not drift.
  const cycle = Math.round((end - before) / total);
  return phase + 1 < program.phases.length
    ? clockOf(program, cycle, phase + 1)
    : clockOf(program, cycle + 1, 0);
}

function clockOf(program: Program, cycle: number, first: number): PhaseClock {
  const { phases } = program;
  if (phases.length === 0) return { phase: undefined, end: Number.POSITIVE_INFINITY };
  const total = phases.reduce((sum, { duration }) => sum + duration, 0);
  let phase = first;
  while (phase < phases.length && phases[phase]!.duration === 0) phase++;
  if (phase === phases.length) return clockOf(program, cycle + 1, 0);
  const upToEnd = phases.slice(0, phase + 1).reduce((sum, { duration }) => sum + duration, 0);
  return { phase, end: cycle * total + upToEnd };
}
