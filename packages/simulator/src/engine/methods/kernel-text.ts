// Pieces of kernel text that the methods share: sums of vectors over all core unknowns, two at a time.
import type { Balance } from "./balance-kernel.js";

/** What the stages of a step have to do besides the core's rates. */
export interface StageOptions {
  /** Something is integrated along the solution. */
  readonly hasQuadratures: boolean;
  /** A rate reads the time: that of a stage has to be set before rates are asked for. */
  readonly dependsOnTime: boolean;
  readonly balance: Balance;
  /** What is integrated can be had where rates were asked for last without computing its products again. */
  readonly keepsProducts: boolean;
  /** What is integrated is computed from the values that the stages of a step keep (stage-integrals.ts). */
  readonly integratesStages: boolean;
}

/** Sets the time of a stage, given as a fraction of the step h. */
export function stageTime(fraction: number): string {
  return `f64[STAGE_TIME] = f64[TIME] + ${literal(fraction)} * h;`;
}

/** A number as a literal of the kernel language. */
export function literal(value: number): string {
  const text = String(Math.abs(value));
  const withPoint = /[.e]/.test(text) ? text : `${text}.0`;
  return value < 0 || Object.is(value, -0) ? `(-${withPoint})` : withPoint;
}

/** A vector times a factor: the name of a v128 variable, undefined for 1, and the constant that is the vector's address. */
export interface WeightedVector {
  readonly weight: string | undefined;
  readonly vector: string;
}

/** A loop that sets `target` to the sum; `also` is done for each pair of elements, at byte `i`. */
export function sumLoop(target: string, terms: readonly WeightedVector[], also = ""): string {
  return `for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { v128[i + ${target}] = ${sumText(terms)}; ${also} }`;
}

/** The sum of the elements at byte `i`. */
export function sumText(terms: readonly WeightedVector[]): string {
  return terms
    .map(({ weight, vector }) =>
      weight === undefined ? `v128[i + ${vector}]` : `${weight} * v128[i + ${vector}]`,
    )
    .join(" + ");
}

/** Variables `name` = value·factor as pairs of equal numbers; zeros are left out. */
export function scaledWeights(
  name: (index: number) => string,
  values: readonly number[],
  factor: string | undefined,
): string {
  return values
    .flatMap((value, index) =>
      value === 0 || (value === 1 && factor === undefined)
        ? []
        : [
            `let ${name(index)}: v128 = splat(${factor === undefined ? literal(value) : `${literal(value)} * ${factor}`});`,
          ],
    )
    .join("\n  ");
}

/** Terms weights·vectors without those that are zero. */
export function termsOf(
  values: readonly number[],
  name: (index: number) => string,
  vector: (index: number) => string,
  isScaled: boolean,
): readonly WeightedVector[] {
  return values.flatMap((value, index) =>
    value === 0
      ? []
      : [{ weight: value === 1 && !isScaled ? undefined : name(index), vector: vector(index) }],
  );
}
