// Step control as kernel text: integrates one system between two times, choosing between the explicit and the implicit
// method, and can be left and entered again after any step.
//
// The same start gives the same steps, whatever was solved before. Where it cannot go on it says so and leaves the last
// accepted state; what to tell the user is found out elsewhere.

import { DIFFERENCE_INTEGERS, DIFFERENCE_NUMBERS } from "./methods/difference-kernel.js";
import { implicitKernel } from "./methods/implicit-kernel.js";
import { vectorFunctions } from "./vector-functions.js";

/** What `advance` and `run` return. */
export const SolveStatus = {
  /** the end is reached */
  done: 0,
  /** an accepted step waits to be looked at (only if OBSERVED is set) */
  step: 1,
  /** as many steps as allowed were tried */
  paused: 2,
  /** no step is short enough */
  failed: 3,
  /** the implicit method is called for, or row exchanges or rates without loss for it, which the module does not have yet */
  unprepared: 4,
} as const;

/** Names of the numbers that control a solve, in their order in memory. */
export const CONTROL_NUMBERS = [
  "TIME",
  "END",
  "PROPOSED",
  "STEP",
  "TO",
  "VOTES",
  "STIFF_LIMIT",
  /** step·norm from which on fluxes are added up without loss */
  "BALANCE_LIMIT",
  "RATE_DISTANCE",
  "DISTANCE",
  /** for what rates are asked */
  "STAGE_TIME",
  "SIGNATURE",
  /** the explicit method would take about so many steps to the end, when the implicit one is called for */
  "EXPLICIT_STEPS",
  ...DIFFERENCE_NUMBERS,
] as const;
/** Names of the integers that control a solve. */
export const CONTROL_INTEGERS = [
  "IMPLICIT",
  /** fluxes are added up without loss */
  "BALANCED",
  /** they have to be, but the module does not have that yet */
  "LOSSY",
  "CHANGES",
  "STEPS",
  "STEPS_BEFORE",
  "REJECTED",
  "PENDING",
  "OBSERVED",
  "ATTEMPT",
  /** the implicit method cannot be had, and is not called for again in this solve */
  "STAYS_EXPLICIT",
  /** the implicit method is at work */
  "STARTED",
  /** it is the one of many steps; how many steps were taken by the other one */
  "MULTISTEP",
  "ONE_STEPS",
  /** row exchanges were needed for the last factors; they are needed, but the module does not have them yet */
  "EXCHANGES",
  "UNSOUND",
  ...DIFFERENCE_INTEGERS,
] as const;

/** What a solve of the system has to do. */
export interface SolveKernelOptions {
  /** Something is integrated along the solution. */
  readonly hasQuadratures: boolean;
  /** Some unknowns only accumulate. */
  readonly hasRows: boolean;
  /** Rates jump where laws say so. */
  readonly hasJumps: boolean;
  /** Order of the implicit method, if the module has it: the step changes by error^(−1/order), about. */
  readonly implicitOrder: 4 | 5 | undefined;
  /** So many implicit steps are taken before differentiation formulas take over, if they ever do. */
  readonly multistepAfter: number | undefined;
}

/** Functions of a system with core unknowns. */
export function solveKernel(options: SolveKernelOptions): string {
  const { hasQuadratures, hasRows, implicitOrder, multistepAfter } = options;
  const hasImplicit = implicitOrder !== undefined;
  return `
${vectorFunctions(hasQuadratures, hasRows)}
${stepFactorText(implicitOrder)}
${FIRST_STEP}
${startText(multistepAfter)}
${tryText(options)}
${advanceText(hasImplicit)}
${finishText(hasImplicit, hasRows)}
${JUDGE_EXPLICIT}
${hasImplicit ? JUDGE_IMPLICIT + implicitKernel(multistepAfter) : ""}
${withinText(options)}
`;
}

/** error^(−1/4) or, about, error^(−1/5), from square roots: those are quick and the same on every engine. */
function stepFactorText(implicitOrder: SolveKernelOptions["implicitOrder"]): string {
  return `
func stepFactor(error: f64): f64 {
  if (!(error >= 0.0)) { return 0.2; }
  if (error < 4e-5) { return 6.0; }
  let root: f64 = sqrt(sqrt(error));
  let explicit: f64 = sqrt(root) * sqrt(sqrt(root));
  return min(6.0, max(0.2, 0.9 / ${implicitOrder === 4 ? "select(root, explicit, i32[IMPLICIT])" : "explicit"}));
}`;
}

