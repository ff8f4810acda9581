// Problem → which outputs, and whether the loss, change with each weight: also where contributions cancel.

import { functionValue } from "../lowering/functions/function-values.js";
import type { FunctionKind } from "../lowering/functions/function-variable.js";
import type { FunctionVariables } from "../lowering/functions/function-variables.js";
import type { Polynomial } from "../polynomials/polynomial.js";
import type { LearningProblem } from "./learning-problem.js";
import {
  addScaled,
  constantSensitivity,
  type NumericPolynomial,
  numericPolynomial,
  type Sensitivity,
  sensitivityOf,
} from "./sensitivity.js";

/** What weights change. */
export interface EffectOfWeights {
  /** Weights that change the loss. */
  readonly weights: ReadonlySet<string>;
  /** Outputs that some weight changes. */
  readonly outputs: ReadonlySet<string>;
}

/** Where the effect is looked for, and functions that the equations read. */
export interface EffectOptions {
  /** States that start at random values instead of their own. */
  readonly startFreely: ReadonlySet<string>;
  /** Weights that are 0 at every point. */
  readonly heldAtZero?: ReadonlySet<string>;
  readonly functions: FunctionVariables;
}

/**
 * The effect of weights, found by differentiating a short run at a few random points: a dependence that is there at all is
 * there almost everywhere and at almost every time, while one that cancels is 0 up to rounding. Undefined if the problem
 * is too large for that.
 */
export function effectOfWeights(
  problem: LearningProblem,
  options: EffectOptions,
): EffectOfWeights | undefined {
  const terms = [...problem.states.map(({ dynamics }) => dynamics), problem.loss.value].flat().length;
  if (terms * problem.weights.length > LARGEST_WORK) return undefined;
  const numeric = numericProblem(problem, options);
  const weights = new Set<string>();
  const outputs = new Set<string>();
  for (const point of pointsOf(problem, options.heldAtZero)) {
    const everyOutput = outputs.size === problem.outputs.length;
    const open = problem.weights.filter(({ name }) => !everyOutput || !weights.has(name));
    for (const { name } of open) {
      const end = endOfRun(numeric, point, name);
      for (const output of numeric.outputs) if (isEffect(end(output.name))) outputs.add(output.name);
      if (isEffect(sensitivityOf(numeric.loss, end))) weights.add(name);
    }
  }
  return { weights, outputs };
}

/** Products of terms and weights up to which the test takes a fraction of a second. */
const LARGEST_WORK = 10_000;
const POINTS = 8;
/** Cancelling contributions leave rounding errors of about 1e-16 of their size. */
const ROUNDING = 1e-12;

interface NumericProblem {
  readonly names: readonly string[];
  readonly initializers: readonly (NumericPolynomial | undefined)[];
  readonly dynamics: readonly NumericPolynomial[];
  readonly outputs: readonly { readonly name: string; readonly value: NumericPolynomial }[];
  readonly loss: NumericPolynomial;
  readonly functions: ReadonlyMap<string, NumericFunction>;
}

/** v = φ(argument), dφ/dargument = derivative. */
interface NumericFunction {
  readonly of: FunctionKind;
  readonly argument: NumericPolynomial;
  readonly derivative: NumericPolynomial;
}

function numericProblem(problem: LearningProblem, { startFreely, functions }: EffectOptions): NumericProblem {
  const numeric = (polynomial: Polynomial): NumericPolynomial =>
    numericPolynomial(polynomial, problem.environment);
  return {
    names: problem.states.map(({ name }) => name),
    initializers: problem.states.map(({ name, initializer }) =>
      startFreely.has(name) ? undefined : numeric(initializer),
    ),
    dynamics: problem.states.map(({ dynamics }) => numeric(dynamics)),
    outputs: problem.outputs.map(({ name, value }) => ({ name, value: numeric(value) })),
    loss: numeric(problem.loss.value),
    functions: new Map(
      functions
        .all()
        .map(({ name, function: of, argument, derivative }) => [
          name,
          { of, argument: numeric(argument), derivative: numeric(derivative) },
        ]),
    ),
  };
}

type Point = ReadonlyMap<string, number>;

