// Which quantities need their rails to cancel, and when. The difference of two rails follows its equation whatever they
// have in common, so cancelling is needed only where something else than the difference counts, or where the common
// part would grow: every further annihilation would be a reaction without effect.

import type { Origin } from "@ncrn/language";
import type { ReactionRole } from "../network/reaction-network.js";
import type { Monomial } from "../polynomials/polynomial.js";
import type { RateEquation } from "./rate-equation.js";

/** A quantity with the phases in which its rails have to cancel. */
export interface AnnihilatedQuantity {
  readonly name: string;
  readonly phases: readonly string[];
  readonly origin: Origin;
}

/** Equations that are integrated rather than applied once to what stands still. */
const MOVING: ReadonlySet<ReactionRole> = new Set(["forward", "state-reversal", "adjoint"]);

/**
 * Quantities that move and whose absolute value or powers are read, and states that make quantities move. Adjoints enter
 * linearly, and what only falls by itself loses both rails alike: neither needs it.
 */
export function quantitiesToAnnihilate(equations: readonly RateEquation[]): readonly AnnihilatedQuantity[] {
  const moving = equations.filter(({ role }) => MOVING.has(role));
  const adjoints = new Set(moving.filter(({ role }) => role === "adjoint").map(({ target }) => target));
  const found = new Map<string, AnnihilatedQuantity>();
  for (const { target, phases, origin } of moving) {
    const isRead = (equation: RateEquation): boolean =>
      equation.value.some((term) => readsMoreThanDifference(term, target));
    const catalyses = (equation: RateEquation): boolean =>
      !adjoints.has(target) && equation.value.some((term) => raises(term, target, equation.target));
    if (!equations.some(isRead) && !moving.some(catalyses)) continue;
    const present = found.get(target);
    found.set(target, { name: target, origin, phases: present ? [...present.phases, ...phases] : phases });
  }
  return [...found.values()];
}

/** The term contains |q| or a power of q, whose rail form is shorter or smaller when one rail is empty. */
function readsMoreThanDifference({ variables }: Monomial, name: string): boolean {
  return variables.some((factor) => factor.name === name && (factor.absolute || factor.power > 1));
}

/** The term makes the target change by q, other than by the plain decay `q' = −c·q`. */
function raises({ number, variables }: Monomial, name: string, target: string): boolean {
  if (!variables.some((factor) => factor.name === name)) return false;
  const isDecay = target === name && number < 0 && variables.length === 1;
  return !isDecay;
}
