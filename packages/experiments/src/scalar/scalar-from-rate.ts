// A rate expression of a network → a scalar expression over its identifiers, so that one evaluator serves both.

import type { RateExpression } from "@ncrn/compiler";
import { assertNever, type Origin, type ScalarExpression } from "@ncrn/language";

/** Parameters and species become components named by their identifiers. */
export function scalarFromRate(rate: RateExpression, origin: Origin): ScalarExpression {
  const convert = (part: RateExpression) => scalarFromRate(part, origin);
  switch (rate.kind) {
    case "number":
      return { kind: "Number", value: rate.value, origin };
    case "parameter":
    case "species":
      return { kind: "Component", name: rate.id, origin };
    case "time":
      return { kind: "Time", origin };
    case "negate":
      return { kind: "Negate", operand: convert(rate.operand), origin };
    case "not":
      return { kind: "Not", operand: convert(rate.operand), origin };
    case "binary":
      return {
        kind: "Binary",
        operator: rate.operator,
        left: convert(rate.left),
        right: convert(rate.right),
        origin,
      };
    case "call":
      return { kind: "Call", function: rate.function, arguments: rate.arguments.map(convert), origin };
    case "conditional":
      return {
        kind: "Conditional",
        condition: convert(rate.condition),
        thenValue: convert(rate.thenValue),
        elseValue: convert(rate.elseValue),
        origin,
      };
    default:
      return assertNever(rate);
  }
}
