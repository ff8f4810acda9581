// Runs a program with phases for one sample after the other, as a training does: what the host does for each sample is
// part of the plan, so that generated code need not be left between samples.
import type { Program } from "../bytecode/bytecode-format.js";
import type { SampleCycle } from "../engine/cycle-kernel.js";
import type { EngineCycle } from "../engine/engine-cycle.js";
import type { PhaseEngine } from "../engine/phase-engine.js";
import { InternalError } from "../internal-error.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import {
  type PhaseRunner,
  type PhaseRunnerOptions,
  type StartedPhases,
  startPhases,
} from "./phase-runner.js";

/** What happens to each sample. Species and phases are given by index. */
export interface CyclePlan extends Pick<SampleCycle, "cleared" | "cancelled" | "given" | "samples"> {
  /** Phases before and after the moment at which the state is kept for reading. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** The states of samples that went through, and what stopped the next one, if anything. */
export interface CycleResult {
  /** The state of all species of each sample between the phases before and after; valid until the next run. */
  readonly kept: readonly Float64Array[];
  readonly failure: { readonly failure: RunFailure; readonly phase: number } | undefined;
}

/** A phase runner that also goes through whole cycles. */
export interface CycleRunner extends PhaseRunner {
  /**
   * So many samples may be given at once: fewer where each takes long, so that a host can stop in between. An even number,
   * or 1.
   */
  samplesAtOnce(): number;
  /**
   * Runs at most `samplesAtOnce()` samples of the plan, by index; the phases after the reading only if `goesOn`. On failure
   * the state is the one reached.
   */
  runCycles(samples: ArrayLike<number>, goesOn: boolean): CycleResult;
}

/** Prepares a program without events for a cycle. */
export function createCycleRunner(
  program: Program,
  plan: CyclePlan,
  options: PhaseRunnerOptions = {},
): CycleRunner {
  const timed = (phases: readonly number[]) =>
    phases.map((phase) => ({ system: phase, duration: program.phases[phase]!.duration }));
  const started = startPhases(program, options, {
    ...plan,
    before: timed(plan.before),
    after: timed(plan.after),
  });
  const { runner, engine } = started;
  if (engine?.cycle === undefined)
    return {
      ...runner,
      samplesAtOnce: () => 1,
      runCycles: (samples, goesOn) => runOneByOne(runner, plan, samples, goesOn),
    };
  const parts: EngineParts = { ...started, engine, cycle: engine.cycle, program, plan };
  return {
    ...runner,
    samplesAtOnce: () => samplesAtOnce(parts),
    runCycles: (samples, goesOn) =>
      goesOn || samples.length < 2 ? runInModule(parts, samples, goesOn) : inferInPairs(parts, samples),
  };
}

/** What is done for each sample, without generated code. */
function runOneByOne(
  runner: PhaseRunner,
  plan: CyclePlan,
  samples: ArrayLike<number>,
  goesOn: boolean,
): CycleResult {
  const kept: Float64Array[] = [];
  const runAll = (phases: readonly number[]): CycleResult["failure"] => {
    for (const phase of phases) {
      const failure = runner.runPhase(phase);
      if (failure !== undefined) return { failure, phase };
    }
    return undefined;
  };
  for (const sample of Array.from(samples)) {
    prepare(runner.state, plan, sample);
    const failed = runAll(plan.before);
    if (failed !== undefined) return { kept, failure: failed };
    const state = runner.state.slice();
    const failedAfter = goesOn ? runAll(plan.after) : undefined;
    if (failedAfter !== undefined) return { kept, failure: failedAfter };
    kept.push(state);
  }
  return { kept, failure: undefined };
}

function prepare(
  state: Float64Array,
  { cleared, cancelled, given, samples }: CyclePlan,
  sample: number,
): void {
  for (const { species, value } of cleared) state[species] = value;
  for (const { positive, negative } of cancelled) {
    const difference = state[positive]! - state[negative]!;
    state[positive] = Math.max(difference, 0);
    state[negative] = Math.max(-difference, 0);
  }
  const first = sample * given.length;
  for (const [index, species] of given.entries()) state[species] = samples[first + index]!;
}

interface EngineParts extends StartedPhases {
  readonly engine: PhaseEngine;
  readonly cycle: EngineCycle;
  readonly program: Program;
  readonly plan: CyclePlan;
}

/** Steps of a run between two moments at which a host can stop it, about. */
const STEPS_OF_A_RUN = 20_000;

function samplesAtOnce({ cycle, runner, plan }: EngineParts): number {
  const phases = plan.before.length + plan.after.length;
  const samples = Math.floor(runner.statistics.phases / Math.max(1, phases));
  if (samples === 0) return 2;
  const fitting = Math.floor((STEPS_OF_A_RUN * samples) / Math.max(1, runner.statistics.steps));
  return evenNumber(Math.min(cycle.samplesAtOnce, fitting));
}

/** Who goes with whom must not depend on how many are run at once. */
function evenNumber(count: number): number {
  return Math.max(2, count - (count % 2));
}

/** Steps of one phase after which generated code is left to ask whether to go on, at most. */
const STEPS_AT_ONCE = 4096;

function runInModule(parts: EngineParts, samples: ArrayLike<number>, goesOn: boolean): CycleResult {
  const { engine, cycle, plan, runner, maxSteps } = parts;
  if (samples.length > cycle.samplesAtOnce) throw new InternalError("More samples than the module holds");
  cycle.chosen.set(samples);
  engine.setParameters(runner.parameters);
  const before = { steps: engine.steps(), rejected: engine.rejected() };
  let failure: CycleResult["failure"];
  let done = 0;
  while (done < samples.length && failure === undefined) {
    const limit = Math.min(engine.stepsBetweenQuestions(STEPS_AT_ONCE), maxSteps);
    const status = cycle.run(done, samples.length, goesOn, limit);
    if (status === 0) done = samples.length;
    else {
      failure = finishSample(parts, status, goesOn);
      done = cycle.place() + (failure === undefined ? 1 : 0);
    }
  }
  const { statistics } = runner;
  statistics.phases += done * (plan.before.length + (goesOn ? plan.after.length : 0));
  statistics.steps += engine.steps() - before.steps;
  statistics.rejectedSteps += engine.rejected() - before.rejected;
  return { kept: cycle.kept.slice(0, done), failure };
}

/** Two samples at a time; one by one from where that does not work. */
function inferInPairs(parts: EngineParts, samples: ArrayLike<number>): CycleResult {
  const { engine, plan, runner, maxSteps } = parts;
  const pairs = engine.pairs();
  if (pairs === undefined) return runInModule(parts, samples, false);
  pairs.setParameters(runner.parameters);
  const before = { steps: pairs.steps(), rejected: pairs.rejected() };
  const kept = pairs.run(samples, runner.state, Math.min(STEPS_AT_ONCE, maxSteps));
  const { statistics } = runner;
  statistics.phases += kept.length * plan.before.length;
  statistics.steps += pairs.steps() - before.steps;
  statistics.rejectedSteps += pairs.rejected() - before.rejected;
  if (kept.length === samples.length) return { kept, failure: undefined };
  const rest = runInModule(parts, Array.from(samples).slice(kept.length), false);
  return { kept: [...kept, ...rest.kept], failure: rest.failure };
}

/** Goes on with a sample whose phase was left, phase by phase, to its end. */
function finishSample(
  { engine, cycle, plan, program, stretchOf, interpret }: EngineParts,
  left: number,
  goesOn: boolean,
): CycleResult["failure"] {
  const phases = [...plan.before, ...(goesOn ? plan.after : [])];
  for (let position = cycle.position(); position < phases.length; position++) {
    if (position === plan.before.length && position !== cycle.position()) cycle.keep(cycle.place());
    const phase = phases[position]!;
    const stretch = stretchOf(program.phases[phase]!.duration);
    const { failure } =
      position === cycle.position()
        ? engine.resume(phase, stretch, { status: left, interpret: interpret(phase) })
        : engine.solve(phase, stretch, interpret(phase));
    if (failure !== undefined) return { failure, phase };
  }
  if (phases.length === plan.before.length) cycle.keep(cycle.place());
  return undefined;
}
