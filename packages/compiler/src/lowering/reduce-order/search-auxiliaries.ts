// Which products become auxiliary variables, so that every right-hand side, theirs included, has the wanted order.
// Branch and bound over the ways to split a product in two, as in Bychkov, Pogudin, "Optimal monomial quadratization for
// ODE systems" (IWOCA 2021), and Bychkov, Issan, Pogudin, Kramer, "Exact and optimal quadratization" (SIAM J. Appl.
// Dyn. Syst. 2024), extended by |q| and by phases. The work is bounded by a count, never by a clock.

import { branchAndBound, type Preference, type SearchLimits } from "./branch-and-bound.js";
import { divisorClosure } from "./divisor-closure.js";
import { leastAddedCost } from "./lower-bound.js";
import { type PowerProduct, productKey } from "./power-product.js";
import {
  type AuxiliarySearch,
  type BaseObligation,
  contextOf,
  type Obligation,
  type SearchContext,
} from "./search-context.js";
import { type ChosenSets, COST_OF_VARIABLE, costOf, openObligations, stateOf } from "./search-state.js";
import { withoutNeedless } from "./without-needless.js";

/** Operations on products that a search may do. */
export const SEARCH_BUDGET = 2_000_000;

/** For each phase the products that are read in it, by key. */
export type AuxiliarySets = readonly ReadonlyMap<string, PowerProduct>[];

export interface FoundAuxiliaries {
  readonly sets: AuxiliarySets;
  /** What no set is known for. */
  readonly unmet: readonly { readonly phase: number; readonly product: PowerProduct }[];
  /** False if the budget ended before families of fewer variables were excluded, group by group. */
  readonly complete: boolean;
  /** Operations on products that were done. */
  readonly work: number;
}

/**
 * The smallest family of auxiliary variables found: fewest variables, then fewest phases in which they are read. Groups of
 * obligations are solved one after the other, each with what the others have already; a second round lets the first ones
 * use what the last ones needed.
 */
export function searchAuxiliaries(search: AuxiliarySearch): FoundAuxiliaries {
  const context = contextOf(search);
  const { work, table } = context;
  const groups = groupsOf(context);
  const rounds = groups.length > 1 ? 2 : 1;
  const solved: (readonly Obligation[])[] = [];
  let sets: ChosenSets = search.phases.map(() => new Set());
  let complete = true;
  /** An equal part of what is left for each of the groups still to be solved. */
  const untilFor = (left: number): number => work.done + Math.max(0, search.budget - work.done) / left;
  for (const [index, group] of groups.entries()) {
    const until = untilFor(groups.length * rounds - index);
    const found = solveGroup(context, group, { start: sets, until, below: Number.POSITIVE_INFINITY });
    complete &&= found.complete;
    if (found.sets === undefined) continue;
    solved.push(group);
    sets = withoutNeedless(context, solved.flat(), { sets: found.sets, until });
  }
  for (const [index, group] of rounds > 1 ? solved.entries() : []) {
    const until = untilFor(solved.length - index);
    const others = solved.filter((other) => other !== group).flat();
    const start = withoutNeedless(context, others, { sets, until });
    const found = solveGroup(context, group, { start, until, below: costOf(stateOf(context, sets)) });
    complete &&= found.complete;
    sets = found.sets ?? sets;
  }
  const named = sets.map(
    (set) => new Map([...set].map(table.productOf).map((product) => [productKey(product), product])),
  );
  const unmet = groups
    .filter((group) => !solved.includes(group))
    .flat()
    .map(({ phase, product }) => ({ phase, product: table.productOf(product) }));
  return { sets: named, unmet, complete, work: work.done };
}

