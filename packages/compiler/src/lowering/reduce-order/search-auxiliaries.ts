// Which products become auxiliary variables, so that every right-hand side, theirs included, has the wanted order.
// Branch and bound over the ways to split a product in two, as in Bychkov, Pogudin, "Optimal monomial quadratization for
// ODE systems" (IWOCA 2021), and Bychkov, Issan, Pogudin, Kramer, "Exact and optimal quadratization" (SIAM J. Appl.
// Dyn. Syst. 2024), extended by |q| and by phases. The work is bounded by a count, never by a clock.

import { coverOf } from "./cover-product.js";
import { divisorClosure } from "./divisor-closure.js";
import { degreeOfProduct, divides, type PowerProduct, productKey, quotientOf } from "./power-product.js";
import {
  type AuxiliarySearch,
  type AuxiliarySets,
  contextOf,
  isMet,
  type Obligation,
  obligationKey,
  openObligations,
  type SearchContext,
} from "./search-context.js";

/** Families with more members are not tried without one after the other: the work grows with the cube of their number. */
const LARGEST_TRIMMED = 80;

/** Open products times known ones that make a node count once more. */
const TYPICAL_SIZE = 100;

/** Nodes of the search tree that are visited for each group of quantities that depend on each other. */
export const SEARCH_BUDGET = 2000;

export interface FoundAuxiliaries {
  readonly sets: AuxiliarySets;
  /** What no set is known for. */
  readonly unmet: readonly Obligation[];
  /** False if the budget ended before every choice had been compared or excluded. */
  readonly complete: boolean;
  readonly nodes: number;
}

/**
 * The smallest family of auxiliary variables found: fewest variables, then fewest phases in which they are read. Groups of
 * obligations are solved one after the other, each with what the others have already; a second round lets the first ones
 * use what the last ones needed.
 */
export function searchAuxiliaries(search: AuxiliarySearch): FoundAuxiliaries {
  const context = contextOf(search);
  const groups = groupsOf(context);
  const solved: (readonly Obligation[])[] = [];
  let sets: AuxiliarySets = search.phases.map(() => new Map());
  let nodes = 0;
  let complete = true;
  const solve = (group: readonly Obligation[], start: AuxiliarySets): AuxiliarySets | undefined => {
    const result = solveGroup(context, group, start);
    nodes += result.nodes;
    complete &&= result.complete;
    return result.sets ?? divisorClosure(context, group, start);
  };
  for (const group of groups) {
    const found = solve(group, sets);
    if (found === undefined) continue;
    solved.push(group);
    sets = withoutNeedless(context, solved.flat(), found);
  }
  for (const group of groups.length > 1 ? solved : []) {
    const others = solved.filter((other) => other !== group).flat();
    const found = solve(group, withoutNeedless(context, others, sets));
    if (found !== undefined && costOf(found) < costOf(sets)) sets = found;
  }
  return { sets, unmet: groups.filter((group) => !solved.includes(group)).flat(), complete, nodes };
}

/** Obligations that share a moving quantity belong together; those of standing quantities go by their target. */
function groupsOf({ base, moving }: SearchContext): readonly (readonly Obligation[])[] {
  let groups: readonly { readonly names: ReadonlySet<string>; readonly members: readonly Obligation[] }[] =
    [];
  for (const obligation of base) {
    const own = obligation.product.map(({ name }) => name).filter((name) => moving.has(name));
    const names = new Set(own.length > 0 ? own : [`${obligation.phase}:${obligation.target}`]);
    const touching = groups.filter((group) => [...names].some((name) => group.names.has(name)));
    const joined = {
      names: new Set([...touching.flatMap((group) => [...group.names]), ...names]),
      members: [...touching.flatMap(({ members }) => members), obligation],
    };
    const position = touching.length > 0 ? groups.indexOf(touching[0]!) : groups.length;
    groups = [...groups.slice(0, position), joined, ...groups.slice(position)].filter(
      (group) => !touching.includes(group),
    );
  }
  return groups.map(({ members }) => members);
}

