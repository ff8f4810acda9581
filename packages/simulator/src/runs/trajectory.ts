// The result of a run: concentrations at sampled times, and the program's observables evaluated at the same times.
import type { Program } from "../bytecode/bytecode-format.js";
import { compileCode, evaluateCode } from "../code/evaluate-code.js";
import type { RunFailure } from "../interpreter/run-failure.js";

/** A quantity over the sampled times. */
export interface Column {
  readonly name: string;
  readonly values: Float64Array;
}

/** Sampled concentrations; all columns are as long as `times`. */
export interface Trajectory {
  readonly times: Float64Array;
  /** One column for each species of the program, in its order. */
  readonly species: readonly Column[];
  /** One column for each observable of the program, in its order. */
  readonly observables: readonly Column[];
}

/** What a simulation returns: the trajectory, up to the failure if there is one. */
export interface SimulationResult {
  readonly trajectory: Trajectory;
  /** Why the run ended early; the state at that time is then the last sample. */
  readonly failure: RunFailure | undefined;
}

/** Collects samples row by row. */
export interface Recorder {
  /** Takes over every requested time up to and including `time`, at the given state. */
  recordUpTo(time: number, concentrations: Float64Array, parameters: Float64Array): void;
  /** The next requested time, ∞ when all are taken. */
  nextTime(): number;
  /** How many of the requested times are taken. */
  taken(): number;
  /** Adds the state at which a run failed, unless that time was sampled already. */
  recordFailure(time: number, concentrations: Float64Array, parameters: Float64Array): void;
  build(): Trajectory;
}

/** `count` times from 0 to `until`, evenly spaced, both ends included. */
export function evenlySpacedTimes(until: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) =>
    i === count - 1 ? until : (until * i) / (count - 1),
  );
}

/** A state at which an observable can be evaluated. */
export interface ProgramState {
  readonly time: number;
  /** By species index. */
  readonly concentrations: Float64Array;
  /** By parameter index. */
  readonly parameters: Float64Array;
}

/** The value of the program's observable with the given index at a state. */
export function evaluateObservable(program: Program, observable: number, state: ProgramState): number {
  const code = compileCode(program.observables[observable]!.code);
  return evaluateCode(code, state.concentrations, state.parameters, state.time);
}

/** A recorder for the requested times, which must ascend. */
export function createRecorder(program: Program, requested: ArrayLike<number>): Recorder {
  const capacity = requested.length + 1;
  const times = new Float64Array(capacity);
  const species = program.species.map(({ name }) => ({ name, values: new Float64Array(capacity) }));
  const observables = program.observables.map(({ name }) => ({ name, values: new Float64Array(capacity) }));
  const codes = program.observables.map(({ code }) => compileCode(code));
  let count = 0;
  const record = (time: number, concentrations: Float64Array, parameters: Float64Array): void => {
    times[count] = time;
    for (let i = 0; i < species.length; i++) species[i]!.values[count] = concentrations[i]!;
    for (let i = 0; i < codes.length; i++) {
      observables[i]!.values[count] = evaluateCode(codes[i]!, concentrations, parameters, time);
    }
    count++;
  };
  return {
    recordUpTo: (time, concentrations, parameters) => {
      while (count < requested.length && requested[count]! <= time)
        record(requested[count]!, concentrations, parameters);
    },
    nextTime: () => (count < requested.length ? requested[count]! : Number.POSITIVE_INFINITY),
    taken: () => count,
    recordFailure: (time, concentrations, parameters) => {
      if (count === 0 || time > times[count - 1]!) record(time, concentrations, parameters);
    },
    build: () => ({
      times: times.slice(0, count),
      species: species.map(({ name, values }) => ({ name, values: values.slice(0, count) })),
      observables: observables.map(({ name, values }) => ({ name, values: values.slice(0, count) })),
    }),
  };
}
