// Names of what a learning circuit adds to its model: phases, adjoints, gradients.

/** The phases of an externally clocked circuit, in the order in which they run. */
export const PHASES = {
  /** States take their initial values from the inputs. */
  load: "load",
  /** The dynamics run for the forward time. */
  forward: "forward",
  /** Outputs are formed from the states. */
  output: "output",
  /** Adjoints take their final values from outputs and targets. */
  error: "error",
  /** States run backwards, adjoints and gradients accumulate. */
  feedback: "feedback",
  /** Gradients collect what flows through initial states that depend on weights. */
  initial: "initial",
  /** Weights take their step. */
  update: "update",
} as const;

/** The adjoint ∂L/∂q of a state. */
export function adjointName(state: string): string {
  return `adjoint ${state}`;
}

/** The gradient ∂L/∂q of a weight. */
export function gradientName(weight: string): string {
  return `gradient ${weight}`;
}