/** A point of the search: what is chosen, and what it leaves to be met. */
interface Node {
  readonly sets: AuxiliarySets;
  readonly open: readonly Obligation[];
}

/**
 * The best of two depth-first searches that differ in what they try first; each has half of the budget, and the second is
 * not needed if the first has seen everything.
 */
function solveGroup(
  context: SearchContext,
  group: readonly Obligation[],
  start: AuxiliarySets,
): Omit<FoundAuxiliaries, "sets" | "unmet"> & { readonly sets: AuxiliarySets | undefined } {
  const root = { sets: start, open: openObligations(context, group, start) };
  const first = searchFrom(context, root, { preference: "moving", bound: undefined });
  if (first.complete) return first;
  const second = searchFrom(context, root, { preference: "open", bound: first.sets });
  return { ...second, nodes: first.nodes + second.nodes };
}

/** `moving`: products without standing factors first; `open`: what leaves least to be met first. */
type Preference = "moving" | "open";

function searchFrom(
  context: SearchContext,
  root: Node,
  { preference, bound }: { readonly preference: Preference; readonly bound: AuxiliarySets | undefined },
): { readonly sets: AuxiliarySets | undefined; readonly complete: boolean; readonly nodes: number } {
  const budget = context.budget / 2;
  let best = bound;
  let bestCost = bound === undefined ? Number.POSITIVE_INFINITY : costOf(bound);
  let nodes = 0;
  const seen = new Set<string>();
  const visit = (node: Node): void => {
    // What a node costs grows with what is open and known there.
    nodes += 1 + Math.floor((node.open.length * sizeOf(node.sets)) / TYPICAL_SIZE);
    if (nodes > budget) return;
    const cost = costOf(node.sets);
    if (node.open.length === 0) {
      if (cost < bestCost) [best, bestCost] = [node.sets, cost];
      return;
    }
    for (const child of childrenOf(context, node, preference)) {
      if (costOf(child.sets) + (child.open.length > 0 ? 1 : 0) >= bestCost) continue;
      const key = keyOfSets(child.sets);
      if (seen.has(key)) continue;
      seen.add(key);
      visit(child);
      if (nodes > budget) return;
    }
  };
  visit(root);
  return { sets: best, complete: nodes <= budget, nodes };
}

function sizeOf(sets: AuxiliarySets): number {
  return sets.reduce((sum, set) => sum + set.size, 0);
}

function keyOfSets(sets: AuxiliarySets): string {
  return sets.map((set) => [...set.keys()].sort().join(" ")).join(";");
}

/** A variable weighs more than any number of phases in which it is read. */
function costOf(sets: AuxiliarySets): number {
  const all = new Set(sets.flatMap((set) => [...set.keys()]));
  return all.size * 1000 + sets.reduce((sum, set) => sum + set.size, 0);
}

/** The ways to meet the obligation with the fewest splits, most promising first. */
function childrenOf(context: SearchContext, { sets, open }: Node, preference: Preference): readonly Node[] {
  const narrowest = open.reduce((least, obligation) =>
    choicesOf(context, obligation) < choicesOf(context, least) ? obligation : least,
  );
  const { phase } = narrowest;
  return additionsFor(context, sets, narrowest)
    .map((addition) => {
      const added = new Map(addition.map((product) => [productKey(product), product]));
      const next = sets.map((set, index) => (index === phase ? new Map([...set, ...added]) : set));
      const node = { sets: next, open: openAfter(context, { sets: next, open }, { phase, addition }) };
      const standing = preference === "moving" ? standingFactors(context, addition) : 0;
      const uses = sumOf(addition, context.uses);
      return { node, standing, uses, cost: costOf(next), degree: sumOf(addition, degreeOfProduct) };
    })
    .sort(
      (a, b) =>
        a.cost - b.cost ||
        a.standing - b.standing ||
        b.uses - a.uses ||
        a.node.open.length - b.node.open.length ||
        a.degree - b.degree,
    )
    .map(({ node }) => node);
}

