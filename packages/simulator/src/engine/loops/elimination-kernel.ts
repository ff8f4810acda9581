// Sparse factorisation and solution of the implicit method's linear systems, as loops over tables (elimination-tables.ts).

/** Linear systems of the implicit method. WORK holds one row, and nothing but zeros between two rows. */
export const LOOP_ELIMINATION = `
func factor(y: i32, diagonal: f64) {
  entries(y);
  sumRows();
  factorEntries(diagonal);
}

func factorEntries(diagonal: f64) {
  let worst: f64 = 0.0;
  for (let place: i32 = 0; place < CORE; place = place + 1) {
    let own: i32 = (place << 3) + WORK;
    f64[own] = diagonal;
    let end: i32 = i32[(place << 2) + INNER_START + 4];
    for (let k: i32 = i32[(place << 2) + INNER_START]; k < end; k = k + 1) {
      let cell: i32 = (i32[(k << 2) + INNER_PLACE] << 3) + WORK;
      f64[cell] = f64[cell] - f64[(i32[(k << 2) + INNER_ENTRY] << 3) + ENTRY];
    }
    let size: f64 = abs(f64[own]) + eliminateBefore(place);
    let inverse: f64 = 1.0 / f64[own];
    f64[own] = 0.0;
    worst = max(worst, abs(inverse) * size);
    f64[(place << 3) + PIVOT_INVERSE] = inverse;
    end = i32[(place << 2) + UPPER_START + 4];
    for (let k: i32 = i32[(place << 2) + UPPER_START]; k < end; k = k + 1) {
      let cell: i32 = (i32[(k << 2) + UPPER] << 3) + WORK;
      f64[(k << 3) + UPPER_VALUE] = f64[cell];
      f64[cell] = 0.0;
    }
  }
  f64[CANCELLATION] = worst;
}

func isSound(): i32 { return f64[CANCELLATION] <= 1e15; }

func eliminateBefore(place: i32): f64 {
  let size: f64 = 0.0;
  let k: i32 = i32[(place << 2) + LOWER_START];
  let end: i32 = i32[(place << 2) + LOWER_START + 4];
  while (k < end) {
    let pivot: i32 = i32[(k << 2) + LOWER];
    let first: f64 = multiplierAt(k, pivot);
    let mirror: i32 = i32[(k << 2) + MIRROR];
    if (mirror >= 0) { size = size + abs(first * f64[(mirror << 3) + UPPER_VALUE]); }
    if (i32[(pivot << 2) + ALIKE] == 0 || pivot + 3 >= place) {
      if (first != 0.0) { subtractRow(pivot, first); }
      k = k + 1;
    } else {
      let row0: i32 = (i32[(pivot << 2) + UPPER_START] << 3) + UPPER_VALUE;
      let row1: i32 = (i32[(pivot << 2) + UPPER_START + 4] << 3) + UPPER_VALUE;
      let row2: i32 = (i32[(pivot << 2) + UPPER_START + 8] << 3) + UPPER_VALUE;
      let row3: i32 = (i32[(pivot << 2) + UPPER_START + 12] << 3) + UPPER_VALUE;
      let cell: i32 = (pivot << 3) + WORK;
      f64[cell + 8] = f64[cell + 8] - first * f64[row0];
      let second: f64 = multiplierAt(k + 1, pivot + 1);
      f64[cell + 16] = f64[cell + 16] - first * f64[row0 + 8] - second * f64[row1];
      let third: f64 = multiplierAt(k + 2, pivot + 2);
      f64[cell + 24] = f64[cell + 24] - first * f64[row0 + 16] - second * f64[row1 + 8] - third * f64[row2];
      let fourth: f64 = multiplierAt(k + 3, pivot + 3);
      if (mirror >= 0) {
        size = size + abs(second * f64[(i32[(k << 2) + MIRROR + 4] << 3) + UPPER_VALUE])
          + abs(third * f64[(i32[(k << 2) + MIRROR + 8] << 3) + UPPER_VALUE])
          + abs(fourth * f64[(i32[(k << 2) + MIRROR + 12] << 3) + UPPER_VALUE]);
      }
      subtractRows(pivot + 3, first, second, third, fourth, row0 + 24, row1 + 16, row2 + 8, row3);
      k = k + 4;
    }
  }
  return size;
}

func multiplierAt(k: i32, pivot: i32): f64 {
  let cell: i32 = (pivot << 3) + WORK;
  let multiplier: f64 = f64[cell] * f64[(pivot << 3) + PIVOT_INVERSE];
  f64[(k << 3) + LOWER_VALUE] = multiplier;
  f64[cell] = 0.0;
  return multiplier;
}

func subtractRow(pivot: i32, multiplier: f64) {
  let k: i32 = i32[(pivot << 2) + UPPER_START];
  let end: i32 = i32[(pivot << 2) + UPPER_START + 4];
  let run: i32 = i32[(pivot << 2) + RUN_START];
  let lastRun: i32 = i32[(pivot << 2) + RUN_START + 4];
  if (run == lastRun) {
    while (k < end) {
      let cell: i32 = (i32[(k << 2) + UPPER] << 3) + WORK;
      f64[cell] = f64[cell] - multiplier * f64[(k << 3) + UPPER_VALUE];
      k = k + 1;
    }
    return;
  }
  let value: i32 = (k << 3) + UPPER_VALUE;
  let pair: v128 = splat(multiplier);
  while (run < lastRun) {
    let cell: i32 = (i32[(run << 2) + RUN_FIRST] << 3) + WORK;
    let last: i32 = value + (i32[(run << 2) + RUN_LENGTH] << 3);
    while (value + 8 < last) {
      v128[cell] = v128[cell] - pair * v128[value];
      value = value + 16;
      cell = cell + 16;
    }
    if (value < last) {
      f64[cell] = f64[cell] - multiplier * f64[value];
      value = value + 8;
    }
    run = run + 1;
  }
}

func subtractRows(pivot: i32, first: f64, second: f64, third: f64, fourth: f64, a: i32, b: i32, c: i32, d: i32) {
  let k: i32 = i32[(pivot << 2) + UPPER_START];
  let end: i32 = i32[(pivot << 2) + UPPER_START + 4];
  let run: i32 = i32[(pivot << 2) + RUN_START];
  let lastRun: i32 = i32[(pivot << 2) + RUN_START + 4];
  if (run == lastRun) {
    while (k < end) {
      let cell: i32 = (i32[(k << 2) + UPPER] << 3) + WORK;
      f64[cell] = f64[cell] - first * f64[a] - second * f64[b] - third * f64[c] - fourth * f64[d];
      a = a + 8;
      b = b + 8;
      c = c + 8;
      d = d + 8;
      k = k + 1;
    }
    return;
  }
  let pair0: v128 = splat(first);
  let pair1: v128 = splat(second);
  let pair2: v128 = splat(third);
  let pair3: v128 = splat(fourth);
  while (run < lastRun) {
    let cell: i32 = (i32[(run << 2) + RUN_FIRST] << 3) + WORK;
    let last: i32 = cell + (i32[(run << 2) + RUN_LENGTH] << 3);
    while (cell + 8 < last) {
      v128[cell] = v128[cell] - pair0 * v128[a] - pair1 * v128[b] - pair2 * v128[c] - pair3 * v128[d];
      a = a + 16;
      b = b + 16;
      c = c + 16;
      d = d + 16;
      cell = cell + 16;
    }
    if (cell < last) {
      f64[cell] = f64[cell] - first * f64[a] - second * f64[b] - third * f64[c] - fourth * f64[d];
      a = a + 8;
      b = b + 8;
      c = c + 8;
      d = d + 8;
    }
    run = run + 1;
  }
}

func productOfRuns(run: i32, lastRun: i32, first: i32, length: i32, value: i32): f64 {
  let even: v128 = splat(0.0);
  let odd: v128 = splat(0.0);
  let rest: f64 = 0.0;
  while (run < lastRun) {
    let cell: i32 = (i32[(run << 2) + first] << 3) + SOLVED;
    let last: i32 = cell + (i32[(run << 2) + length] << 3);
    while (cell + 24 < last) {
      even = even + v128[value] * v128[cell];
      odd = odd + v128[value + 16] * v128[cell + 16];
      value = value + 32;
      cell = cell + 32;
    }
    if (cell + 8 < last) {
      even = even + v128[value] * v128[cell];
      value = value + 16;
      cell = cell + 16;
    }
    if (cell < last) {
      rest = rest + f64[value] * f64[cell];
      value = value + 8;
    }
    run = run + 1;
  }
  even = even + odd;
  return lane0(even) + lane1(even) + rest;
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
      let k: i32 = i32[(place << 2) + LOWER_START];
      let run: i32 = i32[(place << 2) + LOWER_RUN_START];
      let lastRun: i32 = i32[(place << 2) + LOWER_RUN_START + 4];
      if (run < lastRun) {
        sum = sum - productOfRuns(run, lastRun, LOWER_RUN_FIRST, LOWER_RUN_LENGTH, (k << 3) + LOWER_VALUE);
        k = end;
      }
      while (k < end) {
        sum = sum - f64[(k << 3) + LOWER_VALUE] * f64[(i32[(k << 2) + LOWER] << 3) + SOLVED];
        k = k + 1;
      }
      f64[(place << 3) + SOLVED] = sum;
    }
    for (let place: i32 = last - 1; place >= first; place = place - 1) {
      let sum: f64 = f64[(place << 3) + SOLVED];
      let end: i32 = i32[(place << 2) + UPPER_START + 4];
      let k: i32 = i32[(place << 2) + UPPER_START];
      let run: i32 = i32[(place << 2) + RUN_START];
      let lastRun: i32 = i32[(place << 2) + RUN_START + 4];
      if (run < lastRun && (lastRun - run << 3) <= end - k) {
        sum = sum - productOfRuns(run, lastRun, RUN_FIRST, RUN_LENGTH, (k << 3) + UPPER_VALUE);
        k = end;
      }
      while (k < end) {
        sum = sum - f64[(k << 3) + UPPER_VALUE] * f64[(i32[(k << 2) + UPPER] << 3) + SOLVED];
        k = k + 1;
      }
      let value: f64 = sum * f64[(place << 3) + PIVOT_INVERSE];
      f64[(place << 3) + SOLVED] = value;
      f64[(i32[(place << 2) + ORDER] << 3) + vector] = value;
    }
  }
}
`;
