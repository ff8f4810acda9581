// Signed values ↔ rails in the state of a running network.

import type { HostedCircuit, RailPositions } from "./circuit.js";

/** Positions of all species that carry weights. */
export function weightSpecies(circuit: HostedCircuit): readonly number[] {
  return circuit.weights.flatMap(({ positive, negative }) =>
    negative === undefined ? [positive] : [positive, negative],
  );
}

/** A signed value stands on the rail of its sign. */
export function setRails(
  state: Float64Array,
  rails: readonly RailPositions[],
  values: readonly number[],
): void {
  for (const [index, { positive, negative }] of rails.entries()) {
    const value = values[index] ?? 0;
    state[positive] = Math.max(value, 0);
    if (negative !== undefined) state[negative] = Math.max(-value, 0);
  }
}

/** A signed value is added to the rail of its sign; values that are not given count as 0. */
export function addToRails(
  state: Float64Array,
  rails: readonly RailPositions[],
  values: readonly number[],
): void {
  for (const [index, { positive, negative }] of rails.entries()) {
    const value = values[index] ?? 0;
    state[positive] = state[positive]! + Math.max(value, 0);
    if (negative !== undefined) state[negative] = state[negative]! + Math.max(-value, 0);
  }
}
