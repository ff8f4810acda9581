// What is read of samples on their way through the network, one sample after the other in flat arrays: a training reads
// hundreds of thousands.

import { type Circuit, type RailPositions, railDifference } from "./circuit.js";
import type { Sample } from "./samples.js";
import type { Observations, Scorer } from "./scoring.js";

/** Outputs, targets and what follows from them, of the samples that went through so far. */
export interface Readings extends Observations {
  readonly count: number;
  readonly losses: Float64Array;
  /** The largest absolute value of the weights by which the outputs came about. */
  readonly largestWeights: Float64Array;
}

/** Collects readings. */
export interface ReadingCollector {
  readonly readings: Readings;
  /** Adds what the state tells when the outputs of the sample can be read. */
  readonly add: (state: Float64Array, sample: Sample) => void;
}

/** What reading needs to know; the same for all samples of a run. */
export interface ReadingContext {
  readonly circuit: Circuit;
  readonly scorer: Scorer;
  /** Rails that loss or metrics refer to besides outputs and targets. */
  readonly otherRails: readonly RailPositions[];
}

/** Room for the readings of so many samples. */
export function collectReadings(
  { circuit, scorer, otherRails }: ReadingContext,
  samples: number,
): ReadingCollector {
  const { outputNames, targetNames, weights } = circuit;
  const outputs = new Float64Array(samples * outputNames.length);
  const targets = new Float64Array(samples * targetNames.length);
  const losses = new Float64Array(samples);
  const largestWeights = new Float64Array(samples);
  const values = new Float64Array(outputNames.length + targetNames.length + otherRails.length);
  const readings = { count: 0, outputs, targets, losses, largestWeights };
  const add = (state: Float64Array, { compared }: Sample): void => {
    const { count } = readings;
    const read = circuit.readOutputs(state);
    for (let index = 0; index < read.length; index++) {
      values[index] = read[index]!;
      outputs[count * read.length + index] = read[index]!;
    }
    for (let index = 0; index < compared.length; index++) {
      values[read.length + index] = compared[index]!;
      targets[count * compared.length + index] = compared[index]!;
    }
    for (let index = 0; index < otherRails.length; index++)
      values[read.length + compared.length + index] = railDifference(state, otherRails[index]!);
    losses[count] = scorer.loss(values);
    let largest = 0;
    for (const weight of weights) largest = Math.max(largest, Math.abs(railDifference(state, weight)));
    largestWeights[count] = largest;
    readings.count++;
  };
  return { readings, add };
}
