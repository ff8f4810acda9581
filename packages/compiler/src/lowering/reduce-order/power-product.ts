// Products of powers of variables without a coefficient: what auxiliary variables stand for.

import { type Monomial, multiplyMonomials, type VariableFactor } from "../../polynomials/polynomial.js";

/** Sorted by name, |q| after q, each factor once; |q| has power 1. The empty product is 1. */
export type PowerProduct = readonly VariableFactor[];

/** Identifies a product. */
export function productKey(product: PowerProduct): string {
  const present = keys.get(product);
  if (present !== undefined) return present;
  const key = product.map(({ name, absolute, power }) => `${absolute ? "|" : ""}${name}^${power}`).join("*");
  keys.set(product, key);
  return key;
}

/** Keys of products that were asked for before, since a search asks for the same ones again and again. */
const keys = new WeakMap<PowerProduct, string>();

/** Sum of the powers; the order of a reaction with these reactants. */
export function degreeOfProduct(product: PowerProduct): number {
  return product.reduce((sum, { power }) => sum + power, 0);
}

/** With |q|·|q| = q². */
export function multiplyProducts(left: PowerProduct, right: PowerProduct): PowerProduct {
  const monomial = (variables: PowerProduct): Monomial => ({ ...UNIT, variables });
  return multiplyMonomials(monomial(left), monomial(right), UNIT.origin).variables;
}

const UNIT: Monomial = {
  number: 1,
  parameters: [],
  variables: [],
  origin: { file: "", span: { start: 0, end: 0 } },
};

/** False if some variable of the divisor is missing in the product; true does not promise a quotient. */
export function divides(divisor: PowerProduct, product: PowerProduct): boolean {
  return divisor.every(({ name }) => product.some((factor) => factor.name === name));
}

/** What times `divisor` gives `product`, undefined if nothing does. Since |q|² = q², q³ / (q·|q|) is |q|. */
export function quotientOf(product: PowerProduct, divisor: PowerProduct): PowerProduct | undefined {
  const powers = powersOf(product);
  for (const [name, { plain, absolute }] of powersOf(divisor)) {
    const own = powers.get(name);
    if (own === undefined) return undefined;
    const rest = own.plain - plain - (absolute && !own.absolute ? 2 : 0);
    if (rest < 0) return undefined;
    powers.set(name, { plain: rest, absolute: own.absolute !== absolute });
  }
  return productOf(powers);
}

interface Powers {
  readonly plain: number;
  readonly absolute: boolean;
}

function powersOf(product: PowerProduct): Map<string, Powers> {
  const powers = new Map<string, Powers>();
  for (const { name, absolute, power } of product) {
    const present = powers.get(name) ?? { plain: 0, absolute: false };
    powers.set(name, absolute ? { ...present, absolute: true } : { ...present, plain: power });
  }
  return powers;
}

function productOf(powers: ReadonlyMap<string, Powers>): PowerProduct {
  return [...powers].flatMap(([name, { plain, absolute }]) => [
    ...(plain > 0 ? [{ name, absolute: false, power: plain }] : []),
    ...(absolute ? [{ name, absolute: true, power: 1 }] : []),
  ]);
}

/**
 * `z[1]^2*abs(z[1])`, in the notation of the source. Names that lowering made (`adjoint z[1]`) stand last, since they say
 * by their first word what they are.
 */
export function productText(product: PowerProduct): string {
  const isMade = ({ name }: VariableFactor): boolean => name.includes(" ");
  const ordered = [...product.filter((factor) => !isMade(factor)), ...product.filter(isMade)];
  const text = ordered
    .map(({ name, absolute, power }) => {
      const base = absolute ? `abs(${name})` : name;
      return power === 1 ? base : `${base}^${power}`;
    })
    .join("*");
  return ordered.every(isMade) ? `product ${text}` : text;
}
