// In which windows each species is there: from where it is made to where it is last needed.

import type { SpeciesId } from "../network/reaction-network.js";
import { netChange } from "../network/stoichiometry.js";
import type { CircuitPlan } from "./circuit-plan.js";

/** The window in which a sample arrives, as seen from the cycle that processes it. */
export const ARRIVAL = -1;

/** When species that do not persist are there, and where outputs are read. */
export interface SpeciesPresence {
  /** Of persistent species: always. */
  readonly isPresent: (species: SpeciesId, window: number) => boolean;
  /** The window in which the outputs stand still. */
  readonly readWindow: number;
}

/** Follows what is needed backwards and what is made forwards through one cycle. */
export function speciesPresence(plan: CircuitPlan): SpeciesPresence {
  const readWindow = windowOfReading(plan);
  const needed = neededSpecies(plan, readWindow);
  const present = madeSpecies(plan, needed);
  return {
    readWindow,
    isPresent: (species, window) =>
      plan.kindOf(species) === "persistent" || (present.get(window)?.has(species) ?? false),
  };
}

/** The first window in which every output has formed and none is changed. */
function windowOfReading({ windows, outputs }: CircuitPlan): number {
  let window = 0;
  for (const [index, { opening, reactions }] of windows.entries()) {
    if (opening.flat().some(({ to }) => outputs.has(to))) window = Math.max(window, index);
    const forms = reactions.some(({ reaction }) =>
      [...netChange(reaction).keys()].some((species) => outputs.has(species)),
    );
    if (forms) window = Math.max(window, index + 1);
  }
  return window;
}

/** For each window the transient and fed species that something reads in it or later. */
function neededSpecies(plan: CircuitPlan, readWindow: number): readonly ReadonlySet<SpeciesId>[] {
  const { windows, species, kindOf, image, outputs } = plan;
  const passing = species.filter((id) => kindOf(id) !== "persistent");
  const needed: ReadonlySet<SpeciesId>[] = [];
  for (let window = windows.length - 1; window >= 0; window--) {
    const after = needed[window + 1];
    const matters = (id: SpeciesId): boolean => kindOf(id) === "persistent" || (after?.has(id) ?? false);
    const isCarried = (id: SpeciesId): boolean => [...image(id, window + 1).keys()].some(matters);
    needed[window] = new Set([
      ...windows[window]!.reactions.flatMap(({ reaction }) =>
        reaction.reactants.map((term) => term.species).filter((id) => kindOf(id) !== "persistent"),
      ),
      ...(window === readWindow ? outputs : []),
      ...(after === undefined ? [] : passing.filter(isCarried)),
    ]);
  }
  return needed;
}

/** For each window, and the arrival, the needed species that are there. */
function madeSpecies(
  plan: CircuitPlan,
  needed: readonly ReadonlySet<SpeciesId>[],
): ReadonlyMap<number, ReadonlySet<SpeciesId>> {
  const { windows, species, kindOf, image, token, hasToken } = plan;
  const present = new Map<number, Set<SpeciesId>>();
  present.set(ARRIVAL, new Set(species.filter((id) => kindOf(id) === "fed")));
  for (const [window, { reactions }] of windows.entries()) {
    const isNeeded = (id: SpeciesId): boolean => needed[window]!.has(id);
    const before = [...present.get(window - 1)!, ...(hasToken ? [token] : [])];
    const here = new Set(before.flatMap((id) => [...image(id, window).keys()]).filter(isNeeded));
    for (let size = -1; size !== here.size; ) {
      size = here.size;
      for (const { reaction } of reactions) {
        const canFire = reaction.reactants.every(
          (term) => kindOf(term.species) === "persistent" || here.has(term.species),
        );
        if (!canFire) continue;
        for (const [id, change] of netChange(reaction)) if (change > 0 && isNeeded(id)) here.add(id);
      }
    }
    present.set(window, here);
  }
  return present;
}
