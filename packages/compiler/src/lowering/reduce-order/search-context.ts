// What a search for auxiliary variables works on: the phases, the products that need few reactants, and those that the
// derivative of an auxiliary variable adds.

import type { Polynomial } from "../../polynomials/polynomial.js";
import type { PowerProduct } from "./power-product.js";
import { derivativeTerms, type PhaseDerivatives, phaseDerivatives } from "./product-derivatives.js";
import type { Derivatives } from "./product-rule.js";
import { createProductTable, type ProductId, type ProductTable, type Work } from "./product-table.js";

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
  /** Operations on products that may be done. */
  readonly budget: number;
  /** Quantities on one rail: what falls there must be among the reactants, for their auxiliary variables too. */
  readonly isKinetic: (variable: string) => boolean;
  /** False for products that must not become auxiliary variables. */
  readonly isAllowed: (product: PowerProduct) => boolean;
}

/** A product that must be written with few reactants in one phase. Equal obligations are the same object. */
export interface Obligation {
  readonly phase: number;
  readonly product: ProductId;
  /** What is left to be written when the reactant that must be among them is taken; undefined if it is not in it. */
  readonly rest: ProductId | undefined;
  /** Most reactants for what is left. */
  readonly limit: number;
}

/** One of the right-hand sides as they stand. */
export interface BaseObligation {
  readonly target: string;
  readonly obligation: Obligation;
}

/** What every step of the search needs. */
export interface SearchContext {
  readonly phaseCount: number;
  readonly table: ProductTable;
  readonly work: Work;
  readonly base: readonly BaseObligation[];
  /** What an auxiliary variable for the product adds: the terms of its derivative that are not met as they stand. */
  readonly derived: (phase: number, product: ProductId) => readonly Obligation[];
  /** Terms of its derivative. */
  readonly termCount: (phase: number, product: ProductId) => number;
  /** True if the product can be an auxiliary variable of the phase. */
  readonly isUsable: (phase: number, product: ProductId) => boolean;
  /** Products that occur on the right-hand side of a variable's equation. */
  readonly termsOf: (phase: number, variable: number) => readonly ProductId[];
  /** For the numbers of variables: true if it moves in some phase. */
  readonly isMoving: (variable: number) => boolean;
  /** How many products of `base` a product divides. */
  readonly uses: (product: ProductId) => number;
  /** Degree of the part of a product that never moves. */
  readonly standingDegree: (product: ProductId) => number;
}

/** Remembers what it is asked for. */
export function contextOf(search: AuxiliarySearch): SearchContext {
  const work: Work = { done: 0 };
  const values = search.phases.flatMap(({ derivatives, rightHandSides }) => [
    ...derivatives.values(),
    ...rightHandSides.map(({ value }) => value),
  ]);
  const factors = values.flat().flatMap(({ variables }) => variables);
  const absolute = new Set(factors.flatMap((factor) => (factor.absolute ? [factor.name] : [])));
  const targets = search.phases.flatMap(({ derivatives, rightHandSides }) => [
    ...derivatives.keys(),
    ...rightHandSides.map(({ target }) => target),
  ]);
  const names = [...targets, ...factors.map(({ name }) => name)];
  const table = createProductTable(names, (name) => absolute.has(name), work);
  const phases = search.phases.map(({ derivatives }) => phaseDerivatives(derivatives, table));
  const movers = new Set(phases.flatMap(({ changes }) => [...changes.keys()]));
  const obligation = obligationStore(search.limit, table);
  const base = baseObligations(search, table, obligation);
  return {
    phaseCount: search.phases.length,
    table,
    work,
    base,
    ...derivativesOf(search, { phases, table, work }, obligation),
    isUsable: usability(search, phases, table),
    termsOf: (phase, variable) => (phases[phase]!.changes.get(variable) ?? []).map(({ product }) => product),
    isMoving: (variable) => movers.has(variable),
    uses: remembered(
      (product) => base.filter((one) => table.divide(one.obligation.product, product) !== undefined).length,
    ),
    standingDegree: remembered((id) =>
      table
        .productOf(id)
        .reduce((sum, { name, power }) => (movers.has(table.numberOf(name)) ? sum : sum + power), 0),
    ),
  };
}

