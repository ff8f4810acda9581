// The explicit Runge–Kutta method of Dormand and Prince of order 5 with embedded order 4 and Shampine's dense output
// of order 4 (Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.5 and II.6).
// Its last stage is the first of the next step.
import { evaluateRates } from "./evaluate-system.js";
import { errorNorm, type OdeSolver } from "./ode-solver.js";
import { copyVector, weightedSum } from "./weighted-sums.js";

/** The tableau; the last row of `weights` is the solution of order 5. */
export const dormandPrince = {
  times: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1],
  weights: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ],
  error: [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40],
  denseOutput: [
    -12715105075 / 11282082432,
    0,
    87487479700 / 32700410799,
    -10690763975 / 1880347072,
    701980252875 / 199316789632,
    -1453857185 / 822651844,
    69997945 / 29380423,
  ],
} as const;

const STAGES = 7;
/** Weights and error weights times the step. */
const scaledWeights = dormandPrince.weights.map((weights) => new Float64Array(weights.length));
const scaledError = new Float64Array(STAGES);

/** One step from `solver.y` (whose rates stand in `solver.rates`) to `solver.next` with `solver.nextRates`; the error. */
export function dormandPrinceStep(solver: OdeSolver, time: number, step: number): number {
  const { system, y, stages, argument, previousArgument, next, rates, nextRates, errors, zero } = solver;
  solver.step = step;
  copyVector(stages[0]!, rates);
  for (let stage = 1; stage < STAGES - 1; stage++) {
    const target = stage === STAGES - 2 ? previousArgument : argument;
    weightedSum(target, y, scaled(scaledWeights[stage]!, dormandPrince.weights[stage]!, step), stages);
    evaluateRates(system, time + dormandPrince.times[stage]! * step, target, stages[stage]!);
  }
  const last = STAGES - 1;
  weightedSum(next, y, scaled(scaledWeights[last]!, dormandPrince.weights[last]!, step), stages);
  evaluateRates(system, time + step, next, nextRates);
  copyVector(stages[last]!, nextRates);
  weightedSum(errors, zero, scaled(scaledError, dormandPrince.error, step), stages);
  return errorNorm(solver, errors);
}

/**
 * An estimate of step·|largest eigenvalue| from the last two stages, for the detection of stiffness. Differences count in
 * units of what the tolerances allow: what is stiff is often a species of small concentration.
 */
export function stiffnessEstimate(solver: OdeSolver, step: number): number {
  const { y, stages, next, previousArgument, system, absolutes, relatives } = solver;
  const last = stages[STAGES - 1]!;
  const previous = stages[STAGES - 2]!;
  let rateDistance = 0;
  let distance = 0;
  for (let i = 0; i < system.coreSize; i++) {
    const scale = 1 / (absolutes[i]! + relatives[i]! * Math.max(Math.abs(y[i]!), Math.abs(next[i]!)));
    const rateDifference = (last[i]! - previous[i]!) * scale;
    const difference = (next[i]! - previousArgument[i]!) * scale;
    rateDistance += rateDifference * rateDifference;
    distance += difference * difference;
  }
  return distance > 0 ? step * Math.sqrt(rateDistance / distance) : 0;
}

/** The solution within the last step at the fraction θ of it, order 4. */
export function dormandPrinceInterpolate(solver: OdeSolver, fraction: number, target: Float64Array): void {
  const { y, next, stages, size, step } = solver;
  const { denseOutput } = dormandPrince;
  for (let i = 0; i < size; i++) {
    let bend = 0;
    for (let j = 0; j < STAGES; j++) bend += denseOutput[j]! * stages[j]![i]!;
    const difference = next[i]! - y[i]!;
    const start = step * stages[0]![i]! - difference;
    const end = difference - step * stages[STAGES - 1]![i]! - start;
    const rest = 1 - fraction;
    target[i] = y[i]! + fraction * (difference + rest * (start + fraction * (end + rest * step * bend)));
  }
}

function scaled(target: Float64Array, weights: readonly number[], step: number): Float64Array {
  for (let j = 0; j < target.length; j++) target[j] = step * weights[j]!;
  return target;
}
