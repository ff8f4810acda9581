// How long a gated reaction really acts in one turn of the clock: ∫ of the parts of its reactants that are there. On the
// travelling wave of the ring this has a closed form, since every copy comes and goes with the same profile.

import { digamma } from "./digamma.js";
import { dwellOf, type RingOscillator } from "./ring-oscillator.js";

/** From the opening of one window to the opening of another, in windows; `end` may lie past the last one. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/**
 * What gates a reaction: a clock species as catalyst, or the presence of one or two converted copies (∫ T dt, ∫ T·T' dt).
 */
export type Gate =
  | { readonly kind: "clock"; readonly window: number }
  | { readonly kind: "copies"; readonly intervals: readonly Interval[] };

/** Text that is equal for gates with equal areas. */
export function gateKey(gate: Gate): string {
  return gate.kind === "clock"
    ? `clock ${gate.window}`
    : gate.intervals
        .map(({ start, end }) => `${start}-${end}`)
        .sort()
        .join(" ");
}

/**
 * Area of a gate in closed form. A copy goes as q = (1 + e^{kt})^{−m}, m = transfer rate/k, around the middle of a switch
 * and comes as 1 − q, so its own area is a whole number of windows; where both factors of a product come or go together
 * it is shorter by ∫ (q − q²) dt = (ψ(2m) − ψ(m))/k.
 */
export function estimatedArea(gate: Gate, ring: RingOscillator): number {
  const dwell = dwellOf(ring);
  if (gate.kind === "clock") return dwell;
  const [first, second] = gate.intervals;
  if (first === undefined) return Number.NaN;
  if (second === undefined) return (first.end - first.start) * dwell;
  const count = ring.species.length;
  const ratio = ring.transferRate / ring.rate;
  const edge = (digamma(2 * ratio) - digamma(ratio)) / ring.rate;
  let area = 0;
  for (const shift of [-count, 0, count]) {
    const start = Math.max(first.start, second.start + shift);
    const end = Math.min(first.end, second.end + shift);
    if (end <= start) continue;
    const shared = Number(first.start === second.start + shift) + Number(first.end === second.end + shift);
    area += (end - start) * dwell - shared * edge;
  }
  return area;
}
