// Integrals over a step, all stages of it at once, as kernel text and tables.
//
// What is integrated are sums of factor·left·right, where left and right are unknowns of the core or products of them. The
// stages keep the values of these operands, those of one operand next to each other. At the end of the step, the weighted
// sum over the stages of left·right is a short product of two vectors, and nothing is added up from stage to stage.
import type { PreparedSystem } from "../../equations/prepared-system.js";
import { starts, type TableWriter } from "../loops/table-writer.js";
import type { SystemStructure } from "../system-structure.js";
import { literal, scaledWeights, sumLoop, termsOf } from "./kernel-text.js";

/** At most eight stages, and two sums of Rosenbrock stages behind them. */
const STAGE_PAIRS = 4;
const VALUE_BYTES = 16 * (STAGE_PAIRS + 1);
/** As many numbers for the solution and for its error. */
const WEIGHTED_BYTES = 2 * VALUE_BYTES;

/** For fewer terms, keeping the stages takes longer than it saves. */
const FEWEST_TERMS = 100;

/** Whether the stages of a step are integrated at once: everything integrated is a product, and it pays. */
export function integratesStages({ laws, terms, coreSize, unknowns }: PreparedSystem): boolean {
  if (laws.length > 0 || coreSize === 0) return false;
  return terms.rowStart[unknowns.length]! - terms.rowStart[coreSize]! >= FEWEST_TERMS;
}

/** Writes which operands stages keep, and which of them terms of items multiply. */
export function writeStageIntegrals(writer: TableWriter, structure: SystemStructure): void {
  const operands = operandsOf(structure);
  const placeOf = new Map(operands.map((slot, place) => [slot, place]));
  const { products, unknowns } = structure.system;
  const factorsOf = (slot: number): readonly [left: number, right: number] => {
    const product = slot - products.first;
    const factors =
      product < 0 ? ([slot, unknowns.length] as const) : [products.left[product]!, products.right[product]!];
    return [placeOf.get(factors[0]!)!, placeOf.get(factors[1]!)!];
  };
  writeOperands(writer, structure, { operands, factorsOf });
  writeTerms(writer, structure, factorsOf);
}

/** Places of the operands that the one in a slot is the product of; an unknown is itself times 1. */
type FactorsOf = (slot: number) => readonly [left: number, right: number];

function writeOperands(
  writer: TableWriter,
  { system: { products, unknowns } }: SystemStructure,
  { operands, factorsOf }: { readonly operands: readonly number[]; readonly factorsOf: FactorsOf },
): void {
  const made = operands.filter((slot) => slot >= products.first);
  const kept = operands.slice(0, operands.length - made.length - 1);
  writer.constant("OPERANDS", operands.length);
  writer.constant("KEPT", kept.length);
  writer.integers(
    "KEPT_UNKNOWN",
    kept.map((slot) => 8 * slot),
  );
  writer.constant("MADE_OPERANDS", made.length);
  writer.integers(
    "MADE_FROM",
    made.flatMap((slot) => factorsOf(slot).map((place) => VALUE_BYTES * place)),
  );
  const valuesOf = (slot: number): readonly number[] =>
    Array.from({ length: VALUE_BYTES / 8 }, (_, k) =>
      slot === unknowns.length && k < 2 * STAGE_PAIRS ? 1 : 0,
    );
  writer.numbers("STAGE_VALUES", operands.flatMap(valuesOf));
  writer.space("WEIGHTED", (WEIGHTED_BYTES / 8) * operands.length);
}

function writeTerms(writer: TableWriter, { quadratures }: SystemStructure, factorsOf: FactorsOf): void {
  const terms = quadratures.items.flat();
  writer.constant("STAGE_ITEMS", quadratures.items.length);
  writer.constant("STAGE_TERMS", terms.length);
  writer.integers(
    "STAGE_TERM_END",
    starts(quadratures.items)
      .subarray(1)
      .map((end) => 8 * end),
  );
  writer.integers(
    "TERM_OPERANDS",
    terms.flatMap(({ slot }) => {
      const [left, right] = factorsOf(slot);
      return [WEIGHTED_BYTES * left, VALUE_BYTES * right];
    }),
  );
  writer.integers(
    "TERM_COEFFICIENT",
    terms.map(({ coefficient }) => coefficient),
  );
  writer.numbers(
    "TERM_SIGN",
    terms.map(({ sign }) => sign),
  );
  writer.space("TERM_FACTOR", terms.length);
}

