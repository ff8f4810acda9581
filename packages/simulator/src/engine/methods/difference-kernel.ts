// Steps by differentiation formulas of orders 1 to 5 (difference-formulas.ts) as kernel text, for large systems: many
// steps share one factorisation.
//
// Vectors: Y at the start and NEXT at the end of the step; ∇¹y … ∇⁷y from K1 on, at distances of CORE_STRIDE; K8 the
// difference between NEXT and what was predicted; K0 weights of the error; LAST the part of the equation that is known. All
// differences belong to steps of length SPACING. What is integrated along has its own differences in ITEM_DIFFERENCES.

import { differenceFormulas, HIGHEST_ORDER, harmonicSum } from "./difference-formulas.js";
import { ITEM_SPACING, ITEM_STEP } from "./difference-items.js";
import { DIFFERENCE_SPACING } from "./difference-spacing.js";
import { ERROR_START, errorOfPair } from "./explicit-kernel.js";
import { literal, type StageOptions } from "./kernel-text.js";

/** Numbers and integers that a solve by differences keeps from step to step. */
export const DIFFERENCE_NUMBERS = ["SPACING", "FACTORED", "CONVERGENCE", "WHOLE_ERROR"] as const;
export const DIFFERENCE_INTEGERS = ["DIFFERENCE_ORDER", "EQUAL_STEPS", "AGE"] as const;

/** A factorisation serves as long as the matrix's diagonal stays within this of it, and for so many steps. */
const MOST_DRIFT = 0.3;
const OLDEST_FACTORS = 30;
const MOST_ITERATIONS = 4;
/** Errors of many short steps add up: one step may make this part of the error that the tolerances allow. */
const ERROR_SHARE = 1 / 6;
/** What an iteration may leave, as a part of a step's error. */
const ITERATION_ERROR = 0.05;
/** Steps become longer by less than this only if the order changes. */
const LEAST_GROWTH = 1.2;

/** What a step has to do. */
type DifferenceOptions = Pick<StageOptions, "hasQuadratures" | "balance">;

/** `differenceStart`, `differenceStep`, `differenceFinish`, `differenceCore` and `differenceFactor`: see solve-kernel.ts. */
export function differenceKernel(options: DifferenceOptions): string {
  const { hasQuadratures } = options;
  return `
${constantsText()}
${START_TEXT}
${DIFFERENCE_SPACING}
${hasQuadratures ? ITEM_SPACING : "func startItems() {}\nfunc rescaleItems(order: i32) {}"}
${stepText(options)}
${PREDICT_TEXT}
${ITERATE_TEXT}
${hasQuadratures ? ITEM_STEP : ""}
${finishText(hasQuadratures)}
${ORDER_TEXT}
${INTERPOLANT}
`;
}

function constantsText(): string {
  const byOrder = (name: string, value: (order: number) => number): string => `
func ${name}(order: i32): f64 {
  ${Array.from({ length: HIGHEST_ORDER }, (_, k) => `if (order == ${k + 1}) { return ${literal(value(k + 1))}; }`).join("\n  ")}
  return 0.0;
}`;
  return [
    byOrder("harmonic", harmonicSum),
    byOrder("leading", (order) => differenceFormulas[order - 1]!.leading),
    byOrder("errorConstant", (order) => differenceFormulas[order - 1]!.error / ERROR_SHARE),
    ROOT,
  ].join("\n");
}

/** x^(1/n) to a percent: a linear guess of the logarithm, then one step of Newton's method. */
const ROOT = `
func rootOf(x: f64, n: i32): f64 {
  let one: i64 = bits(1.0);
  let guess: f64 = float((bits(x) - one) / i64(n) + one);
  let power: f64 = 1.0;
  for (let k: i32 = 1; k < n; k = k + 1) { power = power * guess; }
  return (f64(n - 1) * guess + x / power) / f64(n);
}

func difference(m: i32): i32 { return (m - 1) * CORE_STRIDE + K1; }

func differenceFactor(error: f64): f64 {
  if (!(error >= 0.0)) { return 0.25; }
  if (error <= 1.0) { return 1.0; }
  return max(0.2, 0.9 / rootOf(error, i32[DIFFERENCE_ORDER] + 1));
}`;

