// Adaptive explicit tau-leaping: many reaction events at a time, as Poisson numbers, in steps in which the propensities
// stay nearly the same. Numbers never become negative: reactions that could use up a reactant (critical ones) fire one
// at a time, and of a leap that would take more than there is only the first half is taken, again and again.
//
// Sources: Y. Cao, D. T. Gillespie and L. R. Petzold, J. Chem. Phys. 124 (2006) 044109 (the algorithm); D. F. Anderson,
// J. Chem. Phys. 128 (2008) 054103 (of the events in a time, those in its first half are binomial).

import { SAME_TIME } from "../interpreter/integrate.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import { someConditionRises } from "../runs/events.js";
import { countEvents } from "./event-budget.js";
import { advanceExactly } from "./exact-method.js";
import { type Drift, longestLeap, measureDrift, type RateReader, rateReaders } from "./leap-conditions.js";
import { evaluatePropensities, type PropensitySystem } from "./propensity-system.js";
import { binomial, poisson } from "./random-counts.js";
import {
  budgetFailure,
  findShortageFailure,
  overflowFailure,
  propensityFailure,
  standstillFailure,
} from "./stochastic-failures.js";
import { findRise, type Run, record, type StochasticMethod } from "./stochastic-run.js";
import { createStopQuestion, OPERATIONS_PER_REACTION } from "./stop-question.js";

/** A reaction that can fire less often than this before a reactant is used up is critical. */
const CRITICAL = 10;
/** Leaps, which a critical reaction ends, that are expected to hold fewer events than this, … */
const FEWEST_EVENTS = 10;
/** … or fewer for each reaction, are not worth their cost: a leap looks at every reaction, an event at few. */
const FEWEST_PER_REACTION = 0.25;
/**
 * So many events are then simulated exactly, and twice as many each time that leaps are still too short: looking for one
 * costs as much as a leap, and at most as many events as before are simulated one by one although leaps would do.
 */
const EXACT_EVENTS = 100;
const MOST_EXACT_EVENTS = 100 * 2 ** 10;
/** Sums of propensities with more leave no room for their moments among the numbers. */
const LARGEST_TOTAL = 1e300;

interface Leaping {
  readonly system: PropensitySystem;
  readonly readers: readonly RateReader[];
  readonly propensities: Float64Array;
  readonly isCritical: Uint8Array;
  /** How often each reaction fires in the leap. */
  readonly firings: Float64Array;
  readonly drift: Drift;
  /** Numbers before the leap. */
  readonly before: Float64Array;
}

/** Tau-leaping with the given bound of the relative change of propensities in a leap. */
export function createLeapMethod(epsilon: number): StochasticMethod {
  const leapings = new Map<PropensitySystem, Leaping>();
  return {
    isDiscrete: true,
    countedAs: "leaps",
    advance: (run, end) => {
      const system = run.systems(run.clock.phase);
      const leaping = leapings.get(system) ?? startLeaping(system, run.counts.length);
      leapings.set(system, leaping);
      return advance(leaping, run, { end, epsilon });
    },
  };
}

function startLeaping(system: PropensitySystem, species: number): Leaping {
  const reactions = system.reactions.length;
  return {
    system,
    readers: rateReaders(system),
    propensities: new Float64Array(reactions),
    isCritical: new Uint8Array(reactions),
    firings: new Float64Array(reactions),
    drift: { mean: new Float64Array(species), variance: new Float64Array(species) },
    before: new Float64Array(species),
  };
}

function advance(
  leaping: Leaping,
  run: Run,
  { end, epsilon }: { readonly end: number; readonly epsilon: number },
): RunFailure | undefined {
  const { system, propensities, isCritical, readers, drift } = leaping;
  const stop = createStopQuestion(run.budget.shouldStop, () => run.time);
  const fewest = Math.max(FEWEST_EVENTS, FEWEST_PER_REACTION * propensities.length);
  let exactEvents = EXACT_EVENTS;
  while (run.time < end) {
    if (stop.isDue(OPERATIONS_PER_REACTION * propensities.length)) return budgetFailure(run, "stopped");
    const broken = evaluatePropensities(system, run, propensities);
    if (broken >= 0) return propensityFailure(run, system, broken);
    const { total, critical } = findCritical(leaping, run.counts);
    if (!(total < LARGEST_TOTAL)) return overflowFailure(run);
    measureDrift(drift, system, propensities, isCritical);
    const longest = longestLeap(readers, drift, run.counts, epsilon);
    if (Math.min(longest, 1 / critical) < fewest / total) {
      const from = run.time;
      const failure = advanceExactly(run, end, exactEvents);
      exactEvents = Math.min(2 * exactEvents, MOST_EXACT_EVENTS);
      if (failure !== undefined || run.time === from) return failure;
      if (run.schedule.hasConditions && someConditionRises(run.schedule, run)) return undefined;
      continue;
    }
    exactEvents = EXACT_EVENTS;
    const ended = leap(leaping, run, { end, longest, critical });
    if (ended !== undefined) return ended === "rise" ? undefined : ended;
  }
  return undefined;
}

