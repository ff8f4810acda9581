// Which species need more than one copy. A reaction is off outside its windows if one of its reactants exists there in
// another copy; the clock converts copies, so that no reaction needs the clock as a third reactant.

import { invariant } from "@ncrn/language";
import type { SpeciesId } from "../network/reaction-network.js";
import type { CircuitPlan } from "./circuit-plan.js";
import type { GatedReaction } from "./gated-reactions.js";
import { ARRIVAL, type SpeciesPresence } from "./species-presence.js";

/** One form of a species, from the opening of one window to the opening of another. */
export interface Copy {
  readonly species: SpeciesId;
  /** The window with whose opening it appears; `ARRIVAL` for what is fed. */
  readonly start: number;
  /** The window with whose opening it disappears; larger than `start`, past the last window for one that crosses the cycle. */
  readonly end: number;
  /** Never converted: it is there in every window. */
  readonly permanent: boolean;
}

/** The copies of all species. */
export interface Copies {
  /** In order of time, without species that are never there. */
  readonly of: (species: SpeciesId) => readonly Copy[];
  /** The copy in a window; for `ARRIVAL` that of what is fed. */
  readonly at: (species: SpeciesId, window: number) => Copy | undefined;
}

type Splits = ReadonlyMap<SpeciesId, ReadonlySet<number>>;

/** Finds the fewest conversions, greedily: always the one that separates most reactions from windows that are not theirs. */
export function phaseLocalCopies(
  plan: CircuitPlan,
  presence: SpeciesPresence,
  reactions: readonly GatedReaction[],
): Copies {
  let splits = forcedSplits(plan, presence, reactions);
  for (;;) {
    const copies = copiesOf(plan, presence, splits);
    const next = mostUsefulSplit(plan, presence, reactions, copies) ?? splitOfLongest(plan, copies);
    if (next === undefined) return copies;
    splits = withSplit(splits, next);
  }
}

interface Split {
  readonly species: SpeciesId;
  /** The window with whose opening the species is converted. */
  readonly window: number;
}

function withSplit(splits: Splits, { species, window }: Split): Splits {
  const present = splits.get(species) ?? new Set();
  invariant(!present.has(window), `\`${species}\` is converted twice when one window opens`);
  return new Map([...splits, [species, new Set([...present, window])]]);
}

/** A transfer that makes something consumes its reactant; a product of two quantities that persist needs one of them local. */
function forcedSplits(
  plan: CircuitPlan,
  presence: SpeciesPresence,
  reactions: readonly GatedReaction[],
): Splits {
  const splits = new Map<SpeciesId, Set<number>>();
  const add = (species: SpeciesId, window: number): void => {
    splits.set(species, (splits.get(species) ?? new Set()).add(window));
  };
  for (const species of plan.species)
    for (const window of plan.windows.keys()) {
      const stays = presence.isPresent(species, window - 1) && presence.isPresent(species, window);
      if (stays && keptProducts(species, window, plan, presence).length > 0) add(species, window);
    }
  for (const { reaction, windows, gate } of reactions) {
    const [first] = reaction.reactants;
    const allPersist = reaction.reactants.every(({ species }) => plan.kindOf(species) === "persistent");
    if (gate !== "copies" || !allPersist || first === undefined) continue;
    for (const window of windows) {
      add(first.species, window);
      add(first.species, (window + 1) % plan.windows.length);
    }
  }
  return splits;
}

/** What the opening of a window makes of a species, itself left out, and without what nothing needs. */
export function keptProducts(
  species: SpeciesId,
  window: number,
  { image, kindOf }: CircuitPlan,
  { isPresent }: SpeciesPresence,
): readonly SpeciesId[] {
  return [...image(species, window).keys()].filter(
    (product) => product !== species && (kindOf(product) === "persistent" || isPresent(product, window)),
  );
}

