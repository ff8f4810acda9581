// Polynomials with real coefficients over named variables, their absolute values, and parameters.
// Immutable; monomials keep the order in which they first appear, so that output follows the source text.

import type { Origin } from "@ncrn/language";
import type { RateExpression } from "../network/reaction-network.js";

/** A power of a parameter (a rate or an expression over rates) inside a coefficient; never negative in value. */
export interface ParameterFactor {
  /** Printed form of the expression, by which equal factors are recognised. */
  readonly key: string;
  readonly expression: RateExpression;
  /** A whole number, not 0; negative for a division. */
  readonly power: number;
}

/** A power of a variable, or of its absolute value. */
export interface VariableFactor {
  readonly name: string;
  /** True for |name|; the power is then 1, since |q|² = q². */
  readonly absolute: boolean;
  readonly power: number;
}

/** `number · ∏ parameters · ∏ variables`, with the source term it comes from. */
export interface Monomial {
  readonly number: number;
  readonly parameters: readonly ParameterFactor[];
  readonly variables: readonly VariableFactor[];
  readonly origin: Origin;
}

/** A sum of monomials, no two of which have the same factors, none with the number 0. */
export type Polynomial = readonly Monomial[];

export const ZERO: Polynomial = [];

/** The constant polynomial. */
export function constantPolynomial(number: number, origin: Origin): Polynomial {
  return number === 0 ? ZERO : [{ number, parameters: [], variables: [], origin }];
}

/** The polynomial that is one variable. */
export function variablePolynomial(name: string, origin: Origin): Polynomial {
  return [{ number: 1, parameters: [], variables: [{ name, absolute: false, power: 1 }], origin }];
}

/** The polynomial that is one parameter factor to a power. */
export function parameterPolynomial(factor: ParameterFactor, origin: Origin): Polynomial {
  return [{ number: 1, parameters: [factor], variables: [], origin }];
}

/** Sum with equal monomials collected; the origin of a collected monomial is that of its first term. */
export function addPolynomials(...summands: readonly Polynomial[]): Polynomial {
  const collected = new Map<string, Monomial>();
  for (const monomial of summands.flat()) {
    const key = factorsKey(monomial);
    const present = collected.get(key);
    collected.set(key, present ? { ...present, number: present.number + monomial.number } : monomial);
  }
  return [...collected.values()].filter((monomial) => monomial.number !== 0);
}

/** Product by a plain number. */
export function scalePolynomial(polynomial: Polynomial, factor: number): Polynomial {
  if (factor === 0) return ZERO;
  return factor === 1
    ? polynomial
    : polynomial.map((monomial) => ({ ...monomial, number: monomial.number * factor }));
}

/** Product; every monomial of the result has the given origin. */
export function multiplyPolynomials(left: Polynomial, right: Polynomial, origin: Origin): Polynomial {
  return addPolynomials(left.flatMap((a) => right.map((b) => multiplyMonomials(a, b, origin))));
}

/** Whole non-negative power. */
export function powerOfPolynomial(base: Polynomial, exponent: number, origin: Origin): Polynomial {
  let result = constantPolynomial(1, origin);
  for (let count = 0; count < exponent; count++) result = multiplyPolynomials(result, base, origin);
  return result;
}

/** Product of two monomials, with |q|·|q| = q². */
export function multiplyMonomials(left: Monomial, right: Monomial, origin: Origin): Monomial {
  return {
    number: left.number * right.number,
    parameters: multiplyParameters(left.parameters, right.parameters),
    variables: multiplyVariables(left.variables, right.variables),
    origin,
  };
}

/** Names of the variables that occur. */
export function variablesOf(polynomial: Polynomial): ReadonlySet<string> {
  return new Set(polynomial.flatMap((monomial) => monomial.variables.map((factor) => factor.name)));
}

/** Sum of the powers of all variables in a monomial. */
export function degreeOf(monomial: Monomial): number {
  return monomial.variables.reduce((sum, factor) => sum + factor.power, 0);
}

/** True if no variable occurs. */
export function isConstant(polynomial: Polynomial): boolean {
  return polynomial.every((monomial) => monomial.variables.length === 0);
}

/** True if neither a variable nor a parameter occurs. */
export function isNumber(polynomial: Polynomial): boolean {
  return polynomial.every((monomial) => monomial.variables.length === 0 && monomial.parameters.length === 0);
}

/** Identifies the factors of a monomial, apart from its number. */
export function factorsKey(monomial: Monomial): string {
  const parameters = monomial.parameters.map((factor) => `${factor.key}^${factor.power}`);
  const variables = monomial.variables.map(
    (factor) => `${factor.absolute ? "|" : ""}${factor.name}^${factor.power}`,
  );
  return `${parameters.join("*")};${variables.join("*")}`;
}

/** Identifies a polynomial: equal for equal ones, however their terms are ordered. */
export function polynomialKey(polynomial: Polynomial): string {
  return polynomial
    .map((monomial) => `${monomial.number}*${factorsKey(monomial)}`)
    .sort()
    .join("+");
}

function multiplyParameters(
  left: readonly ParameterFactor[],
  right: readonly ParameterFactor[],
): readonly ParameterFactor[] {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const powers = new Map<string, ParameterFactor>();
  for (const factor of [...left, ...right]) {
    const present = powers.get(factor.key);
    powers.set(factor.key, present ? { ...present, power: present.power + factor.power } : factor);
  }
  return [...powers.values()]
    .filter((factor) => factor.power !== 0)
    .sort((a, b) => compareText(a.key, b.key));
}

function multiplyVariables(
  left: readonly VariableFactor[],
  right: readonly VariableFactor[],
): readonly VariableFactor[] {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const plain = new Map<string, number>();
  const absolute = new Set<string>();
  for (const factor of [...left, ...right]) {
    if (!factor.absolute) plain.set(factor.name, (plain.get(factor.name) ?? 0) + factor.power);
    else if (absolute.delete(factor.name)) plain.set(factor.name, (plain.get(factor.name) ?? 0) + 2);
    else absolute.add(factor.name);
  }
  return [
    ...[...plain].map(([name, power]) => ({ name, absolute: false, power })),
    ...[...absolute].map((name) => ({ name, absolute: true, power: 1 })),
  ].sort((a, b) => compareText(a.name, b.name) || Number(a.absolute) - Number(b.absolute));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
