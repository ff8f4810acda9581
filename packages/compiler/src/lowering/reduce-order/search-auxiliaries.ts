// Which products become auxiliary variables, so that every right-hand side, theirs included, has the wanted order.
// Branch and bound over the ways to split a product in two, as in Bychkov, Pogudin, "Optimal monomial quadratization for
// ODE systems" (IWOCA 2021), and Bychkov, Issan, Pogudin, Kramer, "Exact and optimal quadratization" (SIAM J. Appl.
// Dyn. Syst. 2024), extended by |q| and by phases. The work is bounded by a count, never by a clock.

import type { Polynomial } from "../../polynomials/polynomial.js";
import { coverOf } from "./cover-product.js";
import { divisorClosure } from "./divisor-closure.js";
import { degreeOfProduct, divisorsOf, type PowerProduct, productKey, quotientOf } from "./power-product.js";
import { type Derivatives, derivativeOfProduct, isDifferentiable } from "./product-rule.js";

/** A right-hand side that must get the wanted order. */
export interface RightHandSide {
  readonly target: string;
  readonly value: Polynomial;
}

/** The equations in force during one phase. Nothing moves in a frozen phase. */
export interface SearchPhase {
  readonly derivatives: Derivatives;
  readonly rightHandSides: readonly RightHandSide[];
}

export interface AuxiliarySearch {
  readonly phases: readonly SearchPhase[];
  /** Most reactants of a reaction. */
  readonly limit: number;
  /** Nodes of the search tree that may be visited. */
  readonly budget: number;
  /** Quantities on one rail: what falls there must be among the reactants, for their auxiliary variables too. */
  readonly isKinetic: (variable: string) => boolean;
}

/** For each phase the products that are read in it, by key. */
export type AuxiliarySets = readonly ReadonlyMap<string, PowerProduct>[];

export interface FoundAuxiliaries {
  /** Undefined if no set is known. */
  readonly sets: AuxiliarySets | undefined;
  /** False if the budget ended before every choice had been compared or excluded. */
  readonly complete: boolean;
  readonly nodes: number;
}

/** A product that has to be written with few reactants in one phase. */
export interface Obligation {
  readonly phase: number;
  readonly product: PowerProduct;
  /** A reactant that must be among them. */
  readonly required: PowerProduct | undefined;
}

/** The smallest family of auxiliary variables found: fewest variables, then fewest phases in which they are read. */
export function searchAuxiliaries(search: AuxiliarySearch): FoundAuxiliaries {
  const context = contextOf(search);
  let sets: AuxiliarySets = search.phases.map(() => new Map());
  let nodes = 0;
  let complete = true;
  for (const group of groupsOf(context)) {
    const result = solveGroup(context, group, sets);
    nodes += result.nodes;
    complete &&= result.complete;
    const found = result.sets ?? divisorClosure(context, group, sets);
    if (found === undefined) return { sets: undefined, complete, nodes };
    sets = withoutNeedless(context, found);
  }
  return { sets, complete, nodes };
}

/** What every step of the search needs. */
export interface SearchContext extends AuxiliarySearch {
  /** Products of the right-hand sides as they stand that have too high an order. */
  readonly base: readonly (Obligation & { readonly target: string })[];
  /** Those of the derivative of an auxiliary variable; undefined if it has no derivative. */
  readonly derived: (phase: number, product: PowerProduct) => readonly Obligation[] | undefined;
}

function contextOf(search: AuxiliarySearch): SearchContext {
  const memory = new Map<string, readonly Obligation[] | undefined>();
  const derived = (phase: number, product: PowerProduct): readonly Obligation[] | undefined => {
    const key = `${phase}:${productKey(product)}`;
    if (!memory.has(key)) memory.set(key, derivedObligations(search, phase, product));
    return memory.get(key);
  };
  const base = search.phases.flatMap(({ rightHandSides }, phase) =>
    rightHandSides.flatMap(({ target, value }) => {
      const own: PowerProduct = [{ name: target, absolute: false, power: 1 }];
      const required = search.isKinetic(target) ? own : undefined;
      return obligationsOf(search, value, { phase, required }).map((obligation) => ({ ...obligation, target }));
    }),
  );
  return { ...search, base, derived };
}

function derivedObligations(
  search: AuxiliarySearch,
  phase: number,
  product: PowerProduct,
): readonly Obligation[] | undefined {
  const { derivatives } = search.phases[phase]!;
  if (!isDifferentiable(product, derivatives)) return undefined;
  const derivative = derivativeOfProduct(product, derivatives);
  if (derivative === undefined) return undefined;
  const isKinetic = product.every(({ name, absolute }) => absolute || search.isKinetic(name));
  return obligationsOf(search, derivative, { phase, required: isKinetic ? product : undefined });
}

