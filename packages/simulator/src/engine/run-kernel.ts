// Entry points of a system as kernel text: takes its unknowns from the state of all species, solves, and puts them back.

/**
 * `run(from, end, limit)` and `resume(limit)` return a status of the solve and put back what was reached, unless a step
 * waits to be looked at; `interpolate(fraction)` puts the concentrations within that step into the state instead.
 */
export function runKernel({
  hasCore,
  hasRows,
  integratesStages,
}: {
  readonly hasCore: boolean;
  readonly hasRows: boolean;
  readonly integratesStages: boolean;
}): string {
  return `
${transfers(integratesStages ? "bindTerms();" : "")}

export func run(from: f64, end: f64, limit: i32): i32 {
  gather();
  i32[STEPS_BEFORE] = i32[STEPS];
  f64[TIME] = from;
  f64[END] = end;
  ${hasCore ? "start();" : "i32[PENDING] = 0;"}
  return resume(limit);
}

export func resume(limit: i32): i32 {
  ${hasCore ? "let status: i32 = advance(limit);" : "let status: i32 = jump();"}
  if (status != 1) { scatter(Y, G); }
  return status;
}

export func interpolate(fraction: f64) {
  ${hasCore ? "within(fraction);" : interpolateJump(hasRows)}
  scatter(U, G_WITHIN);
}

export func stopWithin(fraction: f64) {
  interpolate(fraction);
  i32[PENDING] = 0;
}

export func finishStep() {
  ${hasCore ? "finish();" : ""}
  scatter(Y, G);
}
${hasCore ? "" : jumpFunction(hasRows)}`;
}

/** Between the state and the vectors of the solve; round-off below zero is not shown. */
const transfers = (bindMore: string): string => `
func gather() {
  bind();
  ${bindMore}
  for (let k: i32 = 0; k < CORE; k = k + 1) { f64[(k << 3) + Y] = f64[(i32[(k << 2) + SPECIES] << 3) + STATE]; }
  for (let k: i32 = 0; k < ROWS; k = k + 1) { f64[(k << 3) + G] = f64[(i32[(k << 2) + G_SPECIES] << 3) + STATE]; }
}

func scatter(coreFrom: i32, rowsFrom: i32) {
  for (let k: i32 = 0; k < CORE; k = k + 1) {
    f64[(i32[(k << 2) + SPECIES] << 3) + STATE] = shown(f64[(k << 3) + coreFrom], f64[(k << 3) + ABSOLUTE]);
  }
  for (let k: i32 = 0; k < ROWS; k = k + 1) {
    f64[(i32[(k << 2) + G_SPECIES] << 3) + STATE] = shown(f64[(k << 3) + rowsFrom], f64[(k << 3) + G_ABSOLUTE]);
  }
}

func shown(value: f64, absolute: f64): f64 {
  if (value < 0.0 && value > -1000.0 * absolute) { return 0.0; }
  return value;
}`;

/** Nothing varies: the way from the start to the end is one straight line, unless that leads below zero. */
function jumpFunction(hasRows: boolean): string {
  return `
${hasRows ? FALLS_BELOW : ""}
func jump(): i32 {
  if (i32[PENDING] == 0) {
    f64[STEP] = f64[END] - f64[TIME];
    ${hasRows ? "if (fallsBelow()) { return 3; }" : ""}
    f64[TO] = f64[END];
    i32[STEPS] = i32[STEPS] + 1;
    i32[PENDING] = 1;
    if (i32[OBSERVED]) { return 1; }
  }
  i32[PENDING] = 0;
  ${hasRows ? "copy(G, G_NEXT, G_BYTES);" : ""}
  f64[TIME] = f64[END];
  return 0;
}`;
}

const FALLS_BELOW = `
func fallsBelow(): i32 {
  expand(G_NEXT, G, ZERO, f64[STEP]);
  for (let i: i32 = 0; i < 8 * ROWS; i = i + 8) {
    let bound: f64 = -10.0 * f64[i + G_ABSOLUTE];
    if (f64[i + G_NEXT] < bound && f64[i + G] >= bound) { return 1; }
  }
  return 0;
}`;

function interpolateJump(hasRows: boolean): string {
  return hasRows ? "expand(G_WITHIN, G, ZERO, fraction * f64[STEP]);" : "";
}
