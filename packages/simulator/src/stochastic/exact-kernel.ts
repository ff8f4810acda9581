// Gillespie's direct method as kernel text, for mass action: block sums with a dependency graph.
//
// Every number is made by the operations of propensity-system.ts and stochastic-run.ts in their order, and random
// numbers are used in their order, so that a seed gives the same run by either. Propensities are kept as whole numbers
// of a unit (shares): what is added to their sums and taken away again leaves nothing behind, however often.
//
// Sources: D. T. Gillespie, J. Phys. Chem. 81 (1977) 2340 (direct method); M. A. Gibson and J. Bruck, J. Phys. Chem. A
// 104 (2000) 1876 (dependency graph); D. Blackman and S. Vigna, ACM Trans. Math. Softw. 47 (2021) 36 (xoshiro256++).
import type { ExactTables } from "./exact-tables.js";
import { logarithmStatements } from "./logarithm-kernel.js";
import { LEAST_TOTAL, MOST_TOTAL, ROUNDING, TOTAL_EXPONENT } from "./share-unit.js";

/** What `advance` returns. */
export const AdvanceStatus = {
  /** END is reached: its waiting time leads beyond. */
  done: 0,
  /** as many events as asked for */
  paused: 1,
  /** the samples must be fetched first */
  full: 2,
  /** the propensities, or their sum, are beyond what shares can express */
  left: 3,
} as const;

/** Constants and units as powers of two are used up to this exponent, and down to its opposite. */
const LARGEST_EXPONENT = 400;
const ROUNDING_BITS = "0x4338000000000000L";

/** Functions `enter`, `advance`, and `leave` if `advance` is not called any more though it could go on; addresses as in `ExactTables`. */
export function exactKernel({
  factors,
  blocks,
  groups,
}: Pick<ExactTables, "factors" | "blocks" | "groups">): string {
  const levels = { hasBlocks: blocks > 1, hasGroups: groups > 1 };
  return `
func refill() {
  let s0: i64 = i64[STATE];
  let s1: i64 = i64[STATE + 8];
  let s2: i64 = i64[STATE + 16];
  let s3: i64 = i64[STATE + 24];
  copy(BATCH_STATE, STATE, 32);
  for (let i: i32 = 0; i < BATCH_BYTES; i = i + 16) {
    let u: f64 = f64((rotl(s0 + s3, 23L) + s0) >>> 11L) * 1.1102230246251565e-16;
    ${generatorStep("first")}
    f64[i + DRAWS + 8] = f64((rotl(s0 + s3, 23L) + s0) >>> 11L) * 1.1102230246251565e-16;
    ${generatorStep("second")}
    let x: f64 = 1.0 - u;
    let logarithm: f64 = 0.0;
    ${logarithmStatements("logarithm", "x", "log")}
    f64[i + DRAWS] = -logarithm;
  }
  i64[STATE] = s0;
  i64[STATE + 8] = s1;
  i64[STATE + 16] = s2;
  i64[STATE + 24] = s3;
}

func settle(draw: i32, used: i32) {
  i32[DRAW] = DRAWS + BATCH_BYTES + 16;
  if (draw > DRAWS + BATCH_BYTES) { return; }
  let s0: i64 = i64[BATCH_STATE];
  let s1: i64 = i64[BATCH_STATE + 8];
  let s2: i64 = i64[BATCH_STATE + 16];
  let s3: i64 = i64[BATCH_STATE + 24];
  for (let i: i32 = DRAWS; i < draw + used; i = i + 8) {
    ${generatorStep("next")}
  }
  i64[STATE] = s0;
  i64[STATE + 8] = s1;
  i64[STATE + 16] = s2;
  i64[STATE + 24] = s3;
}

export func leave() { settle(i32[DRAW], 0); }

func refresh(): i32 {
  let sum: f64 = 0.0;
  for (let j: i32 = 0; j < REACTION_BYTES; j = j + 8) {
    let record: i32 = j << ${recordShift(factors)};
    sum = sum + ${productText("f64[j + CONSTANTS]", factors)};
  }
  let unit: f64 = 1.0;
  if (sum != 0.0) {
    let exponent: i32 = wrap(bits(sum) >>> 52L) - ${1023 + TOTAL_EXPONENT};
    if (exponent < ${-LARGEST_EXPONENT} || exponent > ${LARGEST_EXPONENT}) { return 0; }
    unit = float(i64(exponent + 1023) << 52L);
  }
  f64[UNIT] = unit;
  fill(B, 0, BLOCK_BYTES);
  fill(G, 0, GROUP_BYTES);
  let total: i64 = 0L;
  for (let j: i32 = 0; j < REACTION_BYTES; j = j + 8) {
    let record: i32 = j << ${recordShift(factors)};
    f64[record + K] = f64[j + CONSTANTS] / unit;
    i64[j + A] = 0L;
    ${updateText(factors, levels)}
  }
  i64[TOTAL] = total;
  return 1;
}

export func enter(): i32 {
  i32[DRAW] = DRAWS + BATCH_BYTES + 16;
  for (let i: i32 = 0; i < SPECIES_BYTES; i = i + 8) {
    let x: f64 = f64[i + X];
    ${fallingCounts("i + X", factors)}
  }
  f64[SAMPLE] = 1e999;
  if (f64[i32[NEXT]] < f64[LAST_SAMPLE]) { f64[SAMPLE] = f64[i32[NEXT]]; }
  return refresh();
}

func takeSamples(reached: f64): i32 {
  while (f64[SAMPLE] < reached) {
    let row: i32 = i32[ROWS];
    if (row == CAPACITY) { return 1; }
    copy(SAMPLES + row * SPECIES_BYTES, X, SPECIES_BYTES);
    i32[ROWS] = row + 1;
    let next: i32 = i32[NEXT] + 8;
    i32[NEXT] = next;
    f64[SAMPLE] = 1e999;
    if (f64[next] < f64[LAST_SAMPLE]) { f64[SAMPLE] = f64[next]; }
  }
  return 0;
}

export func advance(limit: i32): i32 {
  let time: f64 = f64[TIME];
  let end: f64 = f64[END];
  let sample: f64 = f64[SAMPLE];
  let draw: i32 = i32[DRAW];
  let total: i64 = i64[TOTAL];
  let unit: f64 = f64[UNIT];
  let fired: i32 = 0;
  let status: i32 = 1;
  while (fired < limit) {
    if (total < ${LEAST_TOTAL}L || total >= ${MOST_TOTAL}L) {
      if (!refresh()) { status = 3; settle(draw, 0); break; }
      total = i64[TOTAL];
      unit = f64[UNIT];
    }
    let eventTime: f64 = 1e999;
    let used: i32 = 0;
    if (total > 0L) {
      if (draw >= DRAWS + BATCH_BYTES) { refill(); draw = DRAWS; }
      eventTime = time + f64[draw] / (f64(total) * unit);
      used = 8;
    }
    if (sample < eventTime) {
      if (takeSamples(eventTime)) { status = 2; i32[DRAW] = draw; break; }
      sample = f64[SAMPLE];
    }
    if (eventTime >= end) { time = end; status = 0; settle(draw, used); break; }
    time = eventTime;
    let rest: i64 = i64(f64[draw + 8] * f64(total));
    draw = draw + 16;
    ${levels.hasGroups ? searchText("g", "0", "G") : ""}
    ${levels.hasBlocks ? searchText("b", levels.hasGroups ? "g << 4" : "0", "B") : ""}
    ${searchText("a", levels.hasBlocks ? "b << 4" : "0", "A")}
    let script: i32 = i32[(a >> 1) + SCRIPT];
    let p: i32 = script + 16;
    let stop: i32 = i32[script];
    while (p < stop) {
      let count: i32 = i32[p + 8];
      let x: f64 = f64[count] + f64[p];
      f64[count] = x;
      ${fallingCounts("count", factors)}
      p = p + 16;
    }
    stop = i32[script + 4];
    while (p < stop) {
      let j: i32 = i32[p];
      let record: i32 = j << ${recordShift(factors)};
      ${updateText(factors, levels)}
      p = p + 4;
    }
    fired = fired + 1;
  }
  if (status == 1) { i32[DRAW] = draw; }
  f64[TIME] = time;
  i64[TOTAL] = total;
  i32[FIRED] = fired;
  return status;
}
`;
}