/** Marks the critical reactions; sums of all propensities and of theirs. */
function findCritical(
  { system, propensities, isCritical }: Leaping,
  counts: Float64Array,
): { total: number; critical: number } {
  const { changed, changes } = system;
  let total = 0;
  let critical = 0;
  for (let r = 0; r < propensities.length; r++) {
    let isScarce = 0;
    for (let i = changed.start[r]!; i < changed.start[r + 1]!; i++) {
      if (counts[changed.items[i]!]! < -CRITICAL * changes[i]!) isScarce = 1;
    }
    isCritical[r] = propensities[r]! > 0 ? isScarce : 0;
    total += propensities[r]!;
    if (isCritical[r] === 1) critical += propensities[r]!;
  }
  return { total, critical };
}

interface LeapPlan {
  readonly end: number;
  /** The longest leap that the propensities allow. */
  readonly longest: number;
  /** Sum of the propensities of the critical reactions. */
  readonly critical: number;
}

/** One leap, which ends at the next sample at the latest; "rise" if a condition has become true. */
function leap(leaping: Leaping, run: Run, plan: LeapPlan): RunFailure | "rise" | undefined {
  const { end, longest, critical } = plan;
  const { random, recorder, budget, schedule } = run;
  const sample = recorder.nextTime();
  const isSampled = sample < end * (1 - SAME_TIME);
  const limit = isSampled ? sample : end;
  const untilCritical = critical > 0 ? random.exponential(critical) : Number.POSITIVE_INFINITY;
  let to = Math.min(run.time + Math.min(longest, untilCritical), limit);
  let firesCritical = untilCritical <= longest && to < limit;
  if (to <= run.time && to < limit && !firesCritical) return standstillFailure(run);
  const rise = run.hasTimedConditions ? findRise(run, to) : undefined;
  if (rise !== undefined && rise < to) {
    to = rise;
    firesCritical = false;
  }
  const reached = fireMany(leaping, run, to);
  if (reached < to) firesCritical = false;
  run.time = reached;
  const failure = firesCritical ? fireCritical(leaping, run, critical) : undefined;
  showCounts(run);
  if (failure !== undefined) return failure;
  if (isSampled && reached === sample) record(run, sample);
  const reason = countEvents(budget, 1, run.time);
  if (reason !== undefined) return budgetFailure(run, reason);
  if (schedule.hasConditions && someConditionRises(schedule, run)) return "rise";
  return undefined;
}

/** Fires the reactions that are not critical up to a time, or to one before it that takes no more than there is. */
function fireMany(
  { system, propensities, isCritical, firings, before }: Leaping,
  run: Run,
  to: number,
): number {
  const { counts, random } = run;
  before.set(counts);
  for (let r = 0; r < firings.length; r++) {
    const mean = propensities[r]! * (to - run.time);
    firings[r] = isCritical[r] === 1 || mean === 0 ? 0 : poisson(random, mean);
  }
  let reached = to;
  while (!changeCounts(system, firings, counts)) {
    counts.set(before);
    reached = run.time + 0.5 * (reached - run.time);
    for (let r = 0; r < firings.length; r++) {
      if (firings[r]! > 0) firings[r] = binomial(random, firings[r]!, 0.5);
    }
  }
  return reached;
}

/** False if some number becomes negative. */
function changeCounts(
  { changed, changes }: PropensitySystem,
  firings: Float64Array,
  counts: Float64Array,
): boolean {
  for (let r = 0; r < firings.length; r++) {
    if (firings[r] === 0) continue;
    for (let i = changed.start[r]!; i < changed.start[r + 1]!; i++) {
      const species = changed.items[i]!;
      counts[species] = counts[species]! + changes[i]! * firings[r]!;
    }
  }
  for (let i = 0; i < counts.length; i++) if (counts[i]! < 0) return false;
  return true;
}

/** Fires one of the critical reactions. */
function fireCritical(
  { system, propensities, isCritical, firings }: Leaping,
  run: Run,
  critical: number,
): RunFailure | undefined {
  let rest = run.random.uniform() * critical;
  let chosen = -1;
  for (let r = 0; r < propensities.length && (chosen < 0 || rest >= 0); r++) {
    if (isCritical[r] === 0) continue;
    chosen = r;
    rest -= propensities[r]!;
  }
  firings.fill(0);
  firings[chosen] = 1;
  const failure = findShortageFailure(run, system, chosen);
  if (failure === undefined) changeCounts(system, firings, run.counts);
  return failure;
}

/** Makes the concentrations those of the numbers. */
export function showCounts({ counts, concentrations, volume }: Run): void {
  for (let i = 0; i < counts.length; i++) concentrations[i] = counts[i]! / volume;
}
