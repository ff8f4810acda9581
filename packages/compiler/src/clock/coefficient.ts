// A real factor in a linear map between species: its value now, and the expression that a change of parameters keeps true.

import { binaryExpression, evaluateRateExpression, numberExpression } from "../network/rate-expression.js";
import type { RateExpression, ReactionNetwork } from "../network/reaction-network.js";

/** A non-negative factor. */
export interface Coefficient {
  readonly value: number;
  readonly expression: RateExpression;
}

export const ONE: Coefficient = { value: 1, expression: numberExpression(1) };

export function coefficientOf(value: number): Coefficient {
  return { value, expression: numberExpression(value) };
}

export function multiplyCoefficients(first: Coefficient, second: Coefficient): Coefficient {
  return {
    value: first.value * second.value,
    expression: binaryExpression("*", first.expression, second.expression),
  };
}

export function addCoefficients(first: Coefficient, second: Coefficient): Coefficient {
  return {
    value: first.value + second.value,
    expression: binaryExpression("+", first.expression, second.expression),
  };
}

/** Evaluates constants of a network at its parameter values. */
export function coefficientsOf({ parameters }: ReactionNetwork): (expression: RateExpression) => Coefficient {
  const values = new Map(parameters.map(({ id, value }) => [id, value]));
  return (expression) => ({
    expression,
    value: evaluateRateExpression(expression, {
      parameter: (id) => values.get(id) ?? Number.NaN,
      species: () => Number.NaN,
      time: Number.NaN,
    }),
  });
}
