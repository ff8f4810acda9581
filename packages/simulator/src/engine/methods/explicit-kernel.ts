// The step of the explicit method, its interpolant, and its estimate of stiffness, as kernel text.
//
// Vectors: Y with rates K1 at the start, NEXT with rates K7 at the end of the step, U the argument of a stage.
import { literal, scaledWeights, sumLoop, sumText, termsOf } from "./kernel-text.js";
import { tsitouras, tsitourasInterpolant } from "./tsitouras.js";

const STAGES = 7;

/** `explicitStep(h)`: the error in units of the tolerances; the core's end stands in NEXT, that of the rest in the sums. */
export function explicitKernel({ hasQuadratures }: { readonly hasQuadratures: boolean }): string {
  return `
func explicitStep(h: f64): f64 {
  ${hasQuadratures ? "clearSums();" : ""}
  ${stageTexts(hasQuadratures).join("\n  ")}
  ${scaledWeights((index) => `e${index + 1}`, tsitouras.error, "h")}
  let largest: v128 = splat(0.0);
  let below: v128 = splat(0.0);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let error: v128 = ${sumText(tsitouras.error.map((_, index) => ({ weight: `e${index + 1}`, vector: `K${index + 1}` })))};
    ${ERROR_OF_PAIR}
  }
  return worst(largest, below);
}

${interpolantText()}

${STIFFNESS}
`;
}

/** Largest error ratio, and whether a concentration falls below what the tolerances explain. */
export const ERROR_OF_PAIR = `
    let next: v128 = v128[i + NEXT];
    let before: v128 = v128[i + Y];
    largest = vmax(largest, vabs(error) / (v128[i + ABSOLUTE] + v128[i + RELATIVE] * vmax(vabs(before), vabs(next))));
    let bound: v128 = splat(-10.0) * v128[i + ABSOLUTE];
    below = vmax(below, vmax(splat(0.0), bound - next) * vmax(splat(0.0), before - bound));`;

function stageTexts(hasQuadratures: boolean): readonly string[] {
  const texts: string[] = hasQuadratures ? [accumulation("Y", 0)] : [];
  for (let stage = 1; stage < STAGES; stage++) {
    const weights = tsitouras.weights[stage]!;
    const name = (index: number): string => `a${stage + 1}${index + 1}`;
    const target = stage === STAGES - 1 ? "NEXT" : stage === STAGES - 2 ? "LAST" : "U";
    const terms = [
      { weight: undefined, vector: "Y" },
      ...termsOf(weights, name, (index) => `K${index + 1}`, true),
    ];
    texts.push(scaledWeights(name, weights, "h"), sumLoop(target, terms), `rates(${target}, K${stage + 1});`);
    if (hasQuadratures) texts.push(accumulation(target, stage));
  }
  return texts;
}

function accumulation(point: string, stage: number): string {
  const weight = tsitouras.weights[STAGES - 1]![stage] ?? 0;
  return `accumulate(${point}, ${literal(weight)} * h, ${literal(tsitouras.error[stage]!)} * h);`;
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
  let rateDistance: v128 = splat(0.0);
  let distance: v128 = splat(0.0);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let next: v128 = v128[i + NEXT];
    let scale: v128 = splat(1.0) / (v128[i + ABSOLUTE] + v128[i + RELATIVE] * vabs(next));
    let rate: v128 = scale * (v128[i + K7] - v128[i + K6]);
    let way: v128 = scale * (next - v128[i + LAST]);
    rateDistance = rateDistance + rate * rate;
    distance = distance + way * way;
  }
  let squared: f64 = lane0(distance) + lane1(distance);
  if (squared > 0.0) { return h * sqrt((lane0(rateDistance) + lane1(rateDistance)) / squared); }
  return 0.0;
}`;
