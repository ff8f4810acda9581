// Copies → species of the closed network. The first copy of a species keeps its identifier, so that what is fed and what
// persists is called as before.

import type { FreshName } from "../network/free-name.js";
import { transliterate } from "../network/identifiers.js";
import type { Species, SpeciesId } from "../network/reaction-network.js";
import type { CircuitPlan } from "./circuit-plan.js";
import type { Copies, Copy } from "./phase-local-copies.js";
import { ARRIVAL } from "./species-presence.js";

/** Identifiers of copies, and the species in the order of the circuit. */
export interface CopySpecies {
  readonly idOf: (copy: Copy) => SpeciesId;
  readonly species: readonly Species[];
}

/** All that is made again in each cycle starts at 0; the token starts at `tokenAmount`. */
export function copySpecies(
  plan: CircuitPlan,
  copies: Copies,
  { fresh, tokenAmount }: { readonly fresh: FreshName; readonly tokenAmount: number },
): CopySpecies {
  const ids = new Map<Copy, SpeciesId>();
  const species: Species[] = [];
  for (const original of [...plan.network.species, ...tokenSpecies(plan, tokenAmount)]) {
    const persists = plan.kindOf(original.id) !== "transient";
    const all = copies.of(original.id);
    if (all.length === 0) species.push({ ...original, initial: 0 });
    for (const [index, copy] of all.entries()) {
      const window = copy.start === ARRIVAL ? "feed" : plan.windows[copy.start]!.name;
      const id = index === 0 ? original.id : fresh(`${original.id}_${transliterate(window)}`);
      ids.set(copy, id);
      species.push({
        ...original,
        id,
        name: index === 0 ? original.name : `${original.name} in ${window}`,
        initial: persists && index === 0 ? original.initial : 0,
      });
    }
  }
  return { species, idOf: (copy) => ids.get(copy)! };
}

function tokenSpecies(plan: CircuitPlan, amount: number): readonly Species[] {
  if (!plan.hasToken) return [];
  return [
    {
      id: plan.token,
      name: plan.token,
      initial: amount,
      clamped: false,
      role: "auxiliary",
      documentation:
        "Conserved; its passing from copy to copy makes amounts that are the same in every cycle.",
      provenance: { origin: plan.origin, rule: "constant amounts" },
    },
  ];
}

/** The smallest constant amount if all others are multiples of it, otherwise the largest: then no coefficient exceeds 1. */
export function tokenAmount(plan: CircuitPlan): number {
  const amounts = plan.windows
    .flatMap((_, window) => [...plan.image(plan.token, window)])
    .filter(([species]) => species !== plan.token)
    .map(([, { coefficient }]) => coefficient.value)
    .filter((value) => value > 0);
  if (amounts.length === 0) return 1;
  const [smallest, largest] = [Math.min(...amounts), Math.max(...amounts)];
  const areMultiples = amounts.every(
    (amount) => Math.abs(amount / smallest - Math.round(amount / smallest)) < 1e-9,
  );
  return areMultiples && largest / smallest <= LARGEST_MULTIPLE ? smallest : largest;
}

/** More molecules than this in one conversion are no longer simpler than two conversions. */
const LARGEST_MULTIPLE = 4;
