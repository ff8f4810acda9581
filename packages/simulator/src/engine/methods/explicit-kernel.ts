// The step of the explicit method, its interpolant, and its estimate of stiffness, as kernel text.
//
// Vectors: Y with rates K1 at the start, NEXT with rates K7 at the end of the step, U the argument of a stage.
import {
  literal,
  type StageOptions,
  scaledWeights,
  stageTime,
  sumLoop,
  sumText,
  termsOf,
} from "./kernel-text.js";
import { keepStageText, type StageWeights, stageIntegrals } from "./stage-integrals.js";
import { tsitouras, tsitourasInterpolant } from "./tsitouras.js";

const STAGES = 7;
const EXPLICIT_WEIGHTS: StageWeights = {
  solution: tsitouras.weights[STAGES - 1]!,
  error: tsitouras.error,
};

/** `explicitStep(h)`: the error in units of the tolerances; the core's end stands in NEXT, that of the rest in the sums. */
export function explicitKernel(options: StageOptions): string {
  return `
func explicitStep(h: f64): f64 {
  ${options.hasQuadratures && !options.integratesStages ? "clearSums();" : ""}
  ${stageTexts(options).join("\n  ")}
  ${options.integratesStages ? "integrateStages(h);" : ""}
  ${scaledWeights((index) => `e${index + 1}`, tsitouras.error, "h")}
  ${ERROR_START}
  let rateDistance: v128 = splat(0.0);
  let distance: v128 = splat(0.0);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let error: v128 = ${sumText(tsitouras.error.map((_, index) => ({ weight: `e${index + 1}`, vector: `K${index + 1}` })))};
    ${errorOfPair("")}
    let rate: v128 = scale * (v128[i + K7] - v128[i + K6]);
    let way: v128 = scale * (next - v128[i + LAST]);
    rateDistance = rateDistance + rate * rate;
    distance = distance + way * way;
  }
  f64[RATE_DISTANCE] = lane0(rateDistance) + lane1(rateDistance);
  f64[DISTANCE] = lane0(distance) + lane1(distance);
  return worst(largest, total, below);
}

${interpolantText()}
${options.integratesStages ? stageIntegrals("integrateStages", EXPLICIT_WEIGHTS, false) : ""}

${STIFFNESS}
`;
}

/** What the error of a step is collected in. A total tells numbers that are none, which the quick maximum does not see. */
export const ERROR_START = `
  let largest: v128 = splat(0.0);
  let total: v128 = splat(0.0);
  let below: v128 = splat(0.0);`;

/**
 * Error in units of the tolerances, and what falls below zero by more than they explain, for elements at byte `i`. What
 * stands at that bound already must not fall further; what is far below it was put there.
 */
export function errorOfPair(prefix: "" | "G_"): string {
  return `
    let next: v128 = v128[i + ${prefix}NEXT];
    let before: v128 = v128[i + ${prefix === "" ? "Y" : "G"}];
    let absolute: v128 = v128[i + ${prefix}ABSOLUTE];
    let size: v128 = vpmax(vabs(before), vabs(next));
    let scale: v128 = splat(1.0) / (absolute + v128[i + ${prefix}RELATIVE] * size);
    let ratio: v128 = vabs(error) * scale;
    largest = vpmax(largest, ratio);
    total = total + ratio;
    let bound: v128 = splat(-10.0) * absolute;
    let within: v128 = splat(-10.001) * absolute;
    below = below + vpmax(splat(0.0), bound - next) * vpmax(splat(0.0), before - within);`;
}

function stageTexts(options: StageOptions): readonly string[] {
  const { hasQuadratures, dependsOnTime } = options;
  const clock = (stage: number): string => (dependsOnTime ? stageTime(tsitouras.times[stage]!) : "");
  const texts: string[] = hasQuadratures ? [clock(0), accumulationText(options, "Y", 0)] : [];
  for (let stage = 1; stage < STAGES; stage++) {
    const weights = tsitouras.weights[stage]!;
    const name = (index: number): string => `a${stage + 1}${index + 1}`;
    const target = stage === STAGES - 1 ? "NEXT" : stage === STAGES - 2 ? "LAST" : "U";
    const terms = [
      { weight: undefined, vector: "Y" },
      ...termsOf(weights, name, (index) => `K${index + 1}`, true),
    ];
    texts.push(scaledWeights(name, weights, "h"), sumLoop(target, terms), clock(stage));
    texts.push(`rates(${target}, K${stage + 1});`);
    if (hasQuadratures) texts.push(accumulationText(options, target, stage));
  }
  return texts;
}

/** Adds what is integrated at a stage, with its weights in the solution and in the error. */
function accumulationText(
  { keepsProducts, integratesStages }: StageOptions,
  target: string,
  stage: number,
): string {
  if (integratesStages) return keepStageText(target, stage, STAGES);
  const weight = tsitouras.weights[STAGES - 1]![stage] ?? 0;
  const weights = `${literal(weight)} * h, ${literal(tsitouras.error[stage]!)} * h`;
  return keepsProducts && stage > 0 ? `accumulateLast(${weights});` : `accumulate(${target}, ${weights});`;
}

/** `explicitCore(fraction, h)`: the core within the last step, into U. */
function interpolantText(): string {
  const weights = tsitourasInterpolant()
    .map(([a, b, c, d], index) => {
      const polynomial = `fraction * (${literal(a)} + fraction * (${literal(b)} + fraction * (${literal(c)} + fraction * ${literal(d)})))`;
      return `let b${index + 1}: v128 = splat(h * ${polynomial});`;
    })
    .join("\n  ");
  const terms = Array.from({ length: STAGES }, (_, index) => ({
    weight: `b${index + 1}`,
    vector: `K${index + 1}`,
  }));
  return `
func explicitCore(fraction: f64, h: f64) {
  ${weights}
  ${sumLoop("U", [{ weight: undefined, vector: "Y" }, ...terms])}
}`;
}

/**
 * h·|largest eigenvalue|, from the last two stages, which belong to the same time. Differences count in units of what the
 * tolerances allow: what is stiff is often a species of small concentration.
 */
const STIFFNESS = `
func stiffness(h: f64): f64 {
  if (f64[DISTANCE] > 0.0) { return h * sqrt(f64[RATE_DISTANCE] / f64[DISTANCE]); }
  return 0.0;
}`;
