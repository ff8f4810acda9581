// The step of a Rosenbrock method and its interpolant as kernel text.
//
// Vectors: Y with rates K0 at the start, NEXT at the end of the step, U and B argument and rates of a stage, LAST the sum of
// all stages' rates.
import type { Balance } from "./balance-kernel.js";
import { ERROR_START, errorOfPair } from "./explicit-kernel.js";
import {
  literal,
  type StageOptions,
  scaledWeights,
  stageTime,
  sumLoop,
  sumText,
  termsOf,
  type WeightedVector,
} from "./kernel-text.js";
import { quadratureWeights, type RosenbrockMethod, timesOfStages } from "./rosenbrock-methods.js";
import { keepSlopesText, keepStageText, stageIntegrals } from "./stage-integrals.js";

/** `rosenbrockStep(h)`, like `explicitStep`; factors the matrix at Y anew. */
export function rosenbrockKernel(method: RosenbrockMethod, options: StageOptions): string {
  const { hasQuadratures, dependsOnTime, integratesStages, balance } = options;
  const stages = method.weights.length;
  return `
func rosenbrockStep(h: f64): f64 {
  let inverse: f64 = 1.0 / h;
  ${dependsOnTime ? stageTime(0) : ""}
  if (!factorSafely(Y, inverse * ${literal(1 / method.gamma)})) { return notANumber(); }
  ${chooseText(balance)}
  ${hasQuadratures && !integratesStages ? "clearSums();" : ""}
  ${method.weights.map((_, stage) => stageText(method, stage, options)).join("\n  ")}
  ${balance === "present" ? `if (i32[BALANCED]) { ${correctionText(method)} }` : ""}
  ${integratesStages ? `${keepSlopesText(quadratureWeights(method))}\n  integrateLinear(h);` : ""}
  ${ERROR_START}
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let error: v128 = v128[i + K${stages}];
    v128[i + NEXT] = v128[i + U] + error;
    ${errorOfPair("")}
  }
  return worst(largest, total, below);
}

${interpolantText(method)}
${integratesStages ? stageIntegrals("integrateLinear", quadratureWeights(method), true) : ""}
`;
}

/**
 * A correction of the end of the step, added to the argument of the last stage. Without rounding, y₁ − y₀ = h·Σ sᵢ(fᵢ + J·kᵢ)
 * with the weights s of integrated unknowns; derivatives with respect to time drop out, since Σ sᵢgᵢ = 0. Where fluxes
 * nearly cancel, solutions of linear systems satisfy that only to rounding errors of the fluxes, which a long step
 * multiplies. What is left of it is solved for once more, for all stages together: a step of iterative refinement, with
 * fluxes added up without loss.
 */
function correctionText(method: RosenbrockMethod): string {
  const { solution } = quadratureWeights(method);
  const name = (index: number): string => `s${index + 1}`;
  return `
  ${scaledWeights(name, solution, undefined)}
  ${sumLoop(
    "NEXT",
    termsOf(solution, name, (index) => `K${index + 1}`, true),
  )}
  rateSlopes(Y, NEXT, B);
  let perStep: v128 = splat(inverse);
  let perGamma: v128 = splat(${literal(1 / method.gamma)});
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let moved: v128 = (v128[i + U] + v128[i + K${solution.length}]) - v128[i + Y];
    v128[i + B] = perGamma * (v128[i + B] + v128[i + LAST] - perStep * moved);
  }
  solveSafely(B);
  ${sumLoop("U", [
    { weight: undefined, vector: "U" },
    { weight: undefined, vector: "B" },
  ])}`;
}

/** Rates at the start are computed anew where the step before did with lossy ones. */
function chooseText(balance: Balance): string {
  if (balance === "none") return "";
  const again = "if (i32[BALANCED] && before == 0) { balancedRates(Y, K0); }";
  return `
  let before: i32 = i32[BALANCED];
  if (!chooseRates(h)) { return notANumber(); }
  ${balance === "present" ? again : ""}`;
}