/** After the same book as interpreter/initial-step.ts, with square roots in place of a power. */
const FIRST_STEP = `
func firstStep(span: f64): f64 {
  let size: f64 = scaledSize(Y);
  let rate: f64 = scaledSize(K1);
  let trial: f64 = 1e-6 * span;
  if (size >= 1e-5 && rate >= 1e-5) { trial = 0.01 * size / rate; }
  trial = min(span, trial);
  let pair: v128 = splat(trial);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { v128[i + U] = v128[i + Y] + pair * v128[i + K1]; }
  f64[STAGE_TIME] = f64[TIME] + trial;
  rates(U, NEXT);
  pair = splat(1.0 / trial);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { v128[i + NEXT] = (v128[i + NEXT] - v128[i + K1]) * pair; }
  let largest: f64 = max(rate, scaledSize(NEXT));
  let step: f64 = max(1e-6 * span, 1e-3 * trial);
  if (largest > 1e-15) {
    let root: f64 = sqrt(sqrt(0.01 / largest));
    step = sqrt(root) * sqrt(sqrt(root));
  }
  if (!(step >= 0.0)) { step = trial; }
  return min(min(100.0 * trial, step), span);
}`;

function startText(multistepAfter: number | undefined): string {
  return `
func start() {
  let span: f64 = f64[END] - f64[TIME];
  f64[STAGE_TIME] = f64[TIME];
  rates(Y, K1);
  rowSums(Y);
  i32[IMPLICIT] = 0;
  i32[STAYS_EXPLICIT] = 0;
  i32[BALANCED] = 0;
  if (norm() * span > 500.0) {
    i32[IMPLICIT] = 1;
    f64[EXPLICIT_STEPS] = norm() * span / 3.0;
    copy(K0, K1, CORE_BYTES);
  }
  f64[VOTES] = 0.0;
  i32[CHANGES] = 0;
  i32[PENDING] = 0;
  i32[ATTEMPT] = 0;
  i32[STARTED] = 0;
  i32[MULTISTEP] = ${multistepAfter === 0 ? 1 : 0};
  i32[ONE_STEPS] = 0;
  f64[PROPOSED] = max(firstStep(span), 1e-14 * abs(f64[TIME]));
}`;
}

/** The step is done, and all its errors are looked at. */
function tryText({ implicitOrder, hasRows, hasJumps }: SolveKernelOptions): string {
  return `
func tryStep(h: f64): f64 {
  let error: f64 = 0.0;
  ${implicitOrder !== undefined ? "if (i32[IMPLICIT]) { error = implicitStep(h); } else { error = explicitStep(h); }" : "error = explicitStep(h);"}
  ${hasRows ? "error = max(error, quadratureError(h));" : ""}
  ${hasJumps ? "error = max(error, jumpError(h));" : ""}
  f64[WHOLE_ERROR] = error;
  return error;
}`;
}

function advanceText(hasImplicit: boolean): string {
  return `
func advance(limit: i32): i32 {
  let tried: i32 = 0;
  if (i32[PENDING]) { finish(); }
  while (f64[TIME] < f64[END]) {
    ${hasImplicit ? START_IMPLICIT : "if (i32[IMPLICIT]) { return 4; }"}
    let error: f64 = 2.0;
    while (!(error <= 1.0)) {
      if (tried >= limit) { return 2; }
      tried = tried + 1;
      i32[STEPS] = i32[STEPS] + 1;
      let remaining: f64 = f64[END] - f64[TIME];
      let step: f64 = min(f64[PROPOSED], 0.5 * remaining);
      f64[TO] = f64[TIME] + step;
      if (f64[PROPOSED] >= remaining * (1.0 - 1e-10)) {
        step = remaining;
        f64[TO] = f64[END];
      }
      if (!(f64[TO] > f64[TIME]) || step < 4e-16 * abs(f64[TIME])) { return 3; }
      f64[STEP] = step;
      error = tryStep(step);
      ${hasImplicit ? UNSOUND_FACTORS : ""}
      let factor: f64 = 1.0;
      ${hasImplicit ? "if (i32[IMPLICIT]) { factor = implicitFactor(error); } else { factor = stepFactor(error); }" : "factor = stepFactor(error);"}
      if (i32[ATTEMPT]) { factor = min(factor, 1.0); }
      f64[PROPOSED] = step * factor;
      if (!(error <= 1.0)) {
        i32[REJECTED] = i32[REJECTED] + 1;
        i32[ATTEMPT] = 1;
      }
    }
    i32[ATTEMPT] = 0;
    i32[PENDING] = 1;
    if (i32[OBSERVED]) { return 1; }
    finish();
  }
  return 0;
}`;
}

