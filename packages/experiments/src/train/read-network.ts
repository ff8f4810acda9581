// What can be read of a running network, whoever drives it.

import { type HostedCircuit, type RailPositions, railDifference } from "./circuit.js";
import { weightSpecies } from "./set-rails.js";

/** Reads concentrations. */
export interface Reader {
  readonly readOutputs: () => readonly number[];
  /** Values of the weights. */
  readonly readWeights: () => readonly number[];
  readonly readWeightRails: () => readonly number[];
  readonly readRails: (rails: readonly RailPositions[]) => readonly number[];
}

/** Reads concentrations; `note` hears of it. */
export function readersOf(circuit: HostedCircuit, state: Float64Array, note: () => void): Reader {
  const positions = weightSpecies(circuit);
  const read = <T>(value: T): T => {
    note();
    return value;
  };
  return {
    readOutputs: () => read(circuit.readOutputs(state)),
    readWeights: () => read(circuit.weights.map((weight) => railDifference(state, weight))),
    readWeightRails: () => read(positions.map((position) => state[position]!)),
    readRails: (rails) => read(rails.map((entry) => railDifference(state, entry))),
  };
}
