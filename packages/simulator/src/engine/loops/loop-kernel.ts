// The functions of system-code.ts as loops over tables (loop-tables.ts): any size, no time to compile.

/** Coefficients, rates and integrals. */
export const LOOP_RATES = `
func bind() {
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
}

func rates(y: i32, target: i32) {
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
}

func itemAt(item: i32, slots: i32): f64 {
  let sum: f64 = 0.0;
  let end: i32 = i32[(item << 2) + ITEM_START + 4];
  for (let k: i32 = i32[(item << 2) + ITEM_START]; k < end; k = k + 1) {
    let value: f64 = f64[(k << 3) + ITEM_SIGN] * f64[(i32[(k << 2) + ITEM_SLOT] << 3) + slots];
    if (BY_PRODUCTS == 0) { value = value * f64[(i32[(k << 2) + ITEM_COEFFICIENT] << 3) + COEFFICIENTS]; }
    sum = sum + value;
  }
  return sum;
}

func accumulate(y: i32, weight: f64, errorWeight: f64) {
  multiplyOut(y, 4 * RATE_PRODUCTS);
  for (let item: i32 = 0; item < ITEMS; item = item + 1) {
    let value: f64 = itemAt(item, SLOTS);
    f64[(item << 3) + SUMS] = f64[(item << 3) + SUMS] + weight * value;
    f64[(item << 3) + SUM_ERRORS] = f64[(item << 3) + SUM_ERRORS] + errorWeight * value;
  }
}

func expand(target: i32, base: i32, sums: i32, length: f64) {
  for (let row: i32 = 0; row < ROWS; row = row + 1) {
    let sum: f64 = f64[(row << 3) + base];
    let end: i32 = i32[(row << 2) + ROW_START + 4];
    for (let k: i32 = i32[(row << 2) + ROW_START]; k < end; k = k + 1) {
      let value: f64 = f64[(k << 3) + ROW_SIGN] * f64[(i32[(k << 2) + ROW_ITEM] << 3) + sums];
      let coefficient: i32 = i32[(k << 2) + ROW_COEFFICIENT];
      if (coefficient >= 0) { value = value * f64[(coefficient << 3) + COEFFICIENTS]; }
      sum = sum + value;
    }
    end = i32[(row << 2) + STEADY_START + 4];
    for (let k: i32 = i32[(row << 2) + STEADY_START]; k < end; k = k + 1) {
      sum = sum + f64[(k << 3) + STEADY_SIGN] * f64[(i32[(k << 2) + STEADY_COEFFICIENT] << 3) + COEFFICIENTS] * length;
    }
    f64[(row << 3) + target] = sum;
  }
}
`;

/** Products of unknowns, and entries of the Jacobian. */
export const LOOP_ENTRIES = `
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

/** Bounds of the fastest rate. */
export const LOOP_ROW_SUMS = `
func rowSums(y: i32) {
  entries(y);
  sumRows();
}
`;

/** Linear systems of the implicit method. */
export const LOOP_ELIMINATION = `
func factor(y: i32, diagonal: f64) {
  entries(y);
  sumRows();
  let worst: f64 = 0.0;
  for (let place: i32 = 0; place < CORE; place = place + 1) {
    let lower: i32 = i32[(place << 2) + LOWER_START];
    let lowerEnd: i32 = i32[(place << 2) + LOWER_START + 4];
    let upper: i32 = i32[(place << 2) + UPPER_START];
    let upperEnd: i32 = i32[(place << 2) + UPPER_START + 4];
    for (let k: i32 = lower; k < lowerEnd; k = k + 1) { f64[(i32[(k << 2) + LOWER] << 3) + WORK] = 0.0; }
    for (let k: i32 = upper; k < upperEnd; k = k + 1) { f64[(i32[(k << 2) + UPPER] << 3) + WORK] = 0.0; }
    f64[(place << 3) + WORK] = diagonal;
    let end: i32 = i32[(place << 2) + INNER_START + 4];
    for (let k: i32 = i32[(place << 2) + INNER_START]; k < end; k = k + 1) {
      let value: f64 = f64[(i32[(k << 2) + INNER_ENTRY] << 3) + ENTRY];
      let cell: i32 = (i32[(k << 2) + INNER_PLACE] << 3) + WORK;
      f64[cell] = f64[cell] - value;
    }
    let size: f64 = abs(f64[(place << 3) + WORK]);
    for (let k: i32 = lower; k < lowerEnd; k = k + 1) {
      let pivot: i32 = i32[(k << 2) + LOWER];
      let multiplier: f64 = f64[(pivot << 3) + WORK] * f64[(pivot << 3) + PIVOT_INVERSE];
      f64[(k << 3) + LOWER_VALUE] = multiplier;
      let before: f64 = f64[(place << 3) + WORK];
      if (multiplier != 0.0) { subtractRow(pivot, multiplier); }
      size = size + abs(before - f64[(place << 3) + WORK]);
    }
    let inverse: f64 = 1.0 / f64[(place << 3) + WORK];
    worst = max(worst, abs(inverse) * size);
    f64[(place << 3) + PIVOT_INVERSE] = inverse;
    for (let k: i32 = upper; k < upperEnd; k = k + 1) {
      f64[(k << 3) + UPPER_VALUE] = f64[(i32[(k << 2) + UPPER] << 3) + WORK];
    }
  }
  f64[CANCELLATION] = worst;
}

