// Public surface: bytecode to trajectories. Pure functions of (program, options); no clock, no files.
export * from "./bytecode-format.js";
export {
  type ContinuousRunner,
  type ContinuousRunnerOptions,
  createContinuousRunner,
  type RunEnd,
  type RunnerSnapshot,
} from "./continuous-runner.js";
export { type CyclePlan, type CycleResult, type CycleRunner, createCycleRunner } from "./cycle-runner.js";
export { decodeBytecode } from "./decode-bytecode.js";
export {
  type DeterministicOptions,
  type DeterministicResult,
  simulateDeterministic,
} from "./deterministic.js";
export { exp, log, pow, tanh } from "./elementary-functions.js";
export { encodeBytecode } from "./encode-bytecode.js";
export { InternalError } from "./internal-error.js";
export type { SpeciesTolerances } from "./ode-solver.js";
export { createPhaseRunner, type PhaseRunner, type PhaseRunnerOptions } from "./phase-runner.js";
export { createRandom, type Random } from "./random.js";
export type { RunFailure, RunFailureKind } from "./run-failure.js";
export type { Ensemble } from "./stochastic/ensemble.js";
export {
  type LinearNoiseOptions,
  type LinearNoiseResult,
  simulateLinearNoise,
} from "./stochastic/simulate-linear-noise.js";
export {
  type RoundedCount,
  type StochasticMethodName,
  type StochasticOptions,
  type StochasticResult,
  simulateStochastic,
} from "./stochastic/simulate-stochastic.js";
export {
  type Column,
  evaluateObservable,
  evenlySpacedTimes,
  type ProgramState,
  type SimulationResult,
  type Trajectory,
} from "./trajectory.js";
export { cos, sin, tan } from "./trigonometric-functions.js";
export { findProgramProblem } from "./validate-program.js";