/** Slots that terms multiply: unknowns, then the number 1, then products, each after what it is made from. */
function operandsOf({ quadratures, system: { products, unknowns } }: SystemStructure): readonly number[] {
  const found = new Set<number>([unknowns.length]);
  const add = (slot: number): void => {
    if (slot >= products.first) addFactors(slot);
    found.add(slot);
  };
  const addFactors = (slot: number): void => {
    add(products.left[slot - products.first]!);
    add(products.right[slot - products.first]!);
  };
  for (const { slot } of quadratures.items.flat()) {
    if (slot >= products.first) addFactors(slot);
    else add(slot);
  }
  return [...found].sort((a, b) => a - b);
}

/** `bindTerms()` before a solve, and `keepStage(y, entry)` where the stages of a step are known. */
export const STAGE_VALUES = `
func bindTerms() {
  for (let k: i32 = 0; k < STAGE_TERMS; k = k + 1) {
    let factor: f64 = f64[(k << 3) + TERM_SIGN];
    let coefficient: i32 = i32[(k << 2) + TERM_COEFFICIENT];
    if (coefficient >= 0) { factor = factor * f64[(coefficient << 3) + COEFFICIENTS]; }
    f64[(k << 3) + TERM_FACTOR] = factor;
  }
}

func keepStage(y: i32, entry: i32) {
  let value: i32 = entry + STAGE_VALUES;
  for (let k: i32 = 0; k < 4 * KEPT; k = k + 4) {
    f64[value] = f64[i32[k + KEPT_UNKNOWN] + y];
    value = value + ${VALUE_BYTES};
  }
}
`;

/** Keeps stage number `stage` of `count`; nothing unknown stands where the last pair of stages is only half full. */
export function keepStageText(vector: string, stage: number, count: number): string {
  const also = stage === count - 1 && count % 2 === 1 ? ` keepStage(${vector}, ${8 * count});` : "";
  return `keepStage(${vector}, ${8 * stage});${also}`;
}

/** Sums of the Rosenbrock stages, for the derivatives of what is integrated at the start of the step. */
export function keepSlopesText({ solution, error }: StageWeights): string {
  const sum = (name: string, target: string, weights: readonly number[]): string => `
  ${scaledWeights((index) => `${name}${index + 1}`, weights, "1.0")}
  ${sumLoop(
    target,
    termsOf(
      weights,
      (index) => `${name}${index + 1}`,
      (index) => `K${index + 1}`,
      true,
    ),
  )}`;
  return `${sum("s", "B", solution)}
  ${sum("r", "LAST", error)}
  keepStage(B, ${16 * STAGE_PAIRS});
  keepStage(LAST, ${16 * STAGE_PAIRS + 8});`;
}

/** Weights of the stages in the solution and in its error. */
export interface StageWeights {
  readonly solution: readonly number[];
  readonly error: readonly number[];
}

/**
 * `name(h)`: sets the sums and their errors. With slopes, Σ wₛ·kₛ and the same for the error stand behind the stages, and
 * derivatives of the products at the first stage times these are added:
 * Σ wₛ(lₛrₛ + l₁·kʳₛ + kˡₛ·r₁) = (w₁l₁ + Σ wₛkˡₛ)·r₁ + Σ' wₛlₛrₛ + l₁·Σ wₛkʳₛ.
 */
