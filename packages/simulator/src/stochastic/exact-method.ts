// Gillespie's direct method: waiting times are exponential, which of the reactions happens goes by its part of the sum.
// Phases and events cut the waiting times, which is exact since the exponential distribution has no memory.
// Source: D. T. Gillespie, J. Phys. Chem. 81 (1977) 2340.

import { SAME_TIME } from "../interpreter/integrate.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import { someConditionRises } from "../runs/events.js";
import { countEvents, eventsUntilCount } from "./event-budget.js";
import {
  fireReaction,
  fitsUnit,
  refreshPropensities,
  selectReaction,
  totalPropensity,
} from "./propensity-system.js";
import {
  budgetFailure,
  findShortageFailure,
  overflowFailure,
  propensityFailure,
} from "./stochastic-failures.js";
import { findRise, type Run, record } from "./stochastic-run.js";

/**
 * Reaction events up to `end`, to the moment a condition rises, or to the event with the number `most`. The state is
 * then that of `run.time`.
 */
export function advanceExactly(
  run: Run,
  end: number,
  most = Number.POSITIVE_INFINITY,
): RunFailure | undefined {
  const engine = run.engines(run.clock.phase);
  if (engine === undefined) return interpret(run, end, most);
  let left = most;
  const { recorder, budget } = run;
  let reason: ReturnType<typeof countEvents> | "escape";
  const { time, outcome } = engine.run({
    state: run,
    random: run.random,
    from: run.time,
    end,
    lastSample: end * (1 - SAME_TIME),
    nextSample: recorder.taken(),
    allowedEvents: () => Math.min(left, eventsUntilCount(budget), eventsUntilLook(run)),
    countEvents: (events, counts, reached) => {
      reason = countEvents(budget, events, reached);
      if (isLookedAt(run, events) && run.growth.escapes(counts, reached, end)) reason ??= "escape";
      left -= events;
      return reason !== undefined || left <= 0;
    },
    takeSample: (counts, sample) => {
      // Times may be asked for twice.
      if (sample < recorder.taken()) return;
      for (let i = 0; i < counts.length; i++) run.concentrations[i] = counts[i]! / run.volume;
      record(run, run.times[sample]!);
    },
  });
  run.time = time;
  if (outcome === "left") return interpret(run, end, left);
  if (reason === "escape") return overflowFailure(run);
  return reason && budgetFailure(run, reason);
}

/** How many more events until the growth of a run is looked at. */
function eventsUntilLook({ fired }: Run): number {
  return BETWEEN_LOOKS - (fired % BETWEEN_LOOKS);
}

/** Counts events; true if after the last of them the growth of the run is looked at, whoever makes the run. */
function isLookedAt(run: Run, events: number): boolean {
  run.fired += events;
  return events > 0 && run.fired % BETWEEN_LOOKS === 0;
}

/** Events after which the numbers are looked at: far fewer than make them double where that matters. */
const BETWEEN_LOOKS = 4096;

/** The same without generated code. */
function interpret(run: Run, end: number, most: number): RunFailure | undefined {
  const { schedule, random, budget, recorder } = run;
  const watchesEvents = schedule.hasConditions;
  const system = run.systems(run.clock.phase);
  const lastSample = end * (1 - SAME_TIME);
  let broken = refreshPropensities(system, run);
  let sampleTime = recorder.nextTime();
  let { time } = run;
  for (let events = 1; ; events++) {
    if (broken < 0 && !fitsUnit(system)) broken = refreshPropensities(system, run);
    if (broken >= 0) return propensityFailure(run, system, broken);
    const total = totalPropensity(system);
    const eventTime = total > 0 ? time + random.exponential(total) : Number.POSITIVE_INFINITY;
    const limit = Math.min(eventTime, end);
    const rise = run.hasTimedConditions ? findRise(run, limit) : undefined;
    const reached = rise ?? limit;
    // The state stays as it is until the next event; what is due at `end` is sampled after it.
    while (sampleTime < reached && sampleTime < lastSample) {
      record(run, sampleTime);
      sampleTime = recorder.nextTime();
    }
    time = reached;
    run.time = time;
    if (rise !== undefined || eventTime >= end) return undefined;
    const reaction = selectReaction(system, random.uniform());
    const failure = system.isLaw[reaction] === 1 ? findShortageFailure(run, system, reaction) : undefined;
    if (failure !== undefined) return failure;
    broken = fireReaction(system, reaction, run);
    const reason = countEvents(budget, 1, time);
    if (reason !== undefined) return budgetFailure(run, reason);
    if (isLookedAt(run, 1) && run.growth.escapes(run.counts, time, end)) return overflowFailure(run);
    if (events >= most || (watchesEvents && someConditionRises(schedule, run))) return undefined;
  }
}
