// Program → mean and noise around it, by van Kampen's linear noise approximation: the mean follows the rate equations,
// and the covariance C of the concentrations, times the volume, follows dC/dt = J·C + C·Jᵀ + D along it.
// Source: N. G. van Kampen, Stochastic Processes in Physics and Chemistry (1992), chapter X; J. Elf and M. Ehrenberg,
// Genome Research 13 (2003) 2475.
import type { Program } from "../bytecode/bytecode-format.js";
import { requireValidProgram } from "../bytecode/validate-program.js";
import { differentiateCode, evaluateWithDerivatives } from "../code/differentiate-code.js";
import { InternalError } from "../internal-error.js";
import { type AcceptedStep, SAME_TIME, type StepBudget } from "../interpreter/integrate.js";
import { stoppedFailure } from "../interpreter/integration-failures.js";
import { formatNumber, limitHint, type RunFailure } from "../interpreter/run-failure.js";
import type { SystemSolver } from "../interpreter/stretch.js";
import { findRise } from "../runs/condition-rise.js";
import { type EventSchedule, fireEvents, nextEventTime, startSchedule } from "../runs/events.js";
import { nextPhase, type PhaseClock, startPhaseClock } from "../runs/phase-clock.js";
import { type ErrorBounds, solversByPhase, tolerancesOf } from "../runs/prepared-solvers.js";
import {
  createRecorder,
  evenlySpacedTimes,
  type ProgramState,
  type Recorder,
  type Trajectory,
} from "../runs/trajectory.js";
import { advanceCovariance, type CovarianceProblem, type CovarianceProgress } from "./covariance-step.js";
import { type Matrix, times as product, timesTransposed } from "./lyapunov-equation.js";
import { createNoiseRecorder, type NoiseRecorder } from "./noise-recorder.js";
import { evaluateNoise, findNoisySpecies, type NoiseSystem, prepareNoise } from "./noise-system.js";
import { createStopQuestion } from "./stop-question.js";

const DEFAULT_TOLERANCE = 1e-5;
const SEGMENTS_BETWEEN_QUESTIONS = 64;

/** Of the error bounds of the mean, the relative one is 1e-7 by default, the absolute one 1e-10. */
export interface LinearNoiseOptions extends ErrorBounds {
  /** Simulated time; the run starts at 0, without noise. */
  readonly until: number;
  /** Molecules per unit of concentration; variances are inversely proportional to it. */
  readonly volume: number;
  /** Ascending times to sample, at most `until`; by default 501 evenly spaced ones. */
  readonly times?: ArrayLike<number>;
  /** Error bound of a step of the covariance, relative to the standard deviations; 1e-5 by default. */
  readonly covarianceTolerance?: number;
  /** Most steps, of the mean and of the covariance each; 1 000 000 by default. */
  readonly maxSteps?: number;
  /** Told the simulated time now and then, also between steps of the covariance; true ends the run with the failure `stopped`. */
  readonly shouldStop?: (time: number) => boolean;
}

export interface LinearNoiseResult {
  /** Concentrations by the rate equations. */
  readonly mean: Trajectory;
  /** Standard deviations of concentrations; those of observables to first order. */
  readonly standardDeviation: Trajectory;
  /** Covariances of concentrations at the end: element i·n + j is that of species i and j, n the number of species. */
  readonly covariance: Float64Array;
  /** Why the run ended early; the state at that time is then the last sample. */
  readonly failure: RunFailure | undefined;
  readonly statistics: { readonly steps: number; readonly covarianceSteps: number };
}

/**
 * Mean and standard deviation over time by the linear noise approximation, which is exact in both for networks whose
 * rates are linear, and good for large numbers that do not change between several stable states. Events by the clock
 * assign to every realisation; conditions are those of the mean. Parameters assigned by events have no noise. Cost of a
 * step: the cube of the number of species.
 * @throws InternalError for options out of their range
 */
