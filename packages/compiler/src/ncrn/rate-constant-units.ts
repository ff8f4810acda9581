// Rate constants of equations → the same with the unit that their reactions need. Collecting the terms of an equation
// leaves plain numbers: `x' = -2 [nM] * k * x` has the constant `2 * k`, whose unit would not fit when read again.

import {
  bare,
  commonDimension,
  type Dimension,
  divideDimensions,
  fitsDimension,
  multiplyDimensions,
  powerOfDimension,
  rateConstantDimension,
  unknownDimension,
} from "@ncrn/language";
import { numberExpression } from "../network/rate-expression.js";
import type { ParameterId, RateExpression, Reaction, ReactionNetwork } from "../network/reaction-network.js";
import { dimensionOfUnit, unitInNetwork } from "../network/unit-dimension.js";

/** Constants whose dimension does not fit their reaction get what is missing, as the unit of a number. */
export function withUnitsOfConstants(network: ReactionNetwork): ReactionNetwork {
  const dimensions = new Map(
    network.parameters.map((parameter) => [parameter.id, dimensionOfParameter(parameter, network)]),
  );
  const dimensionOf = (id: ParameterId): Dimension => dimensions.get(id) ?? unknownDimension;
  return { ...network, reactions: network.reactions.map((reaction) => fitted(reaction, dimensionOf)) };
}

/** As the text says it: a rate without unit may be anything. */
function dimensionOfParameter(
  parameter: ReactionNetwork["parameters"][number],
  { units }: ReactionNetwork,
): Dimension {
  return dimensionOfUnit(unitInNetwork(parameter, units)) ?? unknownDimension;
}

function fitted(reaction: Reaction, dimensionOf: (id: ParameterId) => Dimension): Reaction {
  const { rate, reactants } = reaction;
  if (rate.kind === "law") return reaction;
  const needed = rateConstantDimension(reactants.reduce((sum, { coefficient }) => sum + coefficient, 0));
  const found = dimensionOfConstant(rate.constant, dimensionOf);
  if (fitsDimension(found, needed)) return reaction;
  const constant = scaledBy(rate.constant, divideDimensions(needed, found));
  return { ...reaction, rate: { kind: "mass-action", constant } };
}

/** The number in front takes the dimension; where there is none, a factor of 1 does. */
function scaledBy(constant: RateExpression, dimension: Dimension): RateExpression {
  return (
    withFirstNumber(constant, dimension) ?? {
      kind: "binary",
      operator: "*",
      left: constant,
      right: numberExpression(1, dimension),
    }
  );
}

function withFirstNumber(expression: RateExpression, dimension: Dimension): RateExpression | undefined {
  if (expression.kind === "number" && expression.dimension === undefined)
    return numberExpression(expression.value, dimension);
  if (expression.kind !== "binary" || (expression.operator !== "*" && expression.operator !== "/"))
    return undefined;
  const left = withFirstNumber(expression.left, dimension);
  return left && { ...expression, left };
}

function dimensionOfConstant(
  expression: RateExpression,
  dimensionOf: (id: ParameterId) => Dimension,
): Dimension {
  switch (expression.kind) {
    case "number":
      return expression.dimension ?? bare;
    case "parameter":
      return dimensionOf(expression.id);
    case "negate":
      return dimensionOfConstant(expression.operand, dimensionOf);
    case "binary":
      return dimensionOfBinary(expression, dimensionOf);
    case "call":
      return dimensionOfCall(expression, dimensionOf);
    // Nothing that stands in the constant of an equation.
    case "conditional":
    case "not":
    case "species":
    case "time":
      return unknownDimension;
  }
}

function dimensionOfCall(
  call: Extract<RateExpression, { kind: "call" }>,
  dimensionOf: (id: ParameterId) => Dimension,
): Dimension {
  const found = call.arguments.map((argument) => dimensionOfConstant(argument, dimensionOf));
  const common = found.reduce((first, second) => commonDimension(first, second) ?? unknownDimension, bare);
  switch (call.function) {
    case "abs":
    case "min":
    case "max":
    case "floor":
    case "ceil":
    case "round":
      return common;
    case "sqrt":
      return powerOfDimension(common, 0.5);
    case "exp":
    case "log":
    case "sin":
    case "cos":
    case "tan":
    case "tanh":
      return bare;
  }
}

function dimensionOfBinary(
  { operator, left, right }: Extract<RateExpression, { kind: "binary" }>,
  dimensionOf: (id: ParameterId) => Dimension,
): Dimension {
  const first = dimensionOfConstant(left, dimensionOf);
  const second = dimensionOfConstant(right, dimensionOf);
  switch (operator) {
    case "*":
      return multiplyDimensions(first, second);
    case "/":
      return divideDimensions(first, second);
    case "+":
    case "-":
      return commonDimension(first, second) ?? unknownDimension;
    case "^":
      return right.kind === "number" ? powerOfDimension(first, right.value) : unknownDimension;
    default:
      return bare;
  }
}
