// Source equations ẏ = f(t, y) → values at given times: extrapolated midpoint rule (Gragg, Bulirsch, Stoer), explicit,
// of high order. Shares nothing with the simulator, so that one can check the other.

import { pow } from "@ncrn/elementary-functions";

/** A system of equations with its values at time 0. */
export interface SourceSystem {
  /** Names of the unknowns as in the source. */
  readonly names: readonly string[];
  readonly initial: readonly number[];
  /** Writes f(t, y) into `rates`. */
  readonly derivative: (values: Float64Array, time: number, rates: Float64Array) => void;
}

/** Values at the requested times; `end` is the last time reached if the solution could not be followed further. */
export interface SourceTrajectory {
  /** One vector a requested time that was reached. */
  readonly values: readonly Float64Array[];
  /** Undefined if all times were reached. */
  readonly escapedAt: number | undefined;
  /** The unknown that was largest where the solution escaped. */
  readonly escaped: string | undefined;
}

/** Accuracy of an integration. */
export interface SourceTolerance {
  /** Allowed error of a step by max(|y|, 1e-3). */
  readonly relative: number;
  readonly maxSteps: number;
}

/** Numbers of midpoint steps in the extrapolation table; the last column has order 16. */
const SEQUENCE = [2, 4, 6, 8, 10, 12, 14, 16];
const SCALE_FLOOR = 1e-3;
/** Beyond this a solution counts as escaped: nothing that learns or is measured is that large. */
const ESCAPE = 1e12;

/** Integrates from time 0 through `times`, which increase. */
export function integrateSource(
  system: SourceSystem,
  times: readonly number[],
  tolerance: SourceTolerance,
): SourceTrajectory {
  const solver = createSolver(system);
  const values: Float64Array[] = [];
  let step = initialStep(solver, times.at(-1) ?? 0);
  let steps = 0;
  for (const end of times) {
    while (solver.time < end) {
      const length = Math.min(step, end - solver.time);
      const error = tryStep(solver, length) / tolerance.relative;
      const factor = Math.min(4, Math.max(0.1, 0.8 * pow(error, -1 / (2 * SEQUENCE.length - 1))));
      const accepted = error <= 1;
      if (accepted) {
        solver.time = length === end - solver.time ? end : solver.time + length;
        solver.y.set(solver.next);
      }
      // A last piece cut short by `end` says nothing about the step that the solution allows.
      if (!accepted || length === step) step = length * (Number.isFinite(factor) ? factor : 0.1);
      const tooSmall = step < 1e-14 * Math.max(end, 1);
      if (++steps > tolerance.maxSteps || tooSmall || largest(solver.y) > ESCAPE)
        return escapedAt(solver, values);
    }
    values.push(solver.y.slice());
  }
  return { values, escapedAt: undefined, escaped: undefined };
}

interface Solver {
  readonly system: SourceSystem;
  readonly y: Float64Array;
  readonly next: Float64Array;
  readonly rates: Float64Array;
  readonly table: readonly Float64Array[];
  readonly work: readonly [Float64Array, Float64Array, Float64Array];
  time: number;
}

function createSolver(system: SourceSystem): Solver {
  const vector = () => new Float64Array(system.names.length);
  return {
    system,
    y: Float64Array.from(system.initial),
    next: vector(),
    rates: vector(),
    table: SEQUENCE.map(vector),
    work: [vector(), vector(), vector()],
    time: 0,
  };
}

/** Writes the end of a step into `next`; the result is the estimated error relative to the size of the solution. */
function tryStep(solver: Solver, length: number): number {
  const { system, table, y, next, rates } = solver;
  system.derivative(y, solver.time, rates);
  let error = 0;
  for (const [row, count] of SEQUENCE.entries()) {
    midpoint(solver, length, count, table[row]!);
    // Neville's scheme in place: afterwards table[j] holds the extrapolation of rows j … row in h².
    for (let column = row - 1; column >= 0; column--) {
      const ratio = pow(count / SEQUENCE[column]!, 2);
      const lower = table[column]!;
      const upper = table[column + 1]!;
      for (let index = 0; index < y.length; index++)
        lower[index] = upper[index]! + (upper[index]! - lower[index]!) / (ratio - 1);
    }
  }
  for (let index = 0; index < y.length; index++) {
    next[index] = table[0]![index]!;
    const difference = Math.abs(next[index]! - table[1]![index]!);
    error = Math.max(error, difference / Math.max(Math.abs(y[index]!), Math.abs(next[index]!), SCALE_FLOOR));
    if (!(difference < Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
  }
  return Math.max(error, 1e-300);
}

/** The modified midpoint rule with `count` substeps. */
function midpoint(solver: Solver, length: number, count: number, result: Float64Array): void {
  const { system, y, rates } = solver;
  const [before, current, slope] = solver.work;
  const h = length / count;
  for (let index = 0; index < y.length; index++) {
    before[index] = y[index]!;
    current[index] = y[index]! + h * rates[index]!;
  }
  for (let part = 1; part < count; part++) {
    system.derivative(current, solver.time + part * h, slope);
    for (let index = 0; index < y.length; index++) {
      const next = before[index]! + 2 * h * slope[index]!;
      before[index] = current[index]!;
      current[index] = next;
    }
  }
  result.set(current);
}

function initialStep({ system, y, rates }: Solver, end: number): number {
  system.derivative(y, 0, rates);
  const speed = Math.max(
    ...Array.from(rates, (rate, index) => Math.abs(rate) / Math.max(Math.abs(y[index]!), 1)),
    0,
  );
  return speed > 0 ? Math.min(end, 0.5 / speed) : end;
}

function escapedAt({ system, y, time }: Solver, values: readonly Float64Array[]): SourceTrajectory {
  const magnitudes = Array.from(y, Math.abs);
  const escaped = system.names[magnitudes.indexOf(Math.max(...magnitudes))];
  return { values, escapedAt: time, escaped };
}

function largest(values: Float64Array): number {
  let found = 0;
  for (const value of values) found = Math.max(found, Math.abs(value));
  return found;
}