export function simulateLinearNoise(program: Program, options: LinearNoiseOptions): LinearNoiseResult {
  requireValidProgram(program);
  requireValidOptions(options);
  const run = startRun(program, options);
  let failure: RunFailure | undefined;
  while (run.time < options.until && failure === undefined) failure = runSegment(run, options.until);
  if (failure !== undefined) {
    run.recorder.recordFailure(run.time, run.concentrations, run.parameters);
    run.noise.record(run, run.recorder.taken());
  }
  const mean = run.recorder.build();
  return {
    mean,
    standardDeviation: run.noise.build(mean.times),
    covariance: run.noise.covariance(),
    failure,
    statistics: { steps: run.budget.steps, covarianceSteps: run.progress.steps },
  };
}

interface Run {
  readonly program: Program;
  readonly concentrations: Float64Array;
  readonly parameters: Float64Array;
  readonly noisy: readonly number[];
  readonly solverOf: (phase: number | undefined) => SystemSolver;
  readonly noiseOf: (phase: number | undefined) => NoiseSystem;
  readonly schedule: EventSchedule;
  readonly recorder: Recorder;
  readonly noise: NoiseRecorder;
  readonly budget: StepBudget;
  readonly progress: CovarianceProgress;
  clock: PhaseClock;
  time: number;
  /** Stretches so far. */
  segments: number;
}

function startRun(program: Program, options: LinearNoiseOptions): Run {
  const {
    maxSteps = 1_000_000,
    shouldStop,
    volume,
    until,
    covarianceTolerance = DEFAULT_TOLERANCE,
  } = options;
  const concentrations = Float64Array.from(program.species, ({ initial }) => initial);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const times = options.times ?? evenlySpacedTimes(until, 501);
  const noisy = findNoisySpecies(program);
  const size = noisy.length;
  const covariance = new Float64Array(size * size);
  const systems = new Map<number | undefined, NoiseSystem>();
  const run: Run = {
    program,
    concentrations,
    parameters,
    noisy,
    solverOf: solversByPhase(
      program,
      tolerancesOf({ relativeTolerance: 1e-7, absoluteTolerance: 1e-10, ...options }),
    ),
    noiseOf: (phase) => {
      const system = systems.get(phase) ?? prepareNoise(program, phase, noisy);
      systems.set(phase, system);
      return system;
    },
    schedule: startSchedule(program, { time: 0, concentrations, parameters }),
    recorder: createRecorder(program, times),
    noise: createNoiseRecorder(program, times.length + 1, { noisy, covariance, volume }),
    budget: { maxSteps, shouldStop, steps: 0, rejectedSteps: 0 },
    progress: {
      covariance,
      size,
      tolerance: covarianceTolerance,
      stop: createStopQuestion(shouldStop, () => run.progress.reached),
      proposed: 0,
      steps: 0,
      reached: 0,
    },
    clock: startPhaseClock(program),
    time: 0,
    segments: 0,
  };
  record(run, 0, run);
  return run;
}

function requireValidOptions({
  until,
  volume,
  covarianceTolerance = DEFAULT_TOLERANCE,
}: LinearNoiseOptions): void {
  if (!(until >= 0 && until < Number.POSITIVE_INFINITY)) throw new InternalError(`until is ${until}`);
  if (!(volume > 0 && volume < Number.POSITIVE_INFINITY)) throw new InternalError(`The volume is ${volume}`);
  if (!(covarianceTolerance > 0 && covarianceTolerance < 1))
    throw new InternalError(`The tolerance of the covariance is ${covarianceTolerance}`);
}

/** Samples what was requested up to the time, at a state. */
function record(run: Run, time: number, state: ProgramState): void {
  run.recorder.recordUpTo(time, state.concentrations, state.parameters);
  run.noise.record(state, run.recorder.taken());
}

