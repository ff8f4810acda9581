// Names of what a learning circuit adds to its model: phases, adjoints, gradients.

/** The phases of an externally clocked circuit, in the order in which they run. */
export const PHASES = {
  /** States take their initial values from the inputs. */
  load: "load",
  /** The dynamics run for the forward time. */
  forward: "forward",
  /** Outputs are formed from the states. */
  output: "output",
  /** Errors ∂L/∂ŷ form from outputs and targets, or adjoints take their final values at once. */
  error: "error",
  /** Adjoints take their final values from errors, where those are species of their own. */
  adjoint: "adjoint",
  /** States run backwards, adjoints and gradients accumulate. */
  feedback: "feedback",
  /** Gradients collect what flows through initial states that depend on weights. */
  initial: "initial",
  /** Weights take their step. */
  update: "update",
} as const;

/** Phases before which functions, such as `exp(z)`, get their values in phases of their own. */
export type FunctionStage = "load" | "forward" | "output" | "error";

/** The phase that prepares functions of a level, from 1, before another phase. */
export function functionPhase(stage: FunctionStage, level: number): string {
  return level === 1 ? `${stage}_functions` : `${stage}_functions_${level}`;
}

/** The phase that a phase prepares; any other phase is its own. */
export function mainPhase(phase: string): string {
  return phase.replace(/(_(functions|products)(_\d+)?)+$/, "");
}

/** The adjoint ∂L/∂q of a state. */
export function adjointName(state: string): string {
  return `adjoint ${state}`;
}

/** The error ∂L/∂ŷ of an output. */
export function errorName(output: string): string {
  return `error ${output}`;
}

/** The gradient ∂L/∂q of a weight. */
export function gradientName(weight: string): string {
  return `gradient ${weight}`;
}
