// Derivatives of auxiliary variables during a search: the product rule over the numbers of a product table.

import type { Polynomial } from "../../polynomials/polynomial.js";
import { CANCELLATION, type Derivatives } from "./product-rule.js";
import type { ProductId, ProductTable, Work } from "./product-table.js";

/** A term of a derivative; terms that differ in their parameters do not cancel. */
export interface DerivativeTerm {
  readonly number: number;
  readonly parameters: string;
  readonly product: ProductId;
}

/** What moves in one phase, by the numbers of the variables. */
export interface PhaseDerivatives {
  readonly changes: ReadonlyMap<number, readonly DerivativeTerm[]>;
}

/** The right-hand sides as numbers. */
export function phaseDerivatives(derivatives: Derivatives, table: ProductTable): PhaseDerivatives {
  const terms = (value: Polynomial): readonly DerivativeTerm[] =>
    value.map(({ number, parameters, variables }) => ({
      number,
      parameters: parameters.map(({ key, power }) => `${key}^${power}`).join("*"),
      product: table.idOf(variables),
    }));
  const moving = [...derivatives].filter(([, value]) => value.length > 0);
  return { changes: new Map(moving.map(([name, value]) => [table.numberOf(name), terms(value)])) };
}

/** The terms of d(product)/dt; with d(qⁿ|q|) = (n + 1)·qⁿ⁻¹|q|·dq. */
export function derivativeTerms(
  product: ProductId,
  { changes }: PhaseDerivatives,
  { table, work }: { readonly table: ProductTable; readonly work: Work },
): readonly DerivativeTerm[] {
  const sums = new Map<string, { readonly term: DerivativeTerm; number: number; magnitude: number }>();
  for (const { name, power } of table.productOf(product).filter(({ absolute }) => !absolute)) {
    const change = changes.get(table.numberOf(name));
    if (change === undefined) continue;
    const variable = table.idOf([{ name, absolute: false, power: 1 }]);
    const outer = table.divide(product, variable)!;
    const hasAbsolute = table.productOf(product).some((factor) => factor.name === name && factor.absolute);
    for (const inner of change) {
      const term = { ...inner, product: table.multiply(outer, inner.product) };
      const number = inner.number * (power + (hasAbsolute ? 1 : 0));
      const key = `${term.product} ${term.parameters}`;
      const sum = sums.get(key) ?? { term, number: 0, magnitude: 0 };
      sum.number += number;
      sum.magnitude += Math.abs(number);
      sums.set(key, sum);
      work.done += 2;
    }
  }
  return [...sums.values()]
    .filter(({ number, magnitude }) => Math.abs(number) > CANCELLATION * magnitude)
    .map(({ term, number }) => ({ ...term, number }));
}
