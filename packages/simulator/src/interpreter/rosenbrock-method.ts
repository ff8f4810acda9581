// Rodas5P: Rosenbrock–Wanner method of order 5 with embedded order 4, eight stages, L-stable, stiffly accurate.
// G. Steinebach, "Construction of Rosenbrock–Wanner method Rodas5P and numerical benchmarks within the Julia
// Differential Equations package", BIT 63 (2023) 27. Coefficients in the form without matrix–vector products
// (Hairer and Wanner, Solving Ordinary Differential Equations II, IV.7):
//   (I/(hγ) − J)·kᵢ = f(t + cᵢh, y + Σ aᵢⱼkⱼ) + Σ cᵢⱼ/h·kⱼ + h·dᵢ·∂f/∂t,   y₁ = y + Σ a₈ⱼkⱼ + k₈,   error = k₈.
// The order conditions are checked in the tests.
import {
  evaluateBalancedRates,
  evaluateJacobian,
  evaluateRateSlopes,
  evaluateRates,
  jacobianNorm,
} from "./evaluate-system.js";
import { createLinearSolver, factorize, type LinearSolver, solveLinear } from "./linear-solver.js";
import { errorNorm, type OdeSolver } from "./ode-solver.js";
import { addOne, copyVector, weightedSum } from "./weighted-sums.js";

const row = (...weights: number[]): Float64Array => Float64Array.from(weights);

/** The coefficients; `denseOutput` belongs to y(θ) = (1−θ)y₀ + θ(y₁ + (1−θ)(d₁ + θ(d₂ + θd₃))), dᵣ = Σ Hᵣᵢkᵢ. */
export const rodas5P = {
  gamma: 0.21193756319429014,
  stageWeights: [
    row(),
    row(3),
    row(2.849394379747939, 0.45842242204463923),
    row(-6.954028509809101, 2.489845061869568, -10.358996098473584),
    row(2.8029986275628964, 0.5072464736228206, -0.3988312541770524, -0.04721187230404641),
    row(
      -7.502846399306121,
      2.561846144803919,
      -11.627539656261098,
      -0.18268767659942256,
      0.030198172008377946,
    ),
    row(
      -7.502846399306121,
      2.561846144803919,
      -11.627539656261098,
      -0.18268767659942256,
      0.030198172008377946,
      1,
    ),
    row(
      -7.502846399306121,
      2.561846144803919,
      -11.627539656261098,
      -0.18268767659942256,
      0.030198172008377946,
      1,
      1,
    ),
  ],
  couplings: [
    row(),
    row(-14.155112264123755),
    row(-17.97296035885952, -2.859693295451294),
    row(147.12150275711716, -1.41221402718213, 71.68940251302358),
    row(165.43517024871676, -0.4592823456491126, 42.90938336958603, -5.961986721573306),
    row(24.854864614690072, -3.0009227002832186, 47.4931110020768, 5.5814197821558125, -0.6610691825249471),
    row(
      30.91273214028599,
      -3.1208243349937974,
      77.79954646070892,
      34.28646028294783,
      -19.097331116725623,
      -28.087943162872662,
    ),
    row(
      37.80277123390563,
      -3.2571969029072276,
      112.26918849496327,
      66.9347231244047,
      -40.06618937091002,
      -54.66780262877968,
      -9.48861652309627,
    ),
  ],
  times: row(0, 0.6358126895828704, 0.4095798393397535, 0.9769306725060716, 0.4288403609558664, 1, 1, 1),
  timeWeights: row(
    0.21193756319429014,
    -0.42387512638858027,
    -0.3384627126235924,
    1.8046452872882734,
    2.325825639765069,
    0,
    0,
    0,
  ),
  denseOutput: [
    row(
      25.948786856663858,
      -2.5579724845846235,
      10.433815404888879,
      -2.3679251022685204,
      0.524948541321073,
      1.1241088310450404,
      0.4272876194431874,
      -0.17202221070155493,
    ),
    row(
      -9.91568850695171,
      -0.9689944594115154,
      3.0438037242978453,
      -24.495224566215796,
      20.176138334709044,
      15.98066361424651,
      -6.789040303419874,
      -6.710236069923372,
    ),
    row(
      11.419903575922262,
      2.8879645146136994,
      72.92137995996029,
      80.12511834622643,
      -52.072871366152654,
      -59.78993625266729,
      -0.15582684282751913,
      4.883087185713722,
    ),
  ],
} as const;

const STAGES = 8;

/**
 * Weights of the stages' rates rᵢ = f(Yᵢ) + J·kᵢ + hgᵢ·∂f/∂t: Σ mᵢkᵢ = h·Σ wᵢrᵢ for given m. Since kᵢ/γ − Σ cᵢⱼkⱼ = h·rᵢ, they
 * solve the transposed system.
 */
