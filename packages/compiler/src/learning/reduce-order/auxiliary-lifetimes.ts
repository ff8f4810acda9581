// When each auxiliary variable of a circuit holds its product: from a place where it is made, through phases in which its
// factors stand still or in which it moves with them. Where a factor moves without it, a new variable starts.

import {
  degreeOfProduct,
  type PowerProduct,
  productText,
} from "../../lowering/reduce-order/power-product.js";
import type { AuxiliarySets } from "../../lowering/reduce-order/search-auxiliaries.js";
import { freshNames, SPACED } from "../../network/free-name.js";
import { changesBetween, type Timeline } from "./timeline.js";

/** One variable for one product during part of the timeline. */
export interface Lifetime {
  readonly key: string;
  readonly product: PowerProduct;
  readonly name: string;
  /** Phases in which it is read. */
  readonly phases: readonly number[];
  /** The place in which it is made. */
  readonly place: number;
}

/** In the order of the places in which they are made; products of fewer factors first. */
export function lifetimesOf(
  timeline: Timeline,
  sets: AuxiliarySets,
  taken: ReadonlySet<string>,
): readonly Lifetime[] {
  const fresh = freshNames(taken, SPACED);
  const products = new Map(sets.flatMap((set) => [...set]));
  const lifetimes = [...products].flatMap(([key, product]) => {
    const uses = sets.flatMap((set, phase) => (set.has(key) ? [phase] : []));
    return spansOf(timeline, product, uses).map((phases) => ({
      key,
      product,
      phases,
      name: fresh(productText(product)),
      place: placeBefore(phases[0]!),
    }));
  });
  return lifetimes.sort(
    (a, b) => a.place - b.place || degreeOfProduct(a.product) - degreeOfProduct(b.product),
  );
}

/** The place in which something must be made to be read in a phase. */
function placeBefore(phase: number): number {
  return phase - (phase % 2);
}

/** True if a variable made for the lifetime still, or already, equals its product when the phase begins. */
export function holdsAt(timeline: Timeline, { product, phases, place }: Lifetime, phase: number): boolean {
  return phase >= place && isKept(timeline, product, { from: place, to: phase, moves: phases });
}

function spansOf(
  timeline: Timeline,
  product: PowerProduct,
  uses: readonly number[],
): readonly (readonly number[])[] {
  const spans: number[][] = [];
  for (const phase of uses) {
    const current = spans.at(-1);
    const from = current?.at(-1);
    if (
      current !== undefined &&
      from !== undefined &&
      isKept(timeline, product, { from, to: phase, moves: uses })
    )
      current.push(phase);
    else spans.push([phase]);
  }
  return spans;
}

function isKept(
  timeline: Timeline,
  product: PowerProduct,
  { from, to, moves }: { readonly from: number; readonly to: number; readonly moves: readonly number[] },
): boolean {
  for (let phase = from; phase < to; phase++) {
    if (moves.includes(phase) && timeline[phase]!.kind === "dynamic") continue;
    if (product.some(({ name }) => changesBetween(timeline, name, phase, phase + 1))) return false;
  }
  return true;
}