function copiesOf(plan: CircuitPlan, presence: SpeciesPresence, splits: Splits): Copies {
  const all = new Map(
    plan.species.map((species) => [
      species,
      plan.kindOf(species) === "persistent"
        ? persistentCopies(species, plan.windows.length, splits.get(species) ?? new Set())
        : passingCopies(species, plan.windows.length, presence, splits.get(species) ?? new Set()),
    ]),
  );
  const of = (species: SpeciesId): readonly Copy[] => all.get(species) ?? [];
  const count = plan.windows.length;
  return {
    of,
    at: (species, window) =>
      of(species).find(
        ({ start, end, permanent }) =>
          permanent || (start <= window && window < end) || (start <= window + count && window + count < end),
      ),
  };
}

function persistentCopies(species: SpeciesId, count: number, splits: ReadonlySet<number>): readonly Copy[] {
  const starts = [...splits].sort((a, b) => a - b);
  if (starts.length === 0) return [{ species, start: 0, end: count, permanent: true }];
  // The copy of the feed window comes first, so that it is the one that carries the initial value.
  const ordered = [...starts.slice(-1), ...starts.slice(0, -1)];
  return ordered.map((start) => {
    const next = starts.find((other) => other > start) ?? starts[0]! + count;
    return { species, start, end: next, permanent: false };
  });
}

function passingCopies(
  species: SpeciesId,
  count: number,
  { isPresent }: SpeciesPresence,
  splits: ReadonlySet<number>,
): readonly Copy[] {
  const copies: Copy[] = [];
  for (let window = ARRIVAL; window < count; window++) {
    if (!isPresent(species, window)) continue;
    const last = copies.at(-1);
    if (last === undefined || last.end !== window || splits.has(window))
      copies.push({ species, start: window, end: window + 1, permanent: false });
    else copies[copies.length - 1] = { ...last, end: window + 1 };
  }
  return copies;
}

/** A reaction that could go on in a window that is not its own, and the conversions that would prevent it. */
interface Leak {
  readonly remedies: readonly Split[];
}

function mostUsefulSplit(
  plan: CircuitPlan,
  presence: SpeciesPresence,
  reactions: readonly GatedReaction[],
  copies: Copies,
): Split | undefined {
  const leaks = reactions
    .filter(({ gate }) => gate === "copies")
    .flatMap((reaction) => leaksOf(reaction, plan, presence, copies));
  const uses = new Map<string, { readonly split: Split; readonly count: number }>();
  for (const { remedies } of leaks) {
    for (const split of remedies) {
      const key = `${split.species} ${split.window}`;
      uses.set(key, { split, count: (uses.get(key)?.count ?? 0) + 1 });
    }
  }
  const rank = new Map(plan.species.map((species, index) => [species, index]));
  const [best] = [...uses.values()].sort(
    (a, b) => b.count - a.count || rank.get(a.split.species)! - rank.get(b.split.species)!,
  );
  return best?.split;
}

function leaksOf(
  { reaction, windows }: GatedReaction,
  plan: CircuitPlan,
  presence: SpeciesPresence,
  copies: Copies,
): readonly Leak[] {
  const species = reaction.reactants.map((term) => term.species);
  const leaks: Leak[] = [];
  for (let other = ARRIVAL; other < plan.windows.length; other++) {
    if (windows.includes(other)) continue;
    for (const window of windows) {
      const leaking = species.every((id) => {
        const copy = copies.at(id, window);
        return copy !== undefined && copy === copies.at(id, other);
      });
      if (!leaking) continue;
      const [from, to] = [Math.min(window, other), Math.max(window, other)];
      const remedies = species
        .filter((id) => plan.kindOf(id) !== "persistent")
        .flatMap((id) =>
          Array.from({ length: to - from }, (_, index) => ({ species: id, window: from + 1 + index })),
        )
        .filter((split) => presence.isPresent(split.species, split.window - 1));
      leaks.push({ remedies });
    }
  }
  return leaks;
}

/**
 * A copy must not be cleaned by the clock species that is still high when it forms: at most N − 2 windows, one more for
 * what is fed in the middle of a window.
 */
function splitOfLongest(plan: CircuitPlan, copies: Copies): Split | undefined {
  const count = plan.windows.length;
  for (const species of plan.species) {
    for (const { start, end, permanent } of copies.of(species)) {
      const allowed = count - 2 + (start === ARRIVAL ? 1 : 0);
      if (!permanent && end - start > allowed) return { species, window: (start + allowed) % count };
    }
  }
  return undefined;
}