func isSound(): i32 { return f64[CANCELLATION] <= 1e15; }

func subtractRow(pivot: i32, multiplier: f64) {
  let k: i32 = i32[(pivot << 2) + UPPER_START];
  let end: i32 = i32[(pivot << 2) + UPPER_START + 4];
  let run: i32 = i32[(pivot << 2) + UPPER_RUN];
  if (run < 0) {
    while (k < end) {
      let cell: i32 = (i32[(k << 2) + UPPER] << 3) + WORK;
      f64[cell] = f64[cell] - multiplier * f64[(k << 3) + UPPER_VALUE];
      k = k + 1;
    }
    return;
  }
  let value: i32 = (k << 3) + UPPER_VALUE;
  let cell: i32 = (run << 3) + WORK;
  let last: i32 = (end << 3) + UPPER_VALUE;
  let pair: v128 = splat(multiplier);
  while (value + 8 < last) {
    v128[cell] = v128[cell] - pair * v128[value];
    value = value + 16;
    cell = cell + 16;
  }
  if (value < last) { f64[cell] = f64[cell] - multiplier * f64[value]; }
}

func solve(vector: i32) {
  for (let block: i32 = 0; block < BLOCKS; block = block + 1) {
    let first: i32 = i32[(block << 2) + BLOCK_START];
    let last: i32 = i32[(block << 2) + BLOCK_START + 4];
    for (let place: i32 = first; place < last; place = place + 1) {
      let sum: f64 = f64[(i32[(place << 2) + ORDER] << 3) + vector];
      let end: i32 = i32[(place << 2) + BEFORE_START + 4];
      for (let k: i32 = i32[(place << 2) + BEFORE_START]; k < end; k = k + 1) {
        sum = sum + f64[(i32[(k << 2) + BEFORE_ENTRY] << 3) + ENTRY] * f64[(i32[(k << 2) + BEFORE_COLUMN] << 3) + vector];
      }
      end = i32[(place << 2) + LOWER_START + 4];
      for (let k: i32 = i32[(place << 2) + LOWER_START]; k < end; k = k + 1) {
        sum = sum - f64[(k << 3) + LOWER_VALUE] * f64[(i32[(k << 2) + LOWER] << 3) + WORK];
      }
      f64[(place << 3) + WORK] = sum;
    }
    for (let place: i32 = last - 1; place >= first; place = place - 1) {
      let sum: f64 = f64[(place << 3) + WORK];
      let end: i32 = i32[(place << 2) + UPPER_START + 4];
      for (let k: i32 = i32[(place << 2) + UPPER_START]; k < end; k = k + 1) {
        sum = sum - f64[(k << 3) + UPPER_VALUE] * f64[(i32[(k << 2) + UPPER] << 3) + WORK];
      }
      let value: f64 = sum * f64[(place << 3) + PIVOT_INVERSE];
      f64[(place << 3) + WORK] = value;
      f64[(i32[(place << 2) + ORDER] << 3) + vector] = value;
    }
  }
}
`;

/** Integrals by the implicit method. */
export const LOOP_SLOPES = `
func accumulateLinear(at: i32, y: i32, k: i32, weight: f64, errorWeight: f64) {
  multiplyOut(y, 4 * PRODUCTS);
  copy(SLOPES, k, 8 * CORE);
  for (let p: i32 = 0; p < PRODUCTS; p = p + 1) {
    let left: i32 = i32[(p << 2) + LEFT] << 3;
    let right: i32 = i32[(p << 2) + RIGHT] << 3;
    f64[(p << 3) + 8 * FIRST_PRODUCT + SLOPES] =
      f64[left + SLOPES] * f64[right + SLOTS] + f64[left + SLOTS] * f64[right + SLOPES];
  }
  for (let item: i32 = 0; item < ITEMS; item = item + 1) {
    let value: f64 = itemAt(item, SLOPES);
    f64[(item << 3) + SUMS] = f64[(item << 3) + SUMS] + weight * value;
    f64[(item << 3) + SUM_ERRORS] = f64[(item << 3) + SUM_ERRORS] + errorWeight * value;
  }
  accumulate(at, weight, errorWeight);
}
`;
