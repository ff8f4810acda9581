// The parts of a cycle, as whoever derives a circuit knows them.

/**
 * One phase of the learning procedure. In a `frozen` phase of length 1 nothing that is read changes, so that every
 * quantity grows by exactly its polynomial; in a `dynamic` phase the equations are integrated.
 */
export interface CircuitPhase {
  readonly name: string;
  readonly kind: "frozen" | "dynamic";
  readonly duration: number;
}
