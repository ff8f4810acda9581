// One stochastic run by Gillespie's direct method: phases and events cut the waiting times, which is exact since the
// exponential distribution has no memory.
import { readsTime } from "./active-reactions.js";
import type { Program } from "./bytecode-format.js";
import {
  type EventSchedule,
  fireEvents,
  nextEventTime,
  someConditionRises,
  startSchedule,
} from "./events.js";
import { SAME_TIME } from "./integrate.js";
import { stoppedFailure } from "./integration-failures.js";
import { nextPhase, type PhaseClock, startPhaseClock } from "./phase-clock.js";
import {
  findShortage,
  fireReaction,
  type MoleculeState,
  type PropensitySystem,
  refreshPropensities,
  selectReaction,
  totalPropensity,
} from "./propensity-system.js";
import type { Random } from "./random.js";
import { formatNumber, type RunFailure } from "./run-failure.js";
import { createRecorder, type Trajectory } from "./trajectory.js";

/** How many reaction events the runs may still have; shared by all runs. */
export interface EventBudget {
  readonly maxEvents: number;
  readonly shouldStop: (() => boolean) | undefined;
  events: number;
}

export interface StochasticRunSetup {
  readonly program: Program;
  readonly until: number;
  readonly times: ArrayLike<number>;
  readonly volume: number;
  readonly counts: Float64Array;
  readonly systems: (phase: number | undefined) => PropensitySystem;
  readonly random: Random;
  readonly budget: EventBudget;
}

interface Run extends StochasticRunSetup, MoleculeState {
  readonly schedule: EventSchedule;
  /** Some condition depends on the time and can rise between two reaction events. */
  readonly hasTimedConditions: boolean;
  clock: PhaseClock;
  time: number;
}

/** Simulates one run; the trajectory holds concentrations (count/volume). */
export function runStochastic(setup: StochasticRunSetup): {
  trajectory: Trajectory;
  failure: RunFailure | undefined;
} {
  const { program, volume } = setup;
  const counts = Float64Array.from(setup.counts);
  const concentrations = counts.map((count) => count / volume);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const run: Run = {
    ...setup,
    counts,
    concentrations,
    parameters,
    schedule: startSchedule(program, { time: 0, concentrations, parameters }),
    hasTimedConditions: program.events.some(
      ({ trigger }) => trigger.kind === "when" && readsTime(trigger.condition),
    ),
    clock: startPhaseClock(program),
    time: 0,
  };
  const recorder = createRecorder(program, setup.times);
  const record = (time: number): void => recorder.recordUpTo(time, concentrations, parameters);
  record(0);
  let failure: RunFailure | undefined;
  while (run.time < setup.until && failure === undefined)
    failure = runSegment(run, record, recorder.nextTime);
  if (failure !== undefined) recorder.recordFailure(run.time, concentrations, parameters);
  return { trajectory: recorder.build(), failure };
}

/** Runs to the next phase end, timed event, risen condition or the end of the run, and does what is due there. */
function runSegment(
  run: Run,
  record: (time: number) => void,
  nextSample: () => number,
): RunFailure | undefined {
  const { schedule, until, program, counts, concentrations, volume } = run;
  const end = Math.min(until, run.clock.end, nextEventTime(schedule));
  const failure = reactUntil(run, end, record, nextSample);
  if (failure !== undefined) return failure;
  const fired = fireEvents(schedule, run);
  if (typeof fired === "object") return fired;
  if (fired) {
    for (let i = 0; i < counts.length; i++) {
      counts[i] = Math.round(volume * concentrations[i]!);
      concentrations[i] = counts[i]! / volume;
    }
  }
  if (run.time >= run.clock.end * (1 - SAME_TIME)) run.clock = nextPhase(program, run.clock);
  if (run.time >= until * (1 - SAME_TIME)) run.time = until;
  record(run.time * (1 + SAME_TIME));
  return undefined;
}