function finishText(hasImplicit: boolean, hasRows: boolean): string {
  return `
func finish() {
  i32[PENDING] = 0;
  ${hasImplicit ? "if (i32[IMPLICIT]) { judgeImplicit(); } else { judgeExplicit(); }" : "judgeExplicit();"}
  copy(Y, NEXT, CORE_BYTES);
  ${hasRows ? "copy(G, G_NEXT, G_BYTES);" : ""}
  f64[TIME] = f64[TO];
}`;
}

const JUDGE_EXPLICIT = `
func judgeExplicit() {
  copy(K1, K7, CORE_BYTES);
  if (stiffness(f64[STEP]) > f64[STIFF_LIMIT]) { f64[VOTES] = f64[VOTES] + 1.0; }
  else { f64[VOTES] = max(0.0, f64[VOTES] - 0.5); }
  if (f64[VOTES] < 3.0) { return; }
  if (i32[STAYS_EXPLICIT]) { return; }
  i32[IMPLICIT] = 1;
  i32[STARTED] = 0;
  f64[EXPLICIT_STEPS] = (f64[END] - f64[TO]) / f64[STEP];
  copy(K0, K7, CORE_BYTES);
  f64[VOTES] = 0.0;
  i32[CHANGES] = i32[CHANGES] + 1;
}`;

const JUDGE_IMPLICIT = `
func judgeImplicit() {
  implicitFinish();
  if (i32[CHANGES] > 2) { return; }
  if (f64[STEP] * norm() < 1.0) { f64[VOTES] = f64[VOTES] + 1.0; }
  else { f64[VOTES] = max(0.0, f64[VOTES] - 0.5); }
  if (f64[VOTES] < 8.0) { return; }
  i32[IMPLICIT] = 0;
  i32[BALANCED] = 0;
  f64[STAGE_TIME] = f64[TO];
  rates(NEXT, K1);
  f64[VOTES] = 0.0;
  i32[CHANGES] = i32[CHANGES] + 1;
}`;

/** The step is tried again, with row exchanges or with rates without loss. */
const UNSOUND_FACTORS = `if (i32[UNSOUND]) {
        i32[UNSOUND] = 0;
        return 4;
      }`;

const START_IMPLICIT = `if (i32[IMPLICIT] && i32[STARTED] == 0) {
      implicitStart();
      i32[STARTED] = 1;
    }`;

/** `within(fraction)`: everything within the last step, into U and G_WITHIN. */
function withinText({ hasQuadratures, hasRows, implicitOrder }: SolveKernelOptions): string {
  return `
func within(fraction: f64) {
  if (fraction >= 1.0) {
    copy(U, NEXT, CORE_BYTES);
    ${hasRows ? "copy(G_WITHIN, G_NEXT, G_BYTES);" : ""}
    return;
  }
  ${hasRows ? integrateToFraction(hasQuadratures) : ""}
  core(fraction);
}

func core(fraction: f64) {
  ${implicitOrder !== undefined ? "if (i32[IMPLICIT]) { implicitCore(fraction); return; }" : ""}
  explicitCore(fraction, f64[STEP]);
}`;
}

/** Gauss's formula of three points between the start of the step and the fraction of it. */
function integrateToFraction(hasQuadratures: boolean): string {
  const integral = `
  clearSums();
  core(fraction * 0.1127016653792583);
  f64[STAGE_TIME] = f64[TIME] + length * 0.1127016653792583;
  accumulate(U, length * 0.2777777777777778, 0.0);
  core(fraction * 0.5);
  f64[STAGE_TIME] = f64[TIME] + length * 0.5;
  accumulate(U, length * 0.4444444444444444, 0.0);
  core(fraction * 0.8872983346207417);
  f64[STAGE_TIME] = f64[TIME] + length * 0.8872983346207417;
  accumulate(U, length * 0.2777777777777778, 0.0);`;
  return `
  let length: f64 = fraction * f64[STEP];
  ${hasQuadratures ? integral : ""}
  expand(G_WITHIN, G, SUMS, length);`;
}