/** From rates in K0: order 1, and a first step that this order allows. */
const START_TEXT = `
func differenceStart() {
  let trial: f64 = 0.01 * f64[PROPOSED];
  let pair: v128 = splat(trial);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { v128[i + U] = v128[i + Y] + pair * v128[i + K0]; }
  f64[STAGE_TIME] = f64[TIME] + trial;
  rates(U, NEXT);
  pair = splat(1.0 / trial);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { v128[i + NEXT] = (v128[i + NEXT] - v128[i + K0]) * pair; }
  let bend: f64 = scaledSize(NEXT);
  if (bend >= 0.0) { f64[PROPOSED] = min(f64[PROPOSED], sqrt(1.0 / (1e-30 + bend))); }
  f64[PROPOSED] = max(f64[PROPOSED], 1e-14 * abs(f64[TIME]));
  pair = splat(f64[PROPOSED]);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { v128[i + K1] = pair * v128[i + K0]; }
  fill(K2, 0, 6 * CORE_STRIDE);
  f64[STAGE_TIME] = f64[TIME];
  startItems();
  f64[SPACING] = f64[PROPOSED];
  f64[FACTORED] = 0.0;
  f64[CONVERGENCE] = 1.0;
  i32[DIFFERENCE_ORDER] = 1;
  i32[EQUAL_STEPS] = 0;
}`;

function stepText({ hasQuadratures, balance }: DifferenceOptions): string {
  return `
func differenceStep(h: f64): f64 {
  if (h != f64[SPACING]) { changeSpacing(h); }
  ${balance === "none" ? "" : "if (!chooseRates(h)) { return notANumber(); }"}
  let order: i32 = i32[DIFFERENCE_ORDER];
  let diagonal: f64 = leading(order) / h;
  let drift: f64 = diagonal / f64[FACTORED] - 1.0;
  let isFresh: i32 = 0;
  let isDone: i32 = 0;
  if (!(abs(drift) <= ${literal(MOST_DRIFT)}) || i32[AGE] >= ${OLDEST_FACTORS}) {
    isFresh = 1;
  }
  f64[STAGE_TIME] = f64[TO];
  while (isDone == 0) {
    predict(order, h);
    if (isFresh) {
      if (!factorSafely(NEXT, diagonal)) { f64[FACTORED] = 0.0; return notANumber(); }
      f64[FACTORED] = diagonal;
      f64[CONVERGENCE] = 1.0;
      i32[AGE] = 0;
    }
    isDone = iterate(diagonal, errorConstant(order));
    if (isDone == 0) {
      if (isFresh) { f64[FACTORED] = 0.0; return notANumber(); }
      isFresh = 1;
    }
  }
  ${hasQuadratures ? "itemStep(order, h);" : ""}
  ${ERROR_START}
  let constant: v128 = splat(errorConstant(order));
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let error: v128 = constant * v128[i + K8];
    ${errorOfPair("")}
  }
  return worst(largest, total, below);
}`;
}

const PREDICT_TEXT = `
func predict(order: i32, h: f64) {
  let inverse: f64 = 1.0 / h;
  let weight: v128 = splat(inverse);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let change: v128 = v128[i + K1];
    v128[i + NEXT] = v128[i + Y] + change;
    v128[i + LAST] = weight * change;
  }
  for (let m: i32 = 2; m <= order; m = m + 1) {
    let from: i32 = difference(m);
    weight = splat(harmonic(m) * inverse);
    for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
      let change: v128 = v128[i + from];
      v128[i + NEXT] = v128[i + NEXT] + change;
      v128[i + LAST] = v128[i + LAST] + weight * change;
    }
  }
  let one: v128 = splat(1.0);
  let zero: v128 = splat(0.0);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    v128[i + K0] = one / (v128[i + ABSOLUTE] + v128[i + RELATIVE] * vpmax(vabs(v128[i + Y]), vabs(v128[i + NEXT])));
    v128[i + K8] = zero;
  }
}`;

