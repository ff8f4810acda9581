// What a search for auxiliary variables works on: the phases, the products that need few reactants, and those that the
// derivative of an auxiliary variable adds.

import type { Polynomial } from "../../polynomials/polynomial.js";
import { coverOf } from "./cover-product.js";
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
  /** False for products that must not become auxiliary variables. */
  readonly isAllowed: (product: PowerProduct) => boolean;
}

/** For each phase the products that are read in it, by key. */
export type AuxiliarySets = readonly ReadonlyMap<string, PowerProduct>[];

/** A product that has to be written with few reactants in one phase. */
export interface Obligation {
  readonly phase: number;
  readonly product: PowerProduct;
  /** A reactant that must be among them. */
  readonly required: PowerProduct | undefined;
}

/** What every step of the search needs. */
export interface SearchContext extends AuxiliarySearch {
  /** Products of the right-hand sides as they stand that have too high an order. */
  readonly base: readonly (Obligation & { readonly target: string })[];
  /** Those of the derivative of an auxiliary variable; undefined if it has no derivative. */
  readonly derived: (phase: number, product: PowerProduct) => readonly Obligation[] | undefined;
  /** Variables that move in some phase. */
  readonly moving: ReadonlySet<string>;
  /** False for |q| where the equations have none: it would double the choices and help nothing. */
  readonly isOffered: (product: PowerProduct) => boolean;
  /** How many products of `base` a product divides. */
  readonly uses: (product: PowerProduct) => number;
  /** The ways to write a product as a product of two. */
  readonly splits: (product: PowerProduct) => readonly Split[];
}

/** A way to write a product as a product of two. */
export interface Split {
  readonly part: PowerProduct;
  readonly rest: PowerProduct;
}

/** Remembers what it is asked for. */
export function contextOf(search: AuxiliarySearch): SearchContext {
  const base = baseObligations(search);
  const withAbsolute = namesOfAbsoluteValues(search);
  const isOffered = (product: PowerProduct): boolean =>
    product.every(({ name, absolute }) => !absolute || withAbsolute.has(name));
  const derivedIn = search.phases.map((_, phase) =>
    remembered((product) => derivedObligations(search, phase, product)),
  );
  return {
    ...search,
    base,
    derived: (phase, product) => derivedIn[phase]!(product),
    moving: new Set(search.phases.flatMap(({ derivatives }) => [...derivatives.keys()])),
    uses: remembered(
      (product) => base.filter((obligation) => quotientOf(obligation.product, product) !== undefined).length,
    ),
    isOffered,
    splits: remembered((product) =>
      divisorsOf(product)
        .filter(isOffered)
        .flatMap((part) => {
          const rest = quotientOf(product, part);
          return rest === undefined ? [] : [{ part, rest }];
        }),
    ),
  };
}

function remembered<Result>(compute: (product: PowerProduct) => Result): (product: PowerProduct) => Result {
  const memory = new Map<string, { readonly result: Result }>();
  return (product) => {
    const key = productKey(product);
    const present = memory.get(key) ?? { result: compute(product) };
    memory.set(key, present);
    return present.result;
  };
}

function baseObligations(search: AuxiliarySearch): SearchContext["base"] {
  return search.phases.flatMap(({ rightHandSides }, phase) =>
    rightHandSides.flatMap(({ target, value }) => {
      const own: PowerProduct = [{ name: target, absolute: false, power: 1 }];
      const required = search.isKinetic(target) ? own : undefined;
      return obligationsOf(search, value, { phase, required }).map((obligation) => ({
        ...obligation,
        target,
      }));
    }),
  );
}

function namesOfAbsoluteValues({ phases }: AuxiliarySearch): ReadonlySet<string> {
  const factors = phases.flatMap(({ derivatives, rightHandSides }) =>
    [...derivatives.values(), ...rightHandSides.map(({ value }) => value)].flatMap((value) =>
      value.flatMap((term) => term.variables),
    ),
  );
  return new Set(factors.flatMap(({ name, absolute }) => (absolute ? [name] : [])));
}

function derivedObligations(
  search: AuxiliarySearch,
  phase: number,
  product: PowerProduct,
): readonly Obligation[] | undefined {
  const { derivatives } = search.phases[phase]!;
  if (!search.isAllowed(product)) return undefined;
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

/** True if the product can be written with few enough reactants. */
export function isMet(
  { limit }: SearchContext,
  { phase, product, required }: Obligation,
  sets: AuxiliarySets,
): boolean {
  return coverOf(product, sets[phase]!, limit, required) !== undefined;
}

/** Identifies an obligation. */
export function obligationKey({ phase, product, required }: Obligation): string {
  return `${phase}:${productKey(product)}:${required === undefined ? "" : productKey(required)}`;
}

/** What the given sets leave to be met, each once. */
export function openObligations(
  context: SearchContext,
  group: readonly Obligation[],
  sets: AuxiliarySets,
): readonly Obligation[] {
  const derived = sets.flatMap((set, phase) =>
    [...set.values()].flatMap((product) => context.derived(phase, product) ?? []),
  );
  const open = new Map<string, Obligation>();
  for (const obligation of [...group, ...derived]) {
    const key = obligationKey(obligation);
    if (!open.has(key) && !isMet(context, obligation, sets)) open.set(key, obligation);
  }
  return [...open.values()];
}