export function rateWeights(
  { gamma, couplings }: { readonly gamma: number; readonly couplings: readonly ArrayLike<number>[] },
  weightsOfStages: readonly number[],
): readonly number[] {
  const result = weightsOfStages.map(() => 0);
  for (let i = result.length - 1; i >= 0; i--) {
    let sum = weightsOfStages[i]!;
    for (let later = i + 1; later < result.length; later++)
      sum += (couplings[later]![i] ?? 0) * result[later]!;
    result[i] = gamma * sum;
  }
  return result;
}

const solutionWeights = Float64Array.from(rateWeights(rodas5P, [...rodas5P.stageWeights[STAGES - 1]!, 1]));
/** Couplings divided by the step. */
const scaledCouplings = rodas5P.couplings.map((weights) => new Float64Array(weights.length));

/**
 * One step from `solver.y` (whose rates stand in `solver.rates`) to `solver.next`; returns the error in units of the
 * tolerances, NaN where something was not finite. The Jacobian is evaluated if `freshJacobian` (not after a rejection).
 */
export function rosenbrockStep(
  solver: OdeSolver,
  time: number,
  step: number,
  freshJacobian: boolean,
): number {
  const { system, y, stages, argument, next, rates, nextRates, rateSum } = solver;
  solver.linear ??= createLinearSolver(system);
  const { linear } = solver;
  if (linear === undefined) return Number.NaN;
  if (freshJacobian) evaluateJacobian(system, time, y, solver.timeDerivative);
  if (!factorize(linear, 1 / (step * rodas5P.gamma))) return Number.NaN;
  const isBalanced = system.cancelling.rows.length > 0 && step * jacobianNorm(system) > solver.balanceLimit;
  const evaluate = isBalanced ? evaluateBalancedRates : evaluateRates;
  if (isBalanced) evaluateBalancedRates(system, time, y, rates);
  for (let stage = 0; stage < STAGES; stage++) {
    if (stage > 0) {
      // The arguments of the last two stages are those before plus the stage before.
      if (stage < 6) weightedSum(argument, y, rodas5P.stageWeights[stage]!, stages);
      else addOne(argument, argument, 1, stages[stage - 1]!);
      evaluate(system, time + rodas5P.times[stage]! * step, argument, nextRates);
    }
    const stageRates = stage === 0 ? rates : nextRates;
    if (isBalanced) addOne(rateSum, stage === 0 ? solver.zero : rateSum, solutionWeights[stage]!, stageRates);
    buildRightHandSide(solver, stageRates, stage, step);
    solveLinear(linear, stages[stage]!);
  }
  weightedSum(next, y, rodas5P.stageWeights[STAGES - 1]!, stages);
  addOne(next, next, 1, stages[STAGES - 1]!);
  if (isBalanced) correctStep(solver, linear, step);
  return errorNorm(solver, stages[STAGES - 1]!);
}

/**
 * Corrects the end of the step for what solutions of linear systems lose where fluxes nearly cancel, which a long step
 * multiplies: y₁ − y₀ = h·Σ wᵢrᵢ, in which ∂f/∂t drops out, since Σ wᵢdᵢ = 0, is solved for once more, for all stages together,
 * with fluxes added up without loss.
 */
function correctStep(solver: OdeSolver, linear: LinearSolver, step: number): void {
  const { system, y, next, size, stages, rateSum, correction, zero } = solver;
  weightedSum(correction, zero, solutionWeights, stages);
  evaluateRateSlopes(system, y, { change: correction, target: correction });
  addOne(correction, correction, 1, rateSum);
  for (let i = 0; i < size; i++) correction[i] = (correction[i]! - (next[i]! - y[i]!) / step) / rodas5P.gamma;
  solveLinear(linear, correction);
  addOne(next, next, 1, correction);
}

/** The solution within the last step at the fraction θ of it, order 4. */
export function rosenbrockInterpolate(solver: OdeSolver, fraction: number, target: Float64Array): void {
  const { y, next, stages, size } = solver;
  const [first, second, third] = rodas5P.denseOutput;
  for (let i = 0; i < size; i++) {
    let d1 = 0;
    let d2 = 0;
    let d3 = 0;
    for (let j = 0; j < STAGES; j++) {
      const k = stages[j]![i]!;
      d1 += first[j]! * k;
      d2 += second[j]! * k;
      d3 += third[j]! * k;
    }
    const bend = (1 - fraction) * (d1 + fraction * (d2 + fraction * d3));
    target[i] = (1 - fraction) * y[i]! + fraction * (next[i]! + bend);
  }
}

/** stage = rates + Σ couplings/h·k + h·d·∂f/∂t */
function buildRightHandSide(solver: OdeSolver, rates: Float64Array, stage: number, step: number): void {
  const { stages, timeDerivative, system } = solver;
  const target = stages[stage]!;
  const weights = scaledCouplings[stage]!;
  const couplings = rodas5P.couplings[stage]!;
  for (let j = 0; j < stage; j++) weights[j] = couplings[j]! / step;
  if (stage === 0) copyVector(target, rates);
  else weightedSum(target, rates, weights, stages);
  const timeWeight = step * rodas5P.timeWeights[stage]!;
  if (system.dependsOnTime && timeWeight !== 0) addOne(target, target, timeWeight, timeDerivative);
}
