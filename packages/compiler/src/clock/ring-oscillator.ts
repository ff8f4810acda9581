// The clock: a ring of species each of which converts the one before it, C₁ + C₂ -> 2 C₂, …, Cₙ + C₁ -> 2 C₁. One species
// is high at a time. The ring is a Lotka–Volterra lattice with the integrals Σ C and Π C; a start in the middle of a
// window, with the neighbours of the high species at ε and all others at ε², lies on its travelling wave, on which every
// window lasts 2 ln(1/ε)/k.

import { log } from "@ncrn/elementary-functions";
import { numberExpression } from "../network/rate-expression.js";
import type { NetworkEvent, RateExpression, SpeciesId } from "../network/reaction-network.js";
import type { ClockReaction } from "./clock-reaction.js";

/** A ring with one species a window. */
export interface RingOscillator {
  /** The clock species of the windows, in their order. */
  readonly species: readonly SpeciesId[];
  /** Rate constant k of each conversion. */
  readonly rate: number;
  /** ε: what the neighbours of the high species hold in the middle of a window. */
  readonly seed: number;
  /** Rate constant with which a clock species of concentration 1 converts the copies of others. */
  readonly transferRate: number;
}

/** 2 ln(1/ε)/k, the length of a window. */
export function dwellOf({ rate, seed }: RingOscillator): number {
  return (2 * log(1 / seed)) / rate;
}

/** One conversion a window. */
export function ringReactions({ species, rate }: RingOscillator): readonly ClockReaction[] {
  return species.map((falling, index) => {
    const rising = species[(index + 1) % species.length]!;
    return {
      reactants: [
        { species: falling, coefficient: 1 },
        { species: rising, coefficient: 1 },
      ],
      products: [{ species: rising, coefficient: 2 }],
      constant: numberExpression(rate),
      role: "clock",
      rule: "clock",
    };
  });
}

/**
 * Concentrations just after the middle of the last window, where the next species is a little ahead of the one before,
 * so that the trigger of the feed is true at the start and does not fire.
 */
export function ringStart({ species, seed }: RingOscillator): readonly number[] {
  const values = species.map(() => seed * seed);
  values[0] = 2 * seed;
  values[species.length - 2] = seed / 2;
  const others = values.slice(0, -1).reduce((sum, value) => sum + value, 0);
  return [...values.slice(0, -1), 1 - others];
}

/** Time from the middle of the last window to the start: the neighbours change as e^{±kt}. */
export function startAfterMiddle({ rate }: RingOscillator): number {
  return log(2) / rate;
}

/** True from the middle of the last window to its end: the first species has passed the last but one. */
export function feedTrigger({ species }: RingOscillator): NetworkEvent["trigger"] {
  const of = (index: number): RateExpression => ({ kind: "species", id: species.at(index)! });
  const compare = (operator: ">", left: RateExpression, right: RateExpression): RateExpression => ({
    kind: "binary",
    operator,
    left,
    right,
  });
  return {
    kind: "when",
    condition: {
      kind: "binary",
      operator: "&&",
      left: compare(">", of(-1), numberExpression(0.5)),
      right: compare(">", of(0), of(-2)),
    },
  };
}
