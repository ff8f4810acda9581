// The step of a Rosenbrock method and its interpolant as kernel text.
//
// Vectors: Y with rates K0 at the start, NEXT at the end of the step, U and B argument and rates of a stage.
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

/** `rosenbrockStep(h)`, like `explicitStep`; factors the matrix at Y anew. */
export function rosenbrockKernel(method: RosenbrockMethod, options: StageOptions): string {
  const { hasQuadratures, dependsOnTime } = options;
  const stages = method.weights.length;
  return `
func rosenbrockStep(h: f64): f64 {
  let inverse: f64 = 1.0 / h;
  ${dependsOnTime ? stageTime(0) : ""}
  if (!factorSafely(Y, inverse * ${literal(1 / method.gamma)})) { return notANumber(); }
  ${hasQuadratures ? "clearSums();" : ""}
  ${method.weights.map((_, stage) => stageText(method, stage, options)).join("\n  ")}
  ${ERROR_START}
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let error: v128 = v128[i + K${stages}];
    v128[i + NEXT] = v128[i + U] + error;
    ${errorOfPair("")}
  }
  return worst(largest, total, below);
}

${interpolantText(method)}
`;
}

function stageText(method: RosenbrockMethod, stage: number, options: StageOptions): string {
  const { hasQuadratures, dependsOnTime } = options;
  const { times, timeWeights } = timesOfStages(method);
  const timeWeight = dependsOnTime ? `${literal(timeWeights[stage]!)} * h` : "0.0";
  const parts: string[] = dependsOnTime ? [stageTime(times[stage]!)] : [];
  const vector = (index: number): string => `K${index + 1}`;
  if (stage > 0) parts.push(argumentText(method, stage), "rates(U, B);");
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
  parts.push(`solveSafely(${vector(stage)});`);
  if (hasQuadratures) {
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