/** Integrates to the next phase end, timed event, risen condition or the end of the run, and does what is due there. */
function runSegment(run: Run, until: number): RunFailure | undefined {
  const { program, concentrations, parameters, schedule, budget } = run;
  // A solver asks only now and then, and not at all in stretches of few steps.
  if (++run.segments % SEGMENTS_BETWEEN_QUESTIONS === 0 && budget.shouldStop?.(run.time) === true)
    return stoppedFailure(run.time);
  const end = Math.min(until, run.clock.end, nextEventTime(schedule));
  const follower = followMean(run, end);
  const { time, failure } = run.solverOf(run.clock.phase)({
    concentrations,
    parameters,
    from: run.time,
    end,
    timeOffset: 0,
    budget: run.budget,
    observe: follower.observe,
  });
  run.time = time;
  const problem = failure ?? follower.failure();
  if (problem !== undefined) return problem;
  const before = { time, concentrations: concentrations.slice(), parameters: parameters.slice() };
  const firings = schedule.firings.slice();
  const fired = fireEvents(schedule, run);
  if (typeof fired === "object") return fired;
  if (fired) assignCovariance(run, before, firings);
  if (run.time >= run.clock.end * (1 - SAME_TIME)) run.clock = nextPhase(program, run.clock);
  if (run.time >= until * (1 - SAME_TIME)) run.time = until;
  record(run, run.time * (1 + SAME_TIME), run);
  return undefined;
}

interface Follower {
  readonly observe: (step: AcceptedStep) => number | undefined;
  readonly failure: () => RunFailure | undefined;
}

/** Integrates the covariance along each step of the mean, and samples. */
function followMean(run: Run, end: number): Follower {
  const { schedule, parameters, recorder, progress } = run;
  const system = run.noiseOf(run.clock.phase);
  const concentrations = Float64Array.from(run.concentrations);
  const stateAt = (step: AcceptedStep, time: number): ProgramState => {
    step.interpolate(time, concentrations);
    return { time, concentrations, parameters };
  };
  let failure: RunFailure | undefined;
  const observe = (step: AcceptedStep): number | undefined => {
    const rise = schedule.hasConditions ? findRise(schedule, step, stateAt) : undefined;
    const to = rise ?? step.to;
    const lastSample = Math.min(to, end * (1 - SAME_TIME));
    let from = step.from;
    while (from < to) {
      const sample = recorder.nextTime();
      const isSampled = sample < lastSample;
      const reached = isSampled ? sample : to;
      const noiseAt = (time: number) => evaluateNoise(system, stateAt(step, time));
      const span = { from, to: reached, maxSteps: run.budget.maxSteps };
      const problem =
        system.size > 0 && reached > from ? advanceCovariance(progress, noiseAt, span) : undefined;
      if (problem !== undefined) {
        failure = covarianceFailure(problem, progress.reached, span.maxSteps);
        // The mean ends where the covariance does.
        return progress.reached;
      }
      if (isSampled) record(run, sample, stateAt(step, sample));
      from = reached;
    }
    return rise;
  };
  return { observe, failure: () => failure };
}

/** Events assign to every realisation: to first order, C becomes G·C·Gᵀ with the slopes G of what they assign. */
function assignCovariance(run: Run, before: ProgramState, firings: Int32Array): void {
  const { program, noisy, schedule } = run;
  const { size, covariance } = run.progress;
  for (const [e, { assignments }] of program.events.entries()) {
    if (schedule.firings[e] === firings[e]) continue;
    const slopes: Matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) slopes[i * (size + 1)] = 1;
    for (const { target, value } of assignments) {
      if (target.kind === "parameter") continue;
      const code = differentiateCode(value, noisy);
      evaluateWithDerivatives(code, before.concentrations, before.parameters, before.time);
      slopes.set(code.derivatives.subarray(0, size), noisy.indexOf(target.index) * size);
    }
    covariance.set(timesTransposed(product(slopes, covariance, size), slopes, size));
  }
  run.progress.proposed = 0;
}

const INSTEAD_OF_STEPS = ["shorten the simulated time", "simulate an ensemble instead"];

function covarianceFailure(problem: CovarianceProblem, time: number, maxSteps: number): RunFailure {
  if (problem === "stopped") return stoppedFailure(time);
  if (problem === "too many")
    return {
      kind: "step-limit",
      time,
      species: [],
      message: `The limit of ${maxSteps} steps of the covariance was reached at time ${formatNumber(time)}.`,
      hint: limitHint("the limit of steps", INSTEAD_OF_STEPS),
      insteadOfLimit: INSTEAD_OF_STEPS,
    };
  return {
    kind: "step-size-underflow",
    time,
    species: [],
    message: `At time ${formatNumber(time)} the covariance of the linear noise approximation changes too abruptly to be integrated.`,
    hint: "The noise may grow without bound, as at a turning point between two stable states: simulate an ensemble instead.",
  };
}
