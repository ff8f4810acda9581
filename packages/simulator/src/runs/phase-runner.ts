// Runs a program phase by phase for a host that is its clock, as in training: the host sets inputs, switches phases
// and reads. Made for very many short runs: systems and storage are prepared once per phase.
import type { Program } from "../bytecode/bytecode-format.js";
import type { SampleCycle } from "../engine/cycle-kernel.js";
import { createPhaseEngine, type PhaseEngine } from "../engine/phase-engine.js";
import { InternalError } from "../internal-error.js";
import type { StepBudget } from "../interpreter/integrate.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import type { Stretch, StretchResult, SystemSolver } from "../interpreter/stretch.js";
import { interpretersByPhase, solversByPhase, tolerancesOf } from "./prepared-solvers.js";

export interface PhaseRunnerOptions {
  /** Error bound of a step relative to each concentration; 1e-9 by default. */
  readonly relativeTolerance?: number;
  /** Absolute error bound of a step; 1e-12 by default. */
  readonly absoluteTolerance?: number;
  /** Most steps of one phase; 100 000 by default. */
  readonly maxSteps?: number;
  /** Asked now and then; true ends the phase with the failure `stopped`. */
  readonly shouldStop?: () => boolean;
}

export interface PhaseRunner {
  /** Concentrations by species index; the host may write between phases. */
  readonly state: Float64Array;
  /** Parameter values by parameter index; the host may write between phases. */
  readonly parameters: Float64Array;
  /** Concentrations and parameters as the program declares them. */
  resetToInitial(): void;
  /**
   * Runs one phase for its duration (or another, in the program's unit of time). `undefined` as phase: the reactions
   * that belong to no phase. Time starts at 0 in each phase. On failure `state` holds what was reached.
   */
  runPhase(phase: number | undefined, duration?: number): RunFailure | undefined;
  /** Work done since the runner was made. */
  readonly statistics: { phases: number; steps: number; rejectedSteps: number };
}

/** Prepares a program for being run phase by phase. Programs with events are refused by `runPhase`. */
export function createPhaseRunner(program: Program, options: PhaseRunnerOptions = {}): PhaseRunner {
  const { runner } = startPhases(program, options, undefined);
  return runner;
}

/** A runner with what it stands on, for `createCycleRunner`. */
export interface StartedPhases {
  readonly runner: PhaseRunner;
  readonly engine: PhaseEngine | undefined;
  /** A whole phase as a stretch of the runner's state, with its budget as new. */
  readonly stretchOf: (duration: number) => Stretch;
  readonly interpret: (phase: number) => SystemSolver;
  /** Most steps of one phase. */
  readonly maxSteps: number;
}

/** Prepares the phases, and a cycle of them if one is given. */
export function startPhases(
  program: Program,
  options: PhaseRunnerOptions,
  cycle: SampleCycle | undefined,
): StartedPhases {
  const { maxSteps = 100_000, shouldStop } = options;
  const tolerances = tolerancesOf(options);
  const engine = program.events.length > 0 ? undefined : createPhaseEngine({ program, tolerances, cycle });
  const state = engine?.state ?? new Float64Array(program.species.length);
  const parameters = new Float64Array(program.parameters.length);
  const statistics = { phases: 0, steps: 0, rejectedSteps: 0 };
  const budget: StepBudget = { maxSteps, shouldStop, steps: 0, rejectedSteps: 0 };
  const interpreters = interpretersByPhase(program, tolerances);
  const solvers = solversByPhase(program, tolerances);
  const stretchOf = (duration: number): Stretch => {
    budget.steps = 0;
    budget.rejectedSteps = 0;
    return {
      concentrations: state,
      parameters,
      from: 0,
      end: duration,
      timeOffset: 0,
      budget,
      observe: undefined,
    };
  };
  const solve = (phase: number | undefined, stretch: Stretch): StretchResult => {
    if (engine === undefined || phase === undefined) return solvers(phase)(stretch);
    engine.setParameters(parameters);
    return engine.solve(phase, stretch, interpreters(phase));
  };
  const runPhase = (phase: number | undefined, duration?: number): RunFailure | undefined => {
    if (program.events.length > 0) return eventsNotAvailable();
    const { failure } = solve(phase, stretchOf(duration ?? durationOf(program, phase)));
    statistics.phases++;
    statistics.steps += budget.steps;
    statistics.rejectedSteps += budget.rejectedSteps;
    return failure;
  };
  const resetToInitial = (): void => {
    for (let i = 0; i < state.length; i++) state[i] = program.species[i]!.initial;
    for (let i = 0; i < parameters.length; i++) parameters[i] = program.parameters[i]!.value;
  };
  resetToInitial();
  const runner = { state, parameters, resetToInitial, runPhase, statistics };
  return { runner, engine, stretchOf, interpret: interpreters, maxSteps };
}

function durationOf({ phases }: Program, phase: number | undefined): number {
  const duration = phase === undefined ? undefined : phases[phase]?.duration;
  if (duration === undefined)
    throw new InternalError(`Phase ${phase} is not in the program, or has no duration.`);
  return duration;
}

function eventsNotAvailable(): RunFailure {
  return {
    kind: "events-not-available",
    time: 0,
    species: [],
    message: "The program has events, but its phases are switched from outside, where events are not run.",
    hint: "Remove the events, or simulate the network as a whole.",
  };
}