function choicesOf(context: SearchContext, { product, required }: Obligation): number {
  return required === undefined ? context.splits(product).length : 1;
}

function standingFactors({ moving }: SearchContext, products: readonly PowerProduct[]): number {
  return degreeOfProduct(products.flat().filter(({ name }) => !moving.has(name)));
}

function sumOf(products: readonly PowerProduct[], numberOf: (product: PowerProduct) => number): number {
  return products.reduce((sum, product) => sum + numberOf(product), 0);
}

/** What is left of the obligations that were open before products were added in one phase, and what comes with these. */
function openAfter(
  context: SearchContext,
  { sets, open }: Node,
  { phase, addition }: { readonly phase: number; readonly addition: readonly PowerProduct[] },
): readonly Obligation[] {
  const stillOpen = open.filter(
    (obligation) => obligation.phase !== phase || !isMetBy(context, obligation, sets, addition),
  );
  const added = addition
    .flatMap((product) => context.derived(phase, product) ?? [])
    .filter((obligation) => !isMet(context, obligation, sets));
  const left = new Map([...stillOpen, ...added].map((obligation) => [obligationKey(obligation), obligation]));
  return [...left.values()];
}

/** What was open before can only be met with the help of something new. */
function isMetBy(
  context: SearchContext,
  obligation: Obligation,
  sets: AuxiliarySets,
  addition: readonly PowerProduct[],
): boolean {
  if (obligation.required !== undefined) return isMet(context, obligation, sets);
  return addition.some((product) => {
    const rest = divides(product, obligation.product) ? quotientOf(obligation.product, product) : undefined;
    return rest !== undefined && coverOf(rest, sets[obligation.phase]!, context.limit - 1) !== undefined;
  });
}

/** Sets of one or two new products, each of which meets the obligation. */
function additionsFor(
  context: SearchContext,
  sets: AuxiliarySets,
  { phase, product, required }: Obligation,
): readonly (readonly PowerProduct[])[] {
  const known = sets[phase]!;
  const isUsable = (candidate: PowerProduct): boolean =>
    degreeOfProduct(candidate) >= 2 && context.derived(phase, candidate) !== undefined;
  if (required !== undefined) {
    const rest = quotientOf(product, required);
    return rest !== undefined && isUsable(rest) ? [[rest]] : [];
  }
  const additions = new Map<string, readonly PowerProduct[]>();
  for (const { part, rest } of context.splits(product)) {
    if (!isUsable(part)) continue;
    const withPart = new Map([...known, [productKey(part), part] as const]);
    const isEnough = coverOf(rest, withPart, context.limit - 1) !== undefined;
    if (!isEnough && !isUsable(rest)) continue;
    const added = (isEnough ? [part] : [part, rest]).filter((one) => !known.has(productKey(one)));
    if (added.length > 0) additions.set(added.map(productKey).sort().join(" "), added);
  }
  return [...additions.values()];
}

/** Without products that the given obligations do not need, those of the highest degree first. */
function withoutNeedless(
  context: SearchContext,
  met: readonly Obligation[],
  sets: AuxiliarySets,
): AuxiliarySets {
  if (sizeOf(sets) > LARGEST_TRIMMED) return sets;
  let kept = sets;
  for (const [phase, set] of sets.entries()) {
    const products = [...set.values()].sort((a, b) => degreeOfProduct(b) - degreeOfProduct(a));
    for (const product of products) {
      const fewer = kept.map((one, index) =>
        index === phase ? new Map([...one].filter(([key]) => key !== productKey(product))) : one,
      );
      if (openObligations(context, met, fewer).length === 0) kept = fewer;
    }
  }
  return kept;
}
