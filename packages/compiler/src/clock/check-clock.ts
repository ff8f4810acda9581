// What there is to say about a clock: too fast for the chemistry that it drives, or windows that differ or run together.

import { createDiagnostic, type Diagnostic, type Origin } from "@ncrn/language";
import type { NetworkClock } from "../network/reaction-network.js";
import { dwellOf, type RingOscillator } from "./ring-oscillator.js";
import { shortNumber } from "./short-number.js";

/** Turns of the exponentials of the ring in one window, k·dwell: with fewer the windows do not separate. */
const LEAST_CLOCK_TURNS = 8;
/** annihilate·dwell from which a cancellation counts as complete. */
const LEAST_CANCELLATION = 20;
/** Larger differences of areas show in what the windows compute. */
const LARGEST_MISMATCH = 0.02;
const LARGEST_OVERLAP = 0.15;

/** `clock-too-fast` if a window is too short to finish what it begins, `clock-mismatch` for areas and overlap. */
export function checkClock(
  ring: RingOscillator,
  { areaMismatch, overlap }: Pick<NetworkClock, "areaMismatch" | "overlap">,
  { annihilate, origin }: { readonly annihilate: number; readonly origin: Origin },
): readonly Diagnostic[] {
  const dwell = dwellOf(ring);
  const tooFast = [
    { rate: ring.rate, least: LEAST_CLOCK_TURNS },
    { rate: annihilate, least: LEAST_CANCELLATION },
  ].find(({ rate, least }) => rate * dwell < least);
  if (tooFast !== undefined) {
    const parameters = { dwell: shortNumber(dwell), rate: shortNumber(tooFast.rate), isOfModel: false };
    return [createDiagnostic("clock-too-fast", origin, parameters)];
  }
  if (areaMismatch <= LARGEST_MISMATCH && overlap <= LARGEST_OVERLAP) return [];
  const parameters = {
    difference: shortNumber(100 * areaMismatch),
    overlap: `${shortNumber(100 * overlap)} %`,
  };
  return [createDiagnostic("clock-mismatch", origin, parameters)];
}
