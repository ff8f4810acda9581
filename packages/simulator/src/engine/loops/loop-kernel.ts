// The functions of system-code.ts as loops over tables (loop-tables.ts): any size, no time to compile.

/** What the loops have to do for laws. */
export interface LoopOptions {
  /** Fluxes by laws stand in slots of their own, which functions compute that are written out. */
  readonly hasLaws: boolean;
  readonly dependsOnTime: boolean;
}

/** Coefficients, rates and integrals. */
export function loopRates({ hasLaws }: LoopOptions): string {
  const laws = hasLaws ? "laws(y);" : "";
  return `
${bindText(hasLaws)}

${ratesText(laws)}

func accumulate(y: i32, weight: f64, errorWeight: f64) {
  ${laws}
  multiplyOut(y, 4 * RATE_PRODUCTS);
  accumulateLast(weight, errorWeight);
}

func accumulateLast(weight: f64, errorWeight: f64) { addItems(SLOTS, weight, errorWeight); }
${ITEMS_TEXT}
${EXPAND_TEXT}
`;
}

function bindText(hasLaws: boolean): string {
  return `
func bind() {
  ${hasLaws ? "bindLaws();" : ""}
  for (let r: i32 = 0; r < REACTIONS; r = r + 1) {
    let value: f64 = f64[(i32[(r << 2) + REACTION] << 3) + RATE_CONSTANTS];
    let end: i32 = i32[(r << 2) + FACTOR_START + 4];
    for (let k: i32 = i32[(r << 2) + FACTOR_START]; k < end; k = k + 1) {
      value = value * f64[(i32[(k << 2) + FACTOR] << 3) + STATE];
    }
    f64[(r << 3) + FLUX_FACTOR] = value;
  }
  for (let c: i32 = 0; c < COEFFICIENT_COUNT; c = c + 1) {
    let sum: f64 = 0.0;
    let end: i32 = i32[(c << 2) + PART_START + 4];
    for (let k: i32 = i32[(c << 2) + PART_START]; k < end; k = k + 1) {
      sum = sum + f64[(k << 3) + PART_CHANGE] * f64[(i32[(k << 2) + PART_REACTION] << 3) + FLUX_FACTOR];
    }
    f64[(c << 3) + COEFFICIENTS] = sum;
  }
  bindFactors(ITEM_FACTOR, ITEM_SIGN, ITEM_COEFFICIENT, ITEM_TERMS);
  bindFactors(ROW_FACTOR, ROW_SIGN, ROW_COEFFICIENT, ROW_TERMS);
  for (let row: i32 = 0; row < ROWS; row = row + 1) {
    let sum: f64 = 0.0;
    let end: i32 = i32[(row << 2) + STEADY_START + 4];
    for (let k: i32 = i32[(row << 2) + STEADY_START]; k < end; k = k + 1) {
      sum = sum + f64[(k << 3) + STEADY_SIGN] * f64[(i32[(k << 2) + STEADY_COEFFICIENT] << 3) + COEFFICIENTS];
    }
    f64[(row << 3) + STEADY_RATE] = sum;
  }
}

func bindFactors(target: i32, signs: i32, coefficients: i32, count: i32) {
  for (let k: i32 = 0; k < count; k = k + 1) {
    let factor: f64 = f64[(k << 3) + signs];
    let coefficient: i32 = i32[(k << 2) + coefficients];
    if (coefficient >= 0) { factor = factor * f64[(coefficient << 3) + COEFFICIENTS]; }
    f64[(k << 3) + target] = factor;
  }
}`;
}

/**
 * Adds weighted items at slots: those that are scattered or combined have to be gathered first, those that lie in a row are
 * taken as they are.
 */
