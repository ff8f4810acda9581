// What the names of a checked crn stand for in the network that is being built.

import { type CheckedNetwork, InternalError, type ScalarExpression } from "@ncrn/language";
import { createIdentifiers, type Identifiers } from "../network/identifiers.js";
import { evaluateRateExpression } from "../network/rate-expression.js";
import { rateFromScalar, type ScalarMeaning } from "../network/rate-from-scalar.js";
import type { RateExpression } from "../network/reaction-network.js";
import type { PolynomialEnvironment } from "../polynomials/environment.js";

/** Resolution of the names of one crn. */
export interface NetworkNames {
  readonly identifiers: Identifiers;
  /** Values of the rates, by identifier. */
  readonly parameterValues: ReadonlyMap<string, number>;
  /** The value of an expression over rates, constants and numbers. */
  readonly constantOf: (expression: ScalarExpression) => number;
  /** The same, kept symbolic in the rates. */
  readonly symbolicConstantOf: (expression: ScalarExpression) => RateExpression;
  readonly polynomials: PolynomialEnvironment;
}

/** Species get their identifiers before rates, so that the plain names are theirs. */
export function namesOfNetwork(network: CheckedNetwork): NetworkNames {
  const identifiers = createIdentifiers();
  for (const { name } of network.species) identifiers.of(name);
  const rates = new Map(network.rates.map((rate) => [rate.name, rate]));
  const definitions = new Map(network.definitions.map(({ name, value }) => [name, value.components[0]]));
  const parameterValues = new Map<string, number>();

  const meaningOf = (name: string): ScalarMeaning => {
    if (rates.has(name)) return { kind: "parameter", id: identifiers.of(name) };
    const definition = definitions.get(name);
    if (definition !== undefined) return { kind: "definition", value: definition };
    throw new InternalError(`\`${name}\` is not a constant of ${network.name}`);
  };
  const currentValue = (expression: RateExpression): number =>
    evaluateRateExpression(expression, {
      parameter: (id) => parameterValues.get(id) ?? Number.NaN,
      species: () => Number.NaN,
      time: Number.NaN,
    });
  const symbolicConstantOf = (expression: ScalarExpression): RateExpression =>
    rateFromScalar(expression, meaningOf);
  const constantOf = (expression: ScalarExpression): number =>
    expression.kind === "Number" ? expression.value : currentValue(symbolicConstantOf(expression));
  for (const rate of network.rates) parameterValues.set(identifiers.of(rate.name), constantOf(rate.value));

  const nonNegative = nonNegativeNames(network);
  const polynomials: PolynomialEnvironment = {
    valueOf: currentValue,
    meaningOf: (name) => {
      if (rates.has(name))
        return { kind: "parameter", expression: { kind: "parameter", id: identifiers.of(name) } };
      const definition = definitions.get(name);
      if (definition !== undefined) return { kind: "definition", value: definition };
      return { kind: "variable", nonNegative: nonNegative.has(name) };
    },
  };
  return { identifiers, parameterValues, constantOf, symbolicConstantOf, polynomials };
}

/** Species, rails, and signals that are declared so. */
function nonNegativeNames({ species, signals }: CheckedNetwork): ReadonlySet<string> {
  return new Set([
    ...species.map(({ name }) => name),
    ...signals.flatMap(({ name, nonNegative }) => [...(nonNegative ? [name] : []), `${name}.p`, `${name}.m`]),
  ]);
}