/** Reaction events up to `end`, or to the moment a condition rises. */
function reactUntil(
  run: Run,
  end: number,
  record: (time: number) => void,
  nextSample: () => number,
): RunFailure | undefined {
  const { schedule, random, budget } = run;
  const watchesEvents = schedule.hasConditions;
  const system = run.systems(run.clock.phase);
  const lastSample = end * (1 - SAME_TIME);
  let broken = refreshPropensities(system, run);
  let sampleTime = nextSample();
  let { time } = run;
  for (;;) {
    if (broken >= 0) return propensityFailure(run, system, broken);
    const total = totalPropensity(system);
    const eventTime = total > 0 ? time + random.exponential(total) : Number.POSITIVE_INFINITY;
    const limit = Math.min(eventTime, end);
    const rise = run.hasTimedConditions ? findRise(run, limit) : undefined;
    const reached = rise ?? limit;
    // The state stays as it is until the next event; what is due at `end` is sampled after it.
    while (sampleTime < reached && sampleTime < lastSample) {
      record(sampleTime);
      sampleTime = nextSample();
    }
    time = reached;
    run.time = time;
    if (rise !== undefined || eventTime >= end) return undefined;
    const reaction = selectReaction(system, random.uniform() * total);
    const failure = system.isLaw[reaction] === 1 ? findShortageFailure(run, system, reaction) : undefined;
    if (failure !== undefined) return failure;
    broken = fireReaction(system, reaction, run);
    if (budget.events >= budget.maxEvents) return eventLimitFailure(run);
    if ((++budget.events & 4095) === 0 && budget.shouldStop?.()) return stoppedFailure(time);
    if (watchesEvents && someConditionRises(schedule, run)) return undefined;
  }
}

/** The time up to `limit` at which a condition rises although no reaction happens. */
function findRise(run: Run, limit: number): number | undefined {
  if (!Number.isFinite(limit)) return undefined;
  const at = (time: number): boolean =>
    someConditionRises(run.schedule, {
      time,
      concentrations: run.concentrations,
      parameters: run.parameters,
    });
  if (!at(limit)) return undefined;
  let low = run.time;
  let high = limit;
  for (let middle = 0.5 * (low + high); low < middle && middle < high; middle = 0.5 * (low + high)) {
    if (at(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function propensityFailure(run: Run, system: PropensitySystem, reaction: number): RunFailure {
  const { name, reactants } = system.reactions[reaction]!;
  const value = system.propensities[reaction]!;
  const negative = value < 0 && Number.isFinite(value);
  return {
    kind: negative ? "negative-propensity" : "not-a-number",
    time: run.time,
    species: reactants.map(({ species }) => run.program.species[species]!.name),
    message: `At time ${formatNumber(run.time)} the propensity of reaction ${name} is ${negative ? formatNumber(value) : String(value)}.`,
    hint: negative
      ? "A rate cannot be negative: write a reversible law as two reactions, one for each direction."
      : "Look for a division by zero, a logarithm or root of something negative, or an overflow in this rate.",
  };
}

/** The failure if an event of this reaction would take more than there is, which only a law can ask for. */
function findShortageFailure(run: Run, system: PropensitySystem, reaction: number): RunFailure | undefined {
  const species = findShortage(system, reaction, run.counts);
  if (species === undefined) return undefined;
  const name = run.program.species[species]!.name;
  return {
    kind: "negative-concentration",
    time: run.time,
    species: [name],
    message: `At time ${formatNumber(run.time)} reaction ${system.reactions[reaction]!.name} takes more of ${name} than there is: its law is above zero although the reactants are used up.`,
    hint: "Let the law fall to zero with the amount of what it consumes, for example by a factor S/(K + S).",
  };
}

function eventLimitFailure(run: Run): RunFailure {
  return {
    kind: "event-limit",
    time: run.time,
    species: [],
    message: `The limit of ${run.budget.maxEvents} reaction events was reached at time ${formatNumber(run.time)}.`,
    hint: "Raise the limit of events, shorten the simulated time, make fewer runs, or use a smaller volume.",
  };
}