/** Values of size 0.5 to 1.5 for everything else, the same on every machine. */
function pointsOf(
  { inputs, targets, weights, states }: LearningProblem,
  heldAtZero: ReadonlySet<string> = new Set(),
): readonly Point[] {
  let seed = 1;
  const draw = (): number => {
    // Park and Miller's generator: small, and exact in double precision.
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const quantities = [...inputs, ...targets, ...weights, ...states];
  return Array.from(
    { length: POINTS },
    () =>
      new Map(
        quantities.map(({ name, nonNegative }) => [
          name,
          (0.5 + draw()) * (draw() < 0.5 && !nonNegative ? -1 : 1) * (heldAtZero.has(name) ? 0 : 1),
        ]),
      ),
  );
}

/** Runs the states for a short time by Runge and Kutta's method and gives the value of every name at its end. */
function endOfRun(
  { names, initializers, dynamics, outputs, functions }: NumericProblem,
  point: Point,
  weight: string,
): (name: string) => Sensitivity {
  const given = (name: string): Sensitivity =>
    name === weight
      ? { value: point.get(name)!, slope: 1, magnitude: 1 }
      : constantSensitivity(point.get(name) ?? Number.NaN);
  const withFunctions =
    (read: (name: string) => Sensitivity) =>
    (name: string): Sensitivity => {
      const found = functions.get(name);
      return found === undefined ? read(name) : functionSensitivity(found, functions, withFunctions(read));
    };
  const at = (states: readonly Sensitivity[]): ((name: string) => Sensitivity) =>
    withFunctions((name) => states[names.indexOf(name)] ?? given(name));
  const slopeAt = (states: readonly Sensitivity[]): readonly Sensitivity[] =>
    dynamics.map((value) => sensitivityOf(value, at(states)));
  const start = withFunctions(given);
  let states = initializers.map((value, index) =>
    value === undefined ? given(names[index]!) : sensitivityOf(value, start),
  );
  // An effect travels at most four states further in each step.
  const steps = 2 + Math.ceil(names.length / 4);
  const step = shortTime(states, slopeAt(states)) / steps;
  for (let count = 0; count < steps; count++) states = afterStep(states, slopeAt, step);
  const results = new Map(outputs.map(({ name, value }) => [name, sensitivityOf(value, at(states))]));
  return withFunctions((name) => results.get(name) ?? at(states)(name));
}

/** The derivative is a polynomial in functions of the same argument, of which only the values count. */
function functionSensitivity(
  { of, argument, derivative }: NumericFunction,
  functions: ReadonlyMap<string, NumericFunction>,
  read: (name: string) => Sensitivity,
): Sensitivity {
  const inner = sensitivityOf(argument, read);
  const value = functionValue(of, inner.value);
  if (inner.magnitude === 0) return constantSensitivity(value);
  const companion = (name: string): Sensitivity =>
    constantSensitivity(functionValue(functions.get(name)!.of, inner.value));
  const rate = sensitivityOf(derivative, companion).value;
  return { value, slope: rate * inner.slope, magnitude: Math.abs(rate) * inner.magnitude };
}

/** A time in which no state changes by much more than its own size. */
function shortTime(states: readonly Sensitivity[], slopes: readonly Sensitivity[]): number {
  const speeds = slopes.map(({ value }, index) => Math.abs(value) / (1 + Math.abs(states[index]!.value)));
  return 0.2 / (1 + Math.max(0, ...speeds));
}

function afterStep(
  states: readonly Sensitivity[],
  slopeAt: (states: readonly Sensitivity[]) => readonly Sensitivity[],
  step: number,
): Sensitivity[] {
  const moved = (slopes: readonly Sensitivity[], time: number): readonly Sensitivity[] =>
    states.map((state, index) => addScaled(state, time, slopes[index]!));
  const first = slopeAt(states);
  const second = slopeAt(moved(first, step / 2));
  const third = slopeAt(moved(second, step / 2));
  const fourth = slopeAt(moved(third, step));
  const weighted = [first, second, third, fourth];
  return states.map((state, index) =>
    weighted.reduce(
      (sum, slopes, stage) =>
        addScaled(sum, (step * (stage === 0 || stage === 3 ? 1 : 2)) / 6, slopes[index]!),
      state,
    ),
  );
}

/** A value that is not finite proves nothing, so it counts as an effect. */
function isEffect({ slope, magnitude }: Sensitivity): boolean {
  return !(Math.abs(slope) <= ROUNDING * magnitude);
}
