// Samples of a covariance matrix: standard deviations of species and observables.
import type { Program } from "../bytecode/bytecode-format.js";
import { differentiateCode, evaluateWithDerivatives } from "../code/differentiate-code.js";
import type { ProgramState, Trajectory } from "../runs/trajectory.js";
import type { Matrix } from "./lyapunov-equation.js";

/** Collects standard deviations row by row. */
export interface NoiseRecorder {
  /** Adds samples at the state until there are so many. */
  record(state: ProgramState, count: number): void;
  /** With the times of the samples. */
  build(times: Float64Array): Trajectory;
  /** The covariances of all species as they are now. */
  covariance(): Float64Array;
}

export interface Noise {
  /** Species index of each row and column. */
  readonly noisy: readonly number[];
  /** Covariance of the concentrations, times the volume. */
  readonly covariance: Matrix;
  readonly volume: number;
}

/** A recorder for so many samples; `covariance` is read at each of them. */
export function createNoiseRecorder(
  program: Program,
  capacity: number,
  { noisy, covariance, volume }: Noise,
): NoiseRecorder {
  const size = noisy.length;
  const species = program.species.map(({ name }) => ({ name, values: new Float64Array(capacity) }));
  const observables = program.observables.map(({ name }) => ({ name, values: new Float64Array(capacity) }));
  const codes = program.observables.map(({ code }) => differentiateCode(code, noisy));
  let taken = 0;

  const recordOne = ({ time, concentrations, parameters }: ProgramState): void => {
    noisy.forEach((index, i) => {
      species[index]!.values[taken] = Math.sqrt(Math.max(0, covariance[i * (size + 1)]!) / volume);
    });
    codes.forEach((code, o) => {
      evaluateWithDerivatives(code, concentrations, parameters, time);
      observables[o]!.values[taken] = Math.sqrt(varianceAlong(code.derivatives, covariance, size) / volume);
    });
    taken++;
  };
  return {
    record: (state, count) => {
      while (taken < count) recordOne(state);
    },
    build: (times) => ({
      times,
      species: species.map(({ name, values }) => ({ name, values: values.slice(0, taken) })),
      observables: observables.map(({ name, values }) => ({ name, values: values.slice(0, taken) })),
    }),
    covariance: () => {
      const all = new Float64Array(program.species.length ** 2);
      noisy.forEach((row, i) => {
        noisy.forEach((column, j) => {
          all[row * program.species.length + column] = covariance[i * size + j]! / volume;
        });
      });
      return all;
    },
  };
}

/** g·C·gᵀ. */
function varianceAlong(slopes: Float64Array, covariance: Matrix, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) sum += slopes[i]! * covariance[i * size + j]! * slopes[j]!;
  return Math.max(0, sum);
}
