// The equations of any system of mass action as loops over its own tables (common-tables.ts): one code for all systems. Its
// sums add the same numbers in the same order as the code that is written out, so that both give the same bits.
import { explicitKernel } from "../methods/explicit-kernel.js";
import { runKernel } from "../run-kernel.js";
import { solveKernel } from "../solve-kernel.js";

/** Kernels of the common module, without the implicit method; addresses are constants without values. */
export function commonKernels(): readonly string[] {
  const stages = {
    hasQuadratures: true,
    dependsOnTime: false,
    keepsProducts: true,
    integratesStages: false,
    balance: "none",
  } as const;
  const solve = {
    ...stages,
    hasRows: true,
    hasJumps: false,
    multistepAfter: undefined,
    implicitOrder: undefined,
  };
  return [
    BIND,
    RATES,
    ITEMS,
    ROW_SUMS,
    explicitKernel(stages),
    solveKernel(solve),
    runKernel({ hasCore: true, hasRows: true, integratesStages: false }),
  ];
}

/** Coefficients of the terms; the one behind the last is 1. */
const BIND = `
func bind() {
  for (let r: i32 = 0; r < REACTIONS; r = r + 1) {
    let value: f64 = f64[(r << 3) + RATE_CONSTANTS];
    let end: i32 = i32[(r << 2) + FACTOR_START + 4];
    for (let k: i32 = i32[(r << 2) + FACTOR_START]; k < end; k = k + 1) {
      value = value * f64[(i32[(k << 2) + FACTOR] << 3) + STATE];
    }
    f64[(r << 3) + FLUX_FACTOR] = value;
  }
  fill(COEFFICIENT, 0, 8 * TERMS);
  f64[8 * TERMS + COEFFICIENT] = 1.0;
  for (let c: i32 = 0; c < CONTRIBUTIONS; c = c + 1) {
    let coefficient: i32 = (i32[(c << 2) + CONTRIBUTION_TERM] << 3) + COEFFICIENT;
    let flux: f64 = f64[(i32[(c << 2) + CONTRIBUTION_REACTION] << 3) + FLUX_FACTOR];
    f64[coefficient] = f64[coefficient] + f64[(c << 3) + CONTRIBUTION_CHANGE] * flux;
  }
}`;

const RATES = `
func multiplyOut(y: i32, count: i32) {
  f64[8 * ONE + SLOTS] = 1.0;
  copy(SLOTS, y, 8 * CORE);
  let product: i32 = 8 * FIRST_PRODUCT + SLOTS;
  let left: i32 = LEFT;
  let right: i32 = RIGHT;
  for (let k: i32 = 0; k < count; k = k + 1) {
    f64[product] = f64[(i32[left] << 3) + SLOTS] * f64[(i32[right] << 3) + SLOTS];
    product = product + 8;
    left = left + 4;
    right = right + 4;
  }
}

func rates(y: i32, target: i32) {
  multiplyOut(y, RATE_PRODUCTS);
  let slot: i32 = TERM_SLOT;
  let coefficient: i32 = COEFFICIENT;
  let row: i32 = TERM_START + 4;
  let last: i32 = target + 8 * CORE;
  let slots: i32 = SLOTS;
  let firstSlot: i32 = TERM_SLOT;
  while (target < last) {
    let sum: f64 = 0.0;
    let end: i32 = (i32[row] << 2) + firstSlot;
    while (slot < end) {
      sum = sum + f64[coefficient] * f64[(i32[slot] << 3) + slots];
      slot = slot + 4;
      coefficient = coefficient + 8;
    }
    f64[target] = sum;
    target = target + 8;
    row = row + 4;
  }
}`;

/** What is integrated along the solution. */
const ITEMS = `
func accumulate(y: i32, weight: f64, errorWeight: f64) {
  if (ITEMS == 0) { return; }
  multiplyOut(y, RATE_PRODUCTS);
  accumulateLast(weight, errorWeight);
}

func accumulateLast(weight: f64, errorWeight: f64) {
  for (let item: i32 = 0; item < ITEMS; item = item + 1) {
    let end: i32 = i32[(item << 2) + ITEM_START + 4];
    let value: f64 = 0.0;
    for (let k: i32 = i32[(item << 2) + ITEM_START]; k < end; k = k + 1) {
      value = value + f64[(i32[(k << 2) + ITEM_TERM] << 3) + COEFFICIENT] * f64[(i32[(k << 2) + ITEM_SLOT] << 3) + SLOTS];
    }
    f64[(item << 3) + SUMS] = f64[(item << 3) + SUMS] + weight * value;
    f64[(item << 3) + SUM_ERRORS] = f64[(item << 3) + SUM_ERRORS] + errorWeight * value;
  }
}

func expand(target: i32, base: i32, sums: i32, length: f64) {
  for (let row: i32 = 0; row < ROWS; row = row + 1) {
    let steady: f64 = 0.0;
    let end: i32 = i32[(row << 2) + STEADY_START + 4];
    for (let k: i32 = i32[(row << 2) + STEADY_START]; k < end; k = k + 1) {
      steady = steady + f64[(i32[(k << 2) + STEADY_TERM] << 3) + COEFFICIENT] * length;
    }
    let moved: f64 = 0.0;
    end = i32[(row << 2) + ROW_START + 4];
    for (let k: i32 = i32[(row << 2) + ROW_START]; k < end; k = k + 1) {
      moved = moved + f64[(i32[(k << 2) + ROW_TERM] << 3) + COEFFICIENT] * f64[(i32[(k << 2) + ROW_ITEM] << 3) + sums];
    }
    f64[(row << 3) + target] = f64[(row << 3) + base] + steady + moved;
  }
}`;

/**
 * A bound of the fastest rate: the sizes of a row's entries within its component, added up in the order in which they are
 * first met. ENTRY holds a row by columns, and nothing but zeros between rows.
 */
const ROW_SUMS = `
func rowSums(y: i32) {
  multiplyOut(y, PRODUCTS);
  fill(ENTRY, 0, 8 * CORE);
  for (let row: i32 = 0; row < CORE; row = row + 1) {
    let first: i32 = i32[(row << 2) + PART_START];
    let end: i32 = i32[(row << 2) + PART_START + 4];
    for (let part: i32 = first; part < end; part = part + 1) {
      let entry: i32 = (i32[(part << 2) + PART_COLUMN] << 3) + ENTRY;
      let slope: f64 = f64[(i32[(part << 2) + PART_TERM] << 3) + COEFFICIENT] * f64[(i32[(part << 2) + PART_SLOT] << 3) + SLOTS];
      f64[entry] = f64[entry] + f64[(part << 3) + PART_MULTIPLICITY] * slope;
    }
    let sum: f64 = 0.0;
    for (let part: i32 = first; part < end; part = part + 1) {
      let entry: i32 = (i32[(part << 2) + PART_COLUMN] << 3) + ENTRY;
      sum = sum + abs(f64[entry]);
      f64[entry] = 0.0;
    }
    f64[(row << 3) + ROW_SUMS] = sum;
  }
}`;