const ITEMS_TEXT = `
func addItems(slots: i32, weight: f64, errorWeight: f64) {
  let slot: i32 = ITEM_SLOT;
  let factor: i32 = ITEM_FACTOR;
  let value: i32 = ITEM_VALUE;
  for (let item: i32 = 4; item <= 4 * GATHERED; item = item + 4) {
    let end: i32 = (i32[item + ITEM_START] << 2) + ITEM_SLOT;
    let sum: f64 = 0.0;
    while (slot < end) {
      sum = sum + f64[factor] * f64[(i32[slot] << 3) + slots];
      slot = slot + 4;
      factor = factor + 8;
    }
    f64[value] = sum;
    value = value + 8;
  }
  let weights: v128 = splat(weight);
  let errorWeights: v128 = splat(errorWeight);
  let i: i32 = 0;
  while (i < 8 * GATHERED) {
    let values: v128 = v128[i + ITEM_VALUE];
    v128[i + SUMS] = v128[i + SUMS] + weights * values;
    v128[i + SUM_ERRORS] = v128[i + SUM_ERRORS] + errorWeights * values;
    i = i + 16;
  }
  let tail: i32 = slots + 8 * TAIL_SLOT;
  while (i < 8 * ITEMS) {
    let values: v128 = v128[tail];
    v128[i + SUMS] = v128[i + SUMS] + weights * values;
    v128[i + SUM_ERRORS] = v128[i + SUM_ERRORS] + errorWeights * values;
    i = i + 16;
    tail = tail + 16;
  }
}`;

function ratesText(laws: string): string {
  return `
func rates(y: i32, target: i32) {
  ${laws}
  multiplyOut(y, 4 * RATE_PRODUCTS);
  let flux: i32 = FLUX;
  for (let k: i32 = 0; k < 4 * FLUXES; k = k + 4) {
    f64[flux] = f64[(i32[k + FLUX_COEFFICIENT] << 3) + COEFFICIENTS] * f64[(i32[k + FLUX_SLOT] << 3) + SLOTS];
    flux = flux + 8;
  }
  let made: i32 = MADE;
  let taken: i32 = TAKEN;
  for (let row: i32 = 0; row < CORE; row = row + 1) {
    let sum: f64 = 0.0;
    let end: i32 = (i32[(row << 2) + MADE_START + 4] << 2) + MADE;
    while (made < end) {
      sum = sum + f64[(i32[made] << 3) + FLUX];
      made = made + 4;
    }
    end = (i32[(row << 2) + TAKEN_START + 4] << 2) + TAKEN;
    while (taken < end) {
      sum = sum - f64[(i32[taken] << 3) + FLUX];
      taken = taken + 4;
    }
    f64[(row << 3) + target] = sum;
  }
}`;
}

/** Rows from what was integrated, and from what is made and taken at constant rates. */
const EXPAND_TEXT = `
func expand(target: i32, base: i32, sums: i32, length: f64) {
  let item: i32 = ROW_ITEM;
  let factor: i32 = ROW_FACTOR;
  let steady: i32 = STEADY_RATE;
  for (let row: i32 = 4; row <= 4 * ROWS; row = row + 4) {
    let end: i32 = (i32[row + ROW_START] << 2) + ROW_ITEM;
    let sum: f64 = f64[base] + f64[steady] * length;
    while (item < end) {
      sum = sum + f64[factor] * f64[(i32[item] << 3) + sums];
      item = item + 4;
      factor = factor + 8;
    }
    f64[target] = sum;
    target = target + 8;
    base = base + 8;
    steady = steady + 8;
  }
}`;

