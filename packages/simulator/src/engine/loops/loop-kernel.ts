// The functions of system-code.ts as loops over tables (loop-tables.ts): any size, no time to compile.
import { balancedRates } from "./balanced-kernel.js";
import { CHANGE_OF_PRODUCTS, changeOfLaws } from "./change-kernel.js";

/** What the loops have to do. */
export interface LoopOptions {
  /** Fluxes by laws stand in slots of their own, which functions compute that are written out. */
  readonly hasLaws: boolean;
  readonly dependsOnTime: boolean;
  /** Rates can be had without loss, too. */
  readonly isBalanced: boolean;
}

/** Coefficients, rates and integrals. */
export function loopRates({ hasLaws, isBalanced }: LoopOptions): string {
  const laws = hasLaws ? "laws(y);" : "";
  return `
${bindText(hasLaws)}

${ratesText(laws)}

${isBalanced ? balancedRates(hasLaws) : ""}

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
  bindFactors(RATE_FACTOR, RATE_SIGN, RATE_COEFFICIENT, RATE_TERMS);
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
  multiplyOut(y, 4 * KEPT_PRODUCTS);
  let factor: i32 = RATE_FACTOR;
  let pair: i32 = 0;
  let single: i32 = 0;
  let singleFactor: i32 = RATE_FACTOR + 8 * PAIR_TERMS;
  for (let row: i32 = 0; row < 4 * CORE; row = row + 4) {
    let end: i32 = i32[row + PAIR_END];
    let even: v128 = splat(0.0);
    let odd: v128 = splat(0.0);
    while (pair + 4 < end) {
      even = even + v128[factor] * v128[i32[pair + PAIR_SLOT] + SLOTS];
      odd = odd + v128[factor + 16] * v128[i32[pair + PAIR_SLOT + 4] + SLOTS];
      pair = pair + 8;
      factor = factor + 32;
    }
    if (pair < end) {
      even = even + v128[factor] * v128[i32[pair + PAIR_SLOT] + SLOTS];
      pair = pair + 4;
      factor = factor + 16;
    }
    even = even + odd;
    let sum: f64 = lane0(even) + lane1(even);
    end = i32[row + SINGLE_END];
    while (single < end) {
      sum = sum + f64[singleFactor] * f64[i32[single + SINGLE_SLOT] + SLOTS];
      single = single + 4;
      singleFactor = singleFactor + 8;
    }
    f64[target] = sum;
    target = target + 8;
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
${CHANGE_OF_PRODUCTS}

func accumulateLinear(at: i32, y: i32, k: i32, weight: f64, errorWeight: f64, timeWeight: f64) {
  multiplyOut(y, 4 * PRODUCTS);
  copy(SLOPES, k, 8 * CORE);
  changeProducts(PRODUCTS);
  ${hasLaws ? changeOfLaws("", "timeWeight") : ""}
  addItems(SLOPES, weight, errorWeight);
  accumulate(at, weight, errorWeight);
}
`;
}