function stageText(method: RosenbrockMethod, stage: number, options: StageOptions): string {
  const { hasQuadratures, dependsOnTime, integratesStages, balance } = options;
  const { times, timeWeights } = timesOfStages(method);
  const timeWeight = dependsOnTime ? `${literal(timeWeights[stage]!)} * h` : "0.0";
  const parts: string[] = dependsOnTime ? [stageTime(times[stage]!)] : [];
  const vector = (index: number): string => `K${index + 1}`;
  if (stage > 0) parts.push(argumentText(method, stage), "stageRates(U, B);");
  const coupling = (index: number): string => `c${stage + 1}${index + 1}`;
  const couplings = method.couplings[stage]!;
  parts.push(scaledWeights(coupling, couplings, "inverse"));
  const rates: WeightedVector = { weight: undefined, vector: stage === 0 ? "K0" : "B" };
  const terms = [rates, ...termsOf(couplings, coupling, vector, true)];
  if (dependsOnTime && timeWeights[stage] !== 0) {
    parts.push(`let t${stage + 1}: v128 = splat(${timeWeight});`);
    terms.push({ weight: `t${stage + 1}`, vector: "TIME_SLOPES" });
  }
  parts.push(sumLoop(vector(stage), terms));
  if (balance === "present") {
    const weight = `splat(${literal(quadratureWeights(method).solution[stage]!)})`;
    const before = stage === 0 ? [] : [{ weight: undefined, vector: "LAST" }];
    parts.push(`if (i32[BALANCED]) { ${sumLoop("LAST", [...before, { ...rates, weight }])} }`);
  }
  parts.push(`solveSafely(${vector(stage)});`);
  if (integratesStages) parts.push(keepStageText(stage === 0 ? "Y" : "U", stage, method.weights.length));
  else if (hasQuadratures) {
    const { solution, error } = quadratureWeights(method);
    const weights = `${literal(solution[stage]!)} * h, ${literal(error[stage]!)} * h`;
    parts.push(
      `accumulateLinear(${stage === 0 ? "Y" : "U"}, Y, ${vector(stage)}, ${weights}, ${timeWeight});`,
    );
  }
  return parts.join("\n  ");
}

/** U = Y + Σ a·K; where the argument only adds the stage before to that before, one addition is enough. */
function argumentText({ weights }: RosenbrockMethod, stage: number): string {
  const own = weights[stage]!;
  const previous = weights[stage - 1]!;
  const addsLast = stage > 1 && own.at(-1) === 1 && previous.every((weight, index) => weight === own[index]);
  if (addsLast)
    return sumLoop("U", [
      { weight: undefined, vector: "U" },
      { weight: undefined, vector: `K${stage}` },
    ]);
  const name = (index: number): string => `a${stage + 1}${index + 1}`;
  const terms = termsOf(own, name, (index) => `K${index + 1}`, false);
  return `${scaledWeights(name, own, undefined)}\n  ${sumLoop("U", [{ weight: undefined, vector: "Y" }, ...terms])}`;
}

/** `rosenbrockCore(fraction)`: the core within the last step, into U. */
function interpolantText({ dense, weights }: RosenbrockMethod): string {
  const stages = weights.length;
  const weightOf = (stage: number): string =>
    dense.reduceRight(
      (inner, row) => `${literal(row[stage]!)}${inner === "" ? "" : ` + fraction * (${inner})`}`,
      "",
    );
  const scaled = Array.from(
    { length: stages },
    (_, stage) => `let d${stage + 1}: v128 = splat(fraction * rest * (${weightOf(stage)}));`,
  ).join("\n  ");
  const terms = Array.from({ length: stages }, (_, stage) => ({
    weight: `d${stage + 1}`,
    vector: `K${stage + 1}`,
  }));
  return `
func rosenbrockCore(fraction: f64) {
  let rest: f64 = 1.0 - fraction;
  ${scaled}
  let start: v128 = splat(rest);
  let end: v128 = splat(fraction);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    v128[i + U] = start * v128[i + Y] + end * v128[i + NEXT] + ${sumText(terms)};
  }
}`;
}