/** Simplified Newton iterations: whether they came to an end. */
const ITERATE_TEXT = `
func iterate(diagonal: f64, constant: f64): i32 {
  let own: v128 = splat(diagonal);
  let correction: v128 = splat(2.0 / (1.0 + diagonal / f64[FACTORED]));
  let before: f64 = 0.0;
  for (let iteration: i32 = 0; iteration < ${MOST_ITERATIONS}; iteration = iteration + 1) {
    stageRates(NEXT, B);
    for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
      v128[i + B] = v128[i + B] - v128[i + LAST] - own * v128[i + K8];
    }
    solveSafely(B);
    let largest: v128 = splat(0.0);
    for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
      let change: v128 = correction * v128[i + B];
      v128[i + K8] = v128[i + K8] + change;
      v128[i + NEXT] = v128[i + NEXT] + change;
      largest = vmax(largest, vabs(change) * v128[i + K0]);
    }
    let size: f64 = max(lane0(largest), lane1(largest)) * constant;
    if (!(size - size == 0.0)) { return 0; }
    if (iteration > 0) {
      f64[CONVERGENCE] = max(0.3 * f64[CONVERGENCE], size / before);
      if (size > 2.0 * before) { return 0; }
    }
    if (size * min(1.0, f64[CONVERGENCE]) <= ${literal(ITERATION_ERROR)}) { return 1; }
    before = size;
  }
  return 0;
}`;

function finishText(hasQuadratures: boolean): string {
  return `
func differenceFinish() {
  let order: i32 = i32[DIFFERENCE_ORDER];
  let after: i32 = difference(order + 1);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    v128[i + CORE_STRIDE + after] = v128[i + K8] - v128[i + after];
    v128[i + after] = v128[i + K8];
  }
  for (let m: i32 = order; m > 0; m = m - 1) {
    let target: i32 = difference(m);
    for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
      v128[i + target] = v128[i + target] + v128[i + CORE_STRIDE + target];
    }
  }
  ${hasQuadratures ? "moveItems(order);" : ""}
  i32[EQUAL_STEPS] = i32[EQUAL_STEPS] + 1;
  i32[AGE] = i32[AGE] + 1;
  f64[PROPOSED] = f64[SPACING];
  if (i32[EQUAL_STEPS] > order) { chooseOrder(order); }
}`;
}

/** The order whose next step is longest, and that step. */
const ORDER_TEXT = `
func chooseOrder(order: i32) {
  let own: f64 = sizeOf(K8) * errorConstant(order);
  let excess: f64 = max(1.0, f64[WHOLE_ERROR] / (1e-30 + own));
  let best: f64 = growth(own * excess, order);
  let chosen: i32 = order;
  if (order > 1) {
    let factor: f64 = growth(excess * sizeOf(difference(order)) * errorConstant(order - 1), order - 1);
    if (factor > best) {
      best = factor;
      chosen = order - 1;
    }
  }
  if (order < ${HIGHEST_ORDER}) {
    let factor: f64 = growth(excess * sizeOf(difference(order + 2)) * errorConstant(order + 1), order + 1);
    if (factor > best) {
      best = factor;
      chosen = order + 1;
    }
  }
  if (best < ${literal(LEAST_GROWTH)}) { return; }
  i32[DIFFERENCE_ORDER] = chosen;
  i32[EQUAL_STEPS] = 0;
  f64[PROPOSED] = f64[SPACING] * min(8.0, best);
}

func growth(error: f64, order: i32): f64 { return 0.75 / rootOf(max(error, 1e-12), order + 1); }

func sizeOf(vector: i32): f64 {
  let largest: v128 = splat(0.0);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { largest = vpmax(largest, vabs(v128[i + vector]) * v128[i + K0]); }
  return max(lane0(largest), lane1(largest));
}`;

/** The polynomial through NEXT, Y and the points before, as many as the order: U at a fraction of the step. */
const INTERPOLANT = `
func differenceCore(fraction: f64) {
  let order: i32 = i32[DIFFERENCE_ORDER];
  copy(U, Y, CORE_BYTES);
  let value: f64 = 1.0;
  for (let m: i32 = 1; m <= order; m = m + 1) {
    value = value * (fraction + f64(m - 1)) / f64(m);
    let weight: v128 = splat(value);
    let from: i32 = difference(m);
    for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { v128[i + U] = v128[i + U] + weight * v128[i + from]; }
  }
  let last: v128 = splat(value);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { v128[i + U] = v128[i + U] + last * v128[i + K8]; }
}`;
