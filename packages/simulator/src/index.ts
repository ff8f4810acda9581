// Public surface: bytecode to trajectories. Pure functions of (program, options); no clock, no files.
export * from "./bytecode/bytecode-format.js";
export { decodeBytecode } from "./bytecode/decode-bytecode.js";
export { encodeBytecode } from "./bytecode/encode-bytecode.js";
export { findProgramProblem } from "./bytecode/validate-program.js";
export { generatesCode } from "./engine/webassembly-global.js";
export { InternalError } from "./internal-error.js";
export type { SpeciesTolerances } from "./interpreter/ode-solver.js";
export type { RunFailure, RunFailureKind } from "./interpreter/run-failure.js";
export { createRandom, type Random } from "./random.js";
export {
  type ContinuousRunner,
  type ContinuousRunnerOptions,
  createContinuousRunner,
  type RunEnd,
  type RunnerSnapshot,
} from "./runs/continuous-runner.js";
export {
  type CyclePlan,
  type CycleResult,
  type CycleRunner,
  createCycleRunner,
} from "./runs/cycle-runner.js";
export {
  type DeterministicOptions,
  type DeterministicResult,
  simulateDeterministic,
} from "./runs/deterministic.js";
export { createPhaseRunner, type PhaseRunner, type PhaseRunnerOptions } from "./runs/phase-runner.js";
export {
  type Column,
  evaluateObservable,
  evenlySpacedTimes,
  type ProgramState,
  type SimulationResult,
  type Trajectory,
} from "./runs/trajectory.js";
export type { Ensemble } from "./stochastic/ensemble.js";
export { type Histogram, histogramOf } from "./stochastic/ensemble-histogram.js";
export {
  addToMoments,
  type Moments,
  mergeMoments,
  standardDeviations,
  startMoments,
} from "./stochastic/ensemble-moments.js";
export { quantilesOf } from "./stochastic/ensemble-quantiles.js";
export type { EventBudget } from "./stochastic/event-budget.js";
export {
  prepareStochasticRuns,
  type RoundedCount,
  type StochasticMethodName,
  type StochasticRunOptions,
  type StochasticRuns,
} from "./stochastic/prepare-stochastic-runs.js";
export {
  type LinearNoiseOptions,
  type LinearNoiseResult,
  simulateLinearNoise,
} from "./stochastic/simulate-linear-noise.js";
export {
  type StochasticOptions,
  type StochasticResult,
  simulateStochastic,
} from "./stochastic/simulate-stochastic.js";