function obligationsOf(
  { limit }: AuxiliarySearch,
  value: Polynomial,
  { phase, required }: Omit<Obligation, "product">,
): readonly Obligation[] {
  return value.flatMap(({ number, variables }) => {
    const mustContain = number < 0 ? required : undefined;
    const isPlain = mustContain === undefined || mustContain.length === 1;
    if (degreeOfProduct(variables) <= limit && isPlain) return [];
    return [{ phase, product: variables, required: mustContain }];
  });
}

/** Obligations that share a moving quantity belong together; those of standing quantities go by their target. */
function groupsOf({ base, phases }: SearchContext): readonly (readonly Obligation[])[] {
  const moving = new Set(phases.flatMap(({ derivatives }) => [...derivatives.keys()]));
  let groups: readonly { readonly names: ReadonlySet<string>; readonly members: readonly Obligation[] }[] = [];
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

function solveGroup(
  context: SearchContext,
  group: readonly Obligation[],
  start: AuxiliarySets,
): FoundAuxiliaries {
  let best: AuxiliarySets | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  let nodes = 0;
  const visit = (sets: AuxiliarySets, open: readonly Obligation[]): void => {
    if (nodes++ >= context.budget) return;
    const cost = costOf(sets);
    if (open.length === 0) {
      if (cost < bestCost) [best, bestCost] = [sets, cost];
      return;
    }
    if (cost + 1 >= bestCost) return;
    for (const child of childrenOf(context, group, sets, open)) {
      if (costOf(child.sets) + (child.open.length > 0 ? 1 : 0) < bestCost) visit(child.sets, child.open);
      if (nodes >= context.budget) return;
    }
  };
  visit(start, openObligations(context, group, start));
  return { sets: best, complete: nodes < context.budget, nodes };
}

/** A variable weighs more than any number of phases in which it is read. */
function costOf(sets: AuxiliarySets): number {
  const all = new Set(sets.flatMap((set) => [...set.keys()]));
  return all.size * 1000 + sets.reduce((sum, set) => sum + set.size, 0);
}

interface Child {
  readonly sets: AuxiliarySets;
  readonly open: readonly Obligation[];
}

/** The ways to meet the obligation that leaves the fewest choices, most promising first. */
function childrenOf(
  context: SearchContext,
  group: readonly Obligation[],
  sets: AuxiliarySets,
  open: readonly Obligation[],
): readonly Child[] {
  const choices = open.map((obligation) => ({ obligation, additions: additionsFor(context, sets, obligation) }));
  const narrowest = choices.reduce((least, choice) =>
    choice.additions.length < least.additions.length ? choice : least,
  );
  return narrowest.additions
    .map((addition) => {
      const { phase } = narrowest.obligation;
      const next = sets.map((set, index) =>
        index === phase ? new Map([...set, ...addition.map((added) => [productKey(added), added] as const)]) : set,
      );
      return { sets: next, open: openObligations(context, group, next), degree: sumOfDegrees(addition) };
    })
    .map((child) => ({ child, cost: costOf(child.sets), open: child.open.length, degree: child.degree }))
    .sort((a, b) => a.cost - b.cost || a.open - b.open || a.degree - b.degree)
    .map(({ child }) => child);
}

function sumOfDegrees(products: readonly PowerProduct[]): number {
  return products.reduce((sum, product) => sum + degreeOfProduct(product), 0);
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
  for (const part of divisorsOf(product)) {
    const rest = quotientOf(product, part);
    if (rest === undefined || !isUsable(part)) continue;
    const withPart = new Map([...known, [productKey(part), part] as const]);
    const isMet = coverOf(rest, withPart, context.limit - 1) !== undefined;
    if (!isMet && !isUsable(rest)) continue;
    const added = (isMet ? [part] : [part, rest]).filter((one) => !known.has(productKey(one)));
    if (added.length > 0) additions.set(added.map(productKey).sort().join(" "), added);
  }
  return [...additions.values()];
}

/** What the given sets leave to be met, each once. */
export function openObligations(
  context: SearchContext,
  group: readonly Obligation[],
  sets: AuxiliarySets,
): readonly Obligation[] {
  const open = new Map<string, Obligation>();
  const derived = sets.flatMap((set, phase) =>
    [...set.values()].flatMap((product) => context.derived(phase, product) ?? []),
  );
  for (const obligation of [...group, ...derived]) {
    const { phase, product, required } = obligation;
    const key = `${phase}:${productKey(product)}:${required === undefined ? "" : productKey(required)}`;
    if (open.has(key) || coverOf(product, sets[phase]!, context.limit, required) !== undefined) continue;
    open.set(key, obligation);
  }
  return [...open.values()];
}

/** Without products that the rest can do without, those of the highest degree first. */
function withoutNeedless(context: SearchContext, sets: AuxiliarySets): AuxiliarySets {
  const met = context.base.filter(
    (obligation) => openObligations(context, [obligation], sets).length === 0,
  );
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