export function stageIntegrals(name: string, weights: StageWeights, hasSlopes: boolean): string {
  const solution = weighedPairs(weights.solution, 0, hasSlopes);
  const error = weighedPairs(weights.error, 1, hasSlopes);
  const all = [...solution, ...error];
  const scaled = all.map(
    ({ even, odd }, k) => `let w${k}: v128 = replace1(splat(h * ${literal(even)}), h * ${literal(odd)});`,
  );
  const product = (pairs: readonly WeighedPair[], first: number): string =>
    pairs.map(({ pair }, k) => `v128[left + WEIGHTED + ${16 * (first + k)}] * right${pair}`).join(" + ");
  return `
func ${name}(h: f64) {
  let value: i32 = ${VALUE_BYTES} * (KEPT + 1);
  for (let k: i32 = 0; k < 8 * MADE_OPERANDS; k = k + 8) {
    let left: i32 = i32[k + MADE_FROM] + STAGE_VALUES;
    let right: i32 = i32[k + MADE_FROM + 4] + STAGE_VALUES;
    for (let pair: i32 = 0; pair < ${16 * STAGE_PAIRS}; pair = pair + 16) {
      v128[value + pair + STAGE_VALUES] = v128[left + pair] * v128[right + pair];
    }
    ${hasSlopes ? MADE_SLOPES : ""}
    value = value + ${VALUE_BYTES};
  }
  ${scaled.join("\n  ")}
  value = STAGE_VALUES;
  for (let weighted: i32 = WEIGHTED; weighted < ${WEIGHTED_BYTES} * OPERANDS + WEIGHTED; weighted = weighted + ${WEIGHTED_BYTES}) {
    ${all.map((each, k) => `v128[weighted + ${16 * k}] = ${each.text.replace("WEIGHT", `w${k}`)};`).join("\n    ")}
    value = value + ${VALUE_BYTES};
  }
  let term: i32 = 0;
  let target: i32 = 0;
  for (let item: i32 = 0; item < 4 * STAGE_ITEMS; item = item + 4) {
    let end: i32 = i32[item + STAGE_TERM_END];
    let sum: v128 = splat(0.0);
    let error: v128 = splat(0.0);
    while (term < end) {
      let left: i32 = i32[term + TERM_OPERANDS];
      let right: i32 = i32[term + TERM_OPERANDS + 4];
      let factor: v128 = splat(f64[term + TERM_FACTOR]);
      ${[...new Set(all.map(({ pair }) => pair))].map((pair) => `let right${pair}: v128 = v128[right + STAGE_VALUES + ${16 * pair}];`).join("\n      ")}
      sum = sum + factor * (${product(solution, 0)});
      error = error + factor * (${product(error, solution.length)});
      term = term + 8;
    }
    f64[target + SUMS] = lane0(sum) + lane1(sum);
    f64[target + SUM_ERRORS] = lane0(error) + lane1(error);
    target = target + 8;
  }
}
`;
}

const MADE_SLOPES = `
    v128[value + STAGE_VALUES + ${16 * STAGE_PAIRS}] = splat(f64[left]) * v128[right + ${16 * STAGE_PAIRS}]
      + v128[left + ${16 * STAGE_PAIRS}] * splat(f64[right]);`;

/** What a pair of values of the right operand is multiplied by: weights times values of the left one. */
interface WeighedPair {
  readonly pair: number;
  readonly even: number;
  readonly odd: number;
  /** Where WEIGHT stands for the weights. */
  readonly text: string;
}

function weighedPairs(weights: readonly number[], kind: 0 | 1, hasSlopes: boolean): readonly WeighedPair[] {
  const pairs: WeighedPair[] = [];
  const value = (pair: number): string => `v128[value + ${16 * pair}]`;
  for (let pair = 0; 2 * pair < weights.length; pair++) {
    const [even = 0, odd = 0] = weights.slice(2 * pair, 2 * pair + 2);
    if (even !== 0 || odd !== 0 || (pair === 0 && hasSlopes))
      pairs.push({ pair, even, odd, text: `WEIGHT * ${value(pair)}` });
  }
  if (!hasSlopes) return pairs;
  const slope = `f64[value + ${16 * STAGE_PAIRS + 8 * kind}]`;
  const [first, ...others] = pairs;
  return [
    { ...first!, text: `${first!.text} + replace0(splat(0.0), h * ${slope})` },
    ...others,
    { pair: STAGE_PAIRS, even: kind === 0 ? 1 : 0, odd: kind, text: "WEIGHT * splat(f64[value])" },
  ];
}
