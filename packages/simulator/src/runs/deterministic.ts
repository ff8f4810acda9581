// Program → concentrations over time, by numerical integration of the rate equations.
import type { Program } from "../bytecode/bytecode-format.js";
import { requireValidProgram } from "../bytecode/validate-program.js";
import { type AcceptedStep, SAME_TIME, type StepBudget } from "../interpreter/integrate.js";
import type { SpeciesTolerances } from "../interpreter/ode-solver.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import type { Stretch, SystemSolver } from "../interpreter/stretch.js";
import { findRise } from "./condition-rise.js";
import { type EventSchedule, fireEvents, nextEventTime, startSchedule, withBusyEvent } from "./events.js";
import { nextPhase, type PhaseClock, startPhaseClock } from "./phase-clock.js";
import { solversByPhase, tolerancesOf } from "./prepared-solvers.js";
import { createRecorder, evenlySpacedTimes, type Recorder, type SimulationResult } from "./trajectory.js";

export interface DeterministicOptions {
  /** Simulated time; the run starts at 0. */
  readonly until: number;
  /** Ascending times to sample, at most `until`; by default 501 evenly spaced ones. */
  readonly times?: ArrayLike<number>;
  /** Error bound of a step relative to each concentration; 1e-9 by default. */
  readonly relativeTolerance?: number;
  /** Absolute error bound of a step; 1e-12 by default. */
  readonly absoluteTolerance?: number;
  /** Error bounds by species index, instead of the common ones. */
  readonly toleranceBySpecies?: SpeciesTolerances;
  /** Most steps of the run; 1 000 000 by default. */
  readonly maxSteps?: number;
  /** Told the simulated time now and then; true ends the run with the failure `stopped`. */
  readonly shouldStop?: (time: number) => boolean;
}

export interface DeterministicResult extends SimulationResult {
  readonly statistics: { readonly steps: number; readonly rejectedSteps: number };
}

/** Simulates the program from its initial concentrations, with phases and events. */
export function simulateDeterministic(program: Program, options: DeterministicOptions): DeterministicResult {
  requireValidProgram(program);
  const run = startRun(program, options);
  const { recorder, concentrations, parameters, budget } = run;
  let failure: RunFailure | undefined;
  while (run.time < options.until && failure === undefined) failure = runSegment(run, options.until);
  if (failure !== undefined) {
    recorder.recordFailure(run.time, concentrations, parameters);
    failure = withBusyEvent(run.schedule, failure, budget.steps);
  }
  const { steps, rejectedSteps } = budget;
  return { trajectory: recorder.build(), failure, statistics: { steps, rejectedSteps } };
}

interface Run {
  readonly program: Program;
  readonly concentrations: Float64Array;
  readonly parameters: Float64Array;
  readonly solverOf: (phase: number | undefined) => SystemSolver;
  readonly schedule: EventSchedule;
  readonly recorder: Recorder;
  readonly budget: StepBudget;
  clock: PhaseClock;
  time: number;
}

function startRun(program: Program, options: DeterministicOptions): Run {
  const { maxSteps = 1_000_000, shouldStop } = options;
  const concentrations = Float64Array.from(program.species, ({ initial }) => initial);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const recorder = createRecorder(program, options.times ?? evenlySpacedTimes(options.until, 501));
  recorder.recordUpTo(0, concentrations, parameters);
  return {
    program,
    concentrations,
    parameters,
    solverOf: solversByPhase(program, tolerancesOf(options)),
    schedule: startSchedule(program, { time: 0, concentrations, parameters }),
    recorder,
    budget: { maxSteps, shouldStop, steps: 0, rejectedSteps: 0 },
    clock: startPhaseClock(program),
    time: 0,
  };
}

/** Integrates to the next phase end, timed event, risen condition or the end of the run, and does what is due there. */
function runSegment(run: Run, until: number): RunFailure | undefined {
  const { program, concentrations, parameters, schedule, recorder } = run;
  const end = Math.min(until, run.clock.end, nextEventTime(schedule));
  const { time, failure } = run.solverOf(run.clock.phase)({
    concentrations,
    parameters,
    from: run.time,
    end,
    timeOffset: 0,
    budget: run.budget,
    observe: observerOf(run, end),
  });
  run.time = time;
  if (failure !== undefined) return failure;
  const fired = fireEvents(schedule, run);
  if (typeof fired === "object") return fired;
  if (run.time >= run.clock.end * (1 - SAME_TIME)) run.clock = nextPhase(program, run.clock);
  if (run.time >= until * (1 - SAME_TIME)) run.time = until;
  recorder.recordUpTo(run.time * (1 + SAME_TIME), concentrations, parameters);
  return undefined;
}

/** Samples within each step and looks for conditions that become true. */
function observerOf(run: Run, end: number): Stretch["observe"] {
  const { schedule, recorder, parameters } = run;
  const concentrations = Float64Array.from(run.concentrations);
  const stateAt = (step: AcceptedStep, time: number) => {
    step.interpolate(time, concentrations);
    return { time, concentrations, parameters };
  };
  return (step) => {
    const rise = schedule.hasConditions ? findRise(schedule, step, stateAt) : undefined;
    const limit = Math.min(rise ?? step.to, end * (1 - SAME_TIME));
    for (let time = recorder.nextTime(); time < limit; time = recorder.nextTime()) {
      stateAt(step, time);
      recorder.recordUpTo(time, concentrations, parameters);
    }
    return rise;
  };
}