/** Obligations that share a moving quantity belong together; those of standing quantities go by their target. */
function groupsOf({ base, table, isMoving }: SearchContext): readonly (readonly Obligation[])[] {
  let groups: readonly {
    readonly names: ReadonlySet<string>;
    readonly members: readonly BaseObligation[];
  }[] = [];
  for (const one of base) {
    const { obligation, target } = one;
    const own = table.variablesIn(obligation.product).filter(isMoving).map(String);
    const names = new Set(own.length > 0 ? own : [`${obligation.phase}:${target}`]);
    const touching = groups.filter((group) => [...names].some((name) => group.names.has(name)));
    const joined = {
      names: new Set([...touching.flatMap((group) => [...group.names]), ...names]),
      members: [...touching.flatMap(({ members }) => members), one],
    };
    const position = touching.length > 0 ? groups.indexOf(touching[0]!) : groups.length;
    groups = [...groups.slice(0, position), joined, ...groups.slice(position)].filter(
      (group) => !touching.includes(group),
    );
  }
  return groups.map(({ members }) => [...new Set(members.map(({ obligation }) => obligation))]);
}

interface GroupTask {
  readonly start: ChosenSets;
  readonly until: number;
  /** Only what costs less is of use. */
  readonly below: number;
}

interface GroupResult {
  readonly sets: ChosenSets | undefined;
  readonly complete: boolean;
}

/**
 * Families of one variable, of two, … while that is cheap; then anything that works, without what is needless there; then
 * more of the first, and what improves the second.
 */
function solveGroup(
  context: SearchContext,
  group: readonly Obligation[],
  { start, until, below }: GroupTask,
): GroupResult {
  const state = stateOf(context, start);
  const least = costOf(state) + leastAddedCost(context, state, openObligations(context, group, state));
  const best = createBest(context, group, { start, below });
  const share = (part: number): number => context.work.done + Math.max(0, until - context.work.done) * part;
  let variables = Math.floor(least / COST_OF_VARIABLE);
  /** True if fewer variables are not enough. */
  const deepen = (end: number): boolean => {
    while (context.work.done < end) {
      const highest = (variables + 1) * COST_OF_VARIABLE;
      const isSeen = best.improve({ until: end, below: Math.min(best.cost(), highest) });
      if (best.cost() <= highest) return true;
      if (!isSeen) return false;
      variables++;
    }
    return false;
  };
  if (least >= below || deepen(share(0.1))) return { sets: best.sets(), complete: true };
  for (const preference of PREFERENCES) {
    const isSeen = best.improve({ preference, stop: "at-first", until: share(0.15) });
    if (isSeen && best.sets() === undefined) return { sets: undefined, complete: true };
  }
  const any = best.sets() ?? divisorClosure(context, group, start);
  if (any !== undefined)
    best.replace(withoutNeedless(context, group, { sets: any, until: share(0.2), start }));
  const complete =
    deepen(share(0.5)) ||
    best.improve({ preference: "moving", until: share(0.5) }) ||
    best.improve({ preference: "open", until });
  return { sets: best.cost() < below ? best.sets() : undefined, complete };
}

/** The cheapest sets found so far. */
interface Best {
  readonly sets: () => ChosenSets | undefined;
  readonly cost: () => number;
  /** Looks for cheaper ones; true if nothing that costs less is left. */
  readonly improve: (limits: Partial<SearchLimits> & Pick<SearchLimits, "until">) => boolean;
  readonly replace: (sets: ChosenSets) => void;
}

function createBest(
  context: SearchContext,
  group: readonly Obligation[],
  { start, below }: Pick<GroupTask, "start" | "below">,
): Best {
  let best: ChosenSets | undefined;
  let cost = below;
  return {
    sets: () => best,
    cost: () => cost,
    improve: (limits) => {
      const settings = { preference: "moving", stop: "at-best", below: cost, ...limits } as const;
      const found = branchAndBound(context, group, start, settings);
      if (found.sets !== undefined) [best, cost] = [found.sets, found.cost];
      return found.complete;
    },
    replace: (sets) => {
      [best, cost] = [sets, costOf(stateOf(context, sets))];
    },
  };
}

const PREFERENCES: readonly Preference[] = ["moving", "open"];