/** Products of unknowns, and entries of the Jacobian. */
export function loopEntries({ hasLaws, dependsOnTime }: LoopOptions): string {
  return `
func multiplyOut(y: i32, bytes: i32) {
  f64[8 * ONE + SLOTS] = 1.0;
  copy(SLOTS, y, 8 * CORE);
  let product: i32 = 8 * FIRST_PRODUCT + SLOTS;
  for (let k: i32 = 0; k < bytes; k = k + 4) {
    f64[product] = f64[(i32[k + LEFT] << 3) + SLOTS] * f64[(i32[k + RIGHT] << 3) + SLOTS];
    product = product + 8;
  }
}

func entries(y: i32) {
  ${hasLaws ? "lawSlopes(y);" : ""}
  multiplyOut(y, 4 * PRODUCTS);
  for (let e: i32 = 0; e < ENTRIES; e = e + 1) {
    let sum: f64 = 0.0;
    let end: i32 = i32[(e << 2) + ENTRY_START + 4];
    for (let k: i32 = i32[(e << 2) + ENTRY_START]; k < end; k = k + 1) {
      sum = sum + f64[(k << 3) + ENTRY_FACTOR] * f64[(i32[(k << 2) + ENTRY_COEFFICIENT] << 3) + COEFFICIENTS]
        * f64[(i32[(k << 2) + ENTRY_SLOT] << 3) + SLOTS];
    }
    f64[(e << 3) + ENTRY] = sum;
  }
  ${dependsOnTime ? TIME_SLOPES : ""}
}

func sumRows() {
  for (let row: i32 = 0; row < CORE; row = row + 1) {
    let sum: f64 = 0.0;
    let end: i32 = i32[(row << 2) + COUPLED_START + 4];
    for (let k: i32 = i32[(row << 2) + COUPLED_START]; k < end; k = k + 1) {
      sum = sum + abs(f64[(i32[(k << 2) + COUPLED] << 3) + ENTRY]);
    }
    f64[(row << 3) + ROW_SUMS] = sum;
  }
}
`;
}

/** Derivatives with respect to time. */
const TIME_SLOPES = `
  for (let row: i32 = 0; row < CORE; row = row + 1) {
    let sum: f64 = 0.0;
    let end: i32 = i32[(row << 2) + TIME_START + 4];
    for (let k: i32 = i32[(row << 2) + TIME_START]; k < end; k = k + 1) {
      sum = sum + f64[(k << 3) + TIME_SIGN] * f64[(i32[(k << 2) + TIME_COEFFICIENT] << 3) + COEFFICIENTS]
        * f64[(i32[(k << 2) + TIME_SLOT] << 3) + SLOTS];
    }
    f64[(row << 3) + TIME_SLOPES] = sum;
  }`;

/** Bounds of the fastest rate. */
export const LOOP_ROW_SUMS = `
func rowSums(y: i32) {
  entries(y);
  sumRows();
}
`;

/** Integrals by the implicit method; derivatives of laws are still those at y that the matrix was made of. */
export function loopSlopes({ hasLaws }: LoopOptions): string {
  return `
func accumulateLinear(at: i32, y: i32, k: i32, weight: f64, errorWeight: f64, timeWeight: f64) {
  multiplyOut(y, 4 * PRODUCTS);
  copy(SLOPES, k, 8 * CORE);
  for (let p: i32 = 0; p < PRODUCTS; p = p + 1) {
    let left: i32 = i32[(p << 2) + LEFT] << 3;
    let right: i32 = i32[(p << 2) + RIGHT] << 3;
    f64[(p << 3) + 8 * FIRST_PRODUCT + SLOPES] =
      f64[left + SLOPES] * f64[right + SLOTS] + f64[left + SLOTS] * f64[right + SLOPES];
  }
  ${hasLaws ? LAW_SLOPES : ""}
  addItems(SLOPES, weight, errorWeight);
  accumulate(at, weight, errorWeight);
}
`;
}

const LAW_SLOPES = `
  for (let law: i32 = 0; law < LAWS; law = law + 1) {
    let sum: f64 = 0.0;
    let end: i32 = i32[(law << 2) + LAW_START + 4];
    for (let s: i32 = i32[(law << 2) + LAW_START]; s < end; s = s + 1) {
      let unknown: i32 = i32[(s << 2) + LAW_UNKNOWN];
      let moved: f64 = timeWeight;
      if (unknown >= 0) { moved = f64[(unknown << 3) + k]; }
      sum = sum + f64[(i32[(s << 2) + LAW_SLOPE] << 3) + SLOTS] * moved;
    }
    f64[(i32[(law << 2) + LAW] << 3) + SLOPES] = sum;
  }`;
