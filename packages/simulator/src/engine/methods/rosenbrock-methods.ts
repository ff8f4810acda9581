// Rosenbrock–Wanner methods of the form without matrix–vector products:
//   (I/(hγ) − J)·kᵢ = f(t + eᵢh, y + Σ aᵢⱼkⱼ) + Σ cᵢⱼ/h·kⱼ + hgᵢ·∂f/∂t,   y₁ = y + Σ aₛⱼkⱼ + kₛ,   error = kₛ
// (E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, IV.7). Both are stiffly accurate and L-stable.
// The order conditions are checked in the tests.
import { rateWeights, rodas5P } from "../../interpreter/rosenbrock-method.js";

/** Coefficients of a method in the form above. */
export interface RosenbrockMethod {
  readonly name: string;
  readonly order: 4 | 5;
  readonly gamma: number;
  /** aᵢⱼ by stage. */
  readonly weights: readonly (readonly number[])[];
  /** cᵢⱼ by stage. */
  readonly couplings: readonly (readonly number[])[];
  /** y(θ) = (1 − θ)y₀ + θ(y₁ + (1 − θ)(d₁ + θ(d₂ + θd₃…))), dᵣ = Σ denseᵣᵢ·kᵢ. */
  readonly dense: readonly (readonly number[])[];
}

const last = [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895];

/** Hairer and Wanner's RODAS, order 4 with embedded order 3, six stages; loc. cit., and table of their code. */
export const rodas4: RosenbrockMethod = {
  name: "rodas4",
  order: 4,
  gamma: 0.25,
  weights: [
    [],
    [1.544],
    [0.9466785280815826, 0.2557011698983284],
    [3.314825187068521, 2.896124015972201, 0.9986419139977817],
    last,
    [...last, 1],
  ],
  couplings: [
    [],
    [-5.6688],
    [-2.430093356833875, -0.2063599157091915],
    [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
    [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616],
    [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054],
  ],
  dense: [
    [10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662, 0],
    [-0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872, 0],
  ],
};

/** Steinebach's Rodas5P, order 5 with embedded order 4, eight stages. */
export const rodas5p: RosenbrockMethod = {
  name: "rodas5p",
  order: 5,
  gamma: rodas5P.gamma,
  weights: rodas5P.stageWeights.map((row) => [...row]),
  couplings: rodas5P.couplings.map((row) => [...row]),
  dense: rodas5P.denseOutput.map((row) => [...row]),
};

/**
 * What the stages add to an unknown that no rate reads: y₁ = y + h·Σ solutionᵢ·rᵢ with the error h·Σ errorᵢ·rᵢ, where
 * rᵢ = g(Yᵢ) + (∂g/∂y)·kᵢ. For such an unknown the stage equations are linear in its own kᵢ and have constant
 * coefficients, so that they are solved once for all.
 */
export function quadratureWeights(method: RosenbrockMethod): {
  readonly solution: readonly number[];
  readonly error: readonly number[];
} {
  const { weights } = method;
  const stages = weights.length;
  const solutionOfK = [...weights.at(-1)!, 1];
  const errorOfK = weights.map((_, stage) => (stage === stages - 1 ? 1 : 0));
  return { solution: rateWeights(method, solutionOfK), error: rateWeights(method, errorOfK) };
}

/**
 * When the stages ask for rates, as fractions eᵢ of the step, and how often h·∂f/∂t counts in each, gᵢ. They follow from the
 * coefficients, if the time is taken as an unknown with the rate 1: Γ = (I/γ − C)⁻¹, eᵢ = Σ (AΓ)ᵢⱼ, gᵢ = Σ Γᵢⱼ (loc. cit.,
 * equations 7.4a and 7.25). The sums of the last stages cancel exactly.
 */
export function timesOfStages({ gamma, weights, couplings }: RosenbrockMethod): {
  readonly times: readonly number[];
  readonly timeWeights: readonly number[];
} {
  // gᵢ = γ·(1 + Σ cᵢⱼgⱼ), row by row.
  const timeWeights: number[] = [];
  for (const row of couplings)
    timeWeights.push(gamma * row.reduce((sum, coupling, stage) => sum + coupling * timeWeights[stage]!, 1));
  const exact = (value: number): number =>
    Math.abs(value - Math.round(value)) < 1e-12 ? Math.round(value) : value;
  const times = weights.map((row) =>
    row.reduce((sum, weight, stage) => sum + weight * timeWeights[stage]!, 0),
  );
  return { times: times.map(exact), timeWeights: timeWeights.map(exact) };
}