function remembered<Result>(compute: (product: ProductId) => Result): (product: ProductId) => Result {
  const memory: (Result | undefined)[] = [];
  return (product) => (memory[product] ??= compute(product));
}

type ObligationStore = (phase: number, product: ProductId, required: ProductId | undefined) => Obligation;

/** Equal obligations are the same object. */
function obligationStore(limit: number, table: ProductTable): ObligationStore {
  const all = new Map<string, Obligation>();
  return (phase, product, required) => {
    const key = `${phase} ${product} ${required}`;
    const present = all.get(key);
    if (present !== undefined) return present;
    const made =
      required === undefined
        ? { phase, product, rest: product, limit }
        : { phase, product, rest: table.divide(product, required), limit: limit - 1 };
    all.set(key, made);
    return made;
  };
}

function baseObligations(
  search: AuxiliarySearch,
  table: ProductTable,
  obligation: ObligationStore,
): readonly BaseObligation[] {
  return search.phases.flatMap(({ rightHandSides }, phase) =>
    rightHandSides.flatMap(({ target, value }) => {
      const own = table.idOf([{ name: target, absolute: false, power: 1 }]);
      return value.flatMap(({ number, variables }) => {
        const product = table.idOf(variables);
        if (table.degreeOf(product) <= search.limit) return [];
        const required = number < 0 && search.isKinetic(target) ? own : undefined;
        return [{ target, obligation: obligation(phase, product, required) }];
      });
    }),
  );
}

function derivativesOf(
  search: AuxiliarySearch,
  about: { readonly phases: readonly PhaseDerivatives[]; readonly table: ProductTable; readonly work: Work },
  obligation: ObligationStore,
): Pick<SearchContext, "derived" | "termCount"> {
  const { phases, table, work } = about;
  interface Entry {
    readonly terms: number;
    readonly obligations: readonly Obligation[];
  }
  const memories = phases.map((): (Entry | undefined)[] => []);
  const compute = (phase: number, product: ProductId): Entry => {
    const factors = table.productOf(product);
    const isKinetic = factors.every(({ name, absolute }) => absolute || search.isKinetic(name));
    const terms = derivativeTerms(product, phases[phase]!, { table, work });
    const obligations = terms.flatMap((term) => {
      const required = term.number < 0 && isKinetic ? product : undefined;
      const isPlain = required === undefined || factors.length === 1;
      const isMet = isPlain && table.degreeOf(term.product) <= search.limit;
      return isMet ? [] : [obligation(phase, term.product, required)];
    });
    return { terms: terms.length, obligations };
  };
  const entryOf = (phase: number, product: ProductId): Entry =>
    (memories[phase]![product] ??= compute(phase, product));
  return {
    derived: (phase, product) => entryOf(phase, product).obligations,
    termCount: (phase, product) => entryOf(phase, product).terms,
  };
}

/** |q| of a moving q has a kink, unless q stands beside it. */
function usability(
  { isAllowed }: AuxiliarySearch,
  phases: readonly PhaseDerivatives[],
  table: ProductTable,
): SearchContext["isUsable"] {
  const memories = phases.map((): (boolean | undefined)[] => []);
  return (phase, id) => {
    const memory = memories[phase]!;
    memory[id] ??= (() => {
      if (table.degreeOf(id) < 2) return false;
      const product = table.productOf(id);
      const isSmooth = product.every(
        ({ name, absolute }) =>
          !absolute ||
          !phases[phase]!.changes.has(table.numberOf(name)) ||
          product.some((factor) => factor.name === name && !factor.absolute),
      );
      return isSmooth && isAllowed(product);
    })();
    return memory[id];
  };
}