/** xoshiro256++ moves on. */
function generatorStep(name: string): string {
  return `
    let ${name}Shifted: i64 = s1 << 17L;
    s2 = s2 ^ s0;
    s3 = s3 ^ s1;
    s1 = s1 ^ s2;
    s0 = s0 ^ s3;
    s2 = s2 ^ ${name}Shifted;
    s3 = rotl(s3, 45L);`;
}

/** x − 1, x − 2, … behind a count x that was just set. */
function fallingCounts(address: string, factors: number): string {
  return Array.from(
    { length: factors - 1 },
    (_, j) => `f64[${address} + ${j + 1} * STRIDE] = x - ${j + 1}.0;`,
  ).join("\n      ");
}

/** What a reaction multiplies: its constant and its counts. */
function productText(constant: string, factors: number): string {
  const counts = Array.from({ length: factors }, (_, i) => `f64[i32[record + K + ${8 + 4 * i}]]`);
  return [constant, ...counts].join(" * ");
}

/** A record is twice or four times as long as a number. */
function recordShift(factors: number): number {
  return factors <= 2 ? 1 : 2;
}

interface Levels {
  readonly hasBlocks: boolean;
  readonly hasGroups: boolean;
}

/** The share of the reaction j/8 and the sums it is part of. */
function updateText(factors: number, { hasBlocks, hasGroups }: Levels): string {
  return `
      let share: i64 = bits(${productText("f64[record + K]", factors)} + ${ROUNDING}.0) - ${ROUNDING_BITS};
      let difference: i64 = share - i64[j + A];
      i64[j + A] = share;
      total = total + difference;
      ${hasBlocks ? "let block: i32 = (j >>> 4) & -8; i64[block + B] = i64[block + B] + difference;" : ""}
      ${hasGroups ? "let group: i32 = (j >>> 8) & -8; i64[group + G] = i64[group + G] + difference;" : ""}`;
}

/** Goes on from a place as long as the rest is not below what is there; it ends since the rest is below the total. */
function searchText(name: string, from: string, table: string): string {
  return `
    let ${name}: i32 = ${from};
    while (1) {
      let ${name}Share: i64 = i64[${name} + ${table}];
      if (rest < ${name}Share) { break; }
      rest = rest - ${name}Share;
      ${name} = ${name} + 8;
    }`;
}
