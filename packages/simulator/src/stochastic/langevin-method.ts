// The chemical Langevin equation by the method of Euler and Maruyama: in a step, reaction j happens aⱼτ + √(aⱼτ)·N times,
// N standard normal. Counts are real numbers. A reaction that would take more than there is takes what there is: zero
// absorbs, numbers never become negative, and what all reactions conserve stays conserved.
//
// Sources: D. T. Gillespie, J. Chem. Phys. 113 (2000) 297; P. E. Kloeden and E. Platen, Numerical Solution of Stochastic
// Differential Equations (1992), chapter 10 (weak order 1).

import { SAME_TIME } from "../interpreter/integrate.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import { someConditionRises } from "../runs/events.js";
import { countEvents } from "./event-budget.js";
import { type Drift, longestLeap, measureDrift, type RateReader, rateReaders } from "./leap-conditions.js";
import { showCounts } from "./leap-method.js";
import { evaluatePropensities, type PropensitySystem } from "./propensity-system.js";
import { budgetFailure, propensityFailure, standstillFailure } from "./stochastic-failures.js";
import { findRise, type Run, record, type StochasticMethod } from "./stochastic-run.js";
import { createStopQuestion, OPERATIONS_PER_REACTION } from "./stop-question.js";

/** How long steps are. */
export interface LangevinSteps {
  /** Length of a step; if it is left out, steps are as long as a leap of tau-leaping may be. */
  readonly step: number | undefined;
  /** Bound of the relative change of propensities in a step, where no length is given. */
  readonly epsilon: number;
}

interface Diffusion extends LangevinSteps {
  readonly system: PropensitySystem;
  readonly readers: readonly RateReader[];
  readonly propensities: Float64Array;
  readonly drift: Drift;
  readonly none: Uint8Array;
}

/** Steps end at samples, at phase ends and at events, too. */
export function createLangevinMethod(steps: LangevinSteps): StochasticMethod {
  const diffusions = new Map<PropensitySystem, Diffusion>();
  return {
    isDiscrete: false,
    countedAs: "steps",
    advance: (run, end) => {
      const system = run.systems(run.clock.phase);
      const diffusion = diffusions.get(system) ?? startDiffusion(system, run.counts.length, steps);
      diffusions.set(system, diffusion);
      return advance(diffusion, run, end);
    },
  };
}

function startDiffusion(system: PropensitySystem, species: number, steps: LangevinSteps): Diffusion {
  const reactions = system.reactions.length;
  return {
    ...steps,
    system,
    readers: rateReaders(system),
    propensities: new Float64Array(reactions),
    drift: { mean: new Float64Array(species), variance: new Float64Array(species) },
    none: new Uint8Array(reactions),
  };
}

function advance(diffusion: Diffusion, run: Run, end: number): RunFailure | undefined {
  const { system, propensities } = diffusion;
  const { recorder, schedule, budget } = run;
  const stop = createStopQuestion(budget.shouldStop, () => run.time);
  while (run.time < end) {
    if (stop.isDue(OPERATIONS_PER_REACTION * propensities.length)) return budgetFailure(run, "stopped");
    const broken = evaluatePropensities(system, run, propensities);
    if (broken >= 0) return propensityFailure(run, system, broken);
    const sample = recorder.nextTime();
    const isSampled = sample < end * (1 - SAME_TIME);
    const limit = isSampled ? sample : end;
    let to = Math.min(run.time + stepLength(diffusion, run), limit);
    if (to <= run.time && to < limit) return standstillFailure(run);
    to = Math.min(to, (run.hasTimedConditions ? findRise(run, to) : undefined) ?? to);
    diffuse(diffusion, run, to - run.time);
    run.time = to;
    showCounts(run);
    if (isSampled && to === sample) record(run, sample);
    const reason = countEvents(budget, 1, run.time);
    if (reason !== undefined) return budgetFailure(run, reason);
    if (schedule.hasConditions && someConditionRises(schedule, run)) return undefined;
  }
  return undefined;
}

function stepLength(
  { step, epsilon, system, propensities, readers, drift, none }: Diffusion,
  run: Run,
): number {
  if (step !== undefined) return step;
  measureDrift(drift, system, propensities, none);
  return longestLeap(readers, drift, run.counts, epsilon);
}

function diffuse({ system, propensities }: Diffusion, { counts, random }: Run, step: number): void {
  const { changed, changes } = system;
  for (let r = 0; r < propensities.length; r++) {
    const mean = propensities[r]! * step;
    if (mean === 0) continue;
    let times = mean + Math.sqrt(mean) * random.normal();
    const first = changed.start[r]!;
    const end = changed.start[r + 1]!;
    for (let i = first; i < end; i++) {
      const most = counts[changed.items[i]!]! / Math.abs(changes[i]!);
      if (times * changes[i]! < 0 && most < Math.abs(times)) times = times < 0 ? -most : most;
    }
    for (let i = first; i < end; i++) {
      const species = changed.items[i]!;
      counts[species] = Math.max(0, counts[species]! + changes[i]! * times);
    }
  }
}
