// How closely the species of a network are followed.

import type { Species } from "@ncrn/compiler";
import type { SpeciesTolerances } from "@ncrn/simulator";

/** Error bounds of one species. */
export interface SpeciesBound {
  readonly relative: number;
  readonly absolute: number;
}

/**
 * Clock species fall by many orders of magnitude, and what is left of them decides when they rise again. A relative
 * error of 1e-8 makes the invariant of a ring drift by parts in 10⁷ a period.
 */
const CLOCK_BOUND: SpeciesBound = { relative: 1e-8, absolute: 1e-30 };

/** Bounds by species position: a clock is followed more closely than what it switches. */
export function toleranceBySpecies(species: readonly Species[], common: SpeciesBound): SpeciesTolerances {
  const bound = (kind: keyof SpeciesBound) =>
    species.map(({ role }) => (role === "clock" ? Math.min(common[kind], CLOCK_BOUND[kind]) : common[kind]));
  return { relative: bound("relative"), absolute: bound("absolute") };
}
