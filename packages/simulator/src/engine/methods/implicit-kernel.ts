// What step control calls of the implicit method, as kernel text: one method of one step, or that one and, once a solve has
// turned out to be long, differentiation formulas.

/**
 * `implicitStart()`, with rates in K0; `implicitStep(h)`, and `implicitFactor(error)`, how much longer the next step is to be;
 * `implicitFinish()` after an accepted step; `implicitCore(fraction)`, the core within it.
 */
export function implicitKernel(multistepAfter: number | undefined): string {
  return multistepAfter === undefined ? ONE_STEP_METHOD : bothMethods(multistepAfter);
}

const ONE_STEP_METHOD = `
func implicitStart() {}
func implicitStep(h: f64): f64 { return rosenbrockStep(h); }
func implicitFactor(error: f64): f64 { return stepFactor(error); }
func implicitFinish() {
  f64[STAGE_TIME] = f64[TO];
  stageRates(NEXT, K0);
}
func implicitCore(fraction: f64) { rosenbrockCore(fraction); }
`;

function bothMethods(multistepAfter: number): string {
  return `
func implicitStart() { if (i32[MULTISTEP]) { differenceStart(); } }
func implicitStep(h: f64): f64 {
  if (i32[MULTISTEP]) { return differenceStep(h); }
  return rosenbrockStep(h);
}
func implicitFactor(error: f64): f64 {
  if (i32[MULTISTEP]) { return differenceFactor(error); }
  return stepFactor(error);
}
func implicitFinish() {
  if (i32[MULTISTEP]) {
    differenceFinish();
    return;
  }
  f64[STAGE_TIME] = f64[TO];
  stageRates(NEXT, K0);
  i32[ONE_STEPS] = i32[ONE_STEPS] + 1;
  if (i32[ONE_STEPS] >= ${multistepAfter}) {
    i32[MULTISTEP] = 1;
    i32[STARTED] = 0;
  }
}
func implicitCore(fraction: f64) {
  if (i32[MULTISTEP]) { differenceCore(fraction); } else { rosenbrockCore(fraction); }
}
`;
}
