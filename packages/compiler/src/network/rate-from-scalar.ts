// Checked scalar expression → expression of the network, with signals read as the difference of their rails.

import type { ScalarExpression } from "@ncrn/language";
import { InternalError } from "@ncrn/language";
import { binaryExpression, numberExpression } from "./rate-expression.js";
import type { Rails, RateExpression } from "./reaction-network.js";

/** What a component name stands for inside a law, condition or read-out. */
export type ScalarMeaning =
  | RateExpression
  | { readonly kind: "definition"; readonly value: ScalarExpression };

/** Converts an expression; `meaningOf` resolves every component name. */
export function rateFromScalar(
  expression: ScalarExpression,
  meaningOf: (name: string) => ScalarMeaning,
): RateExpression {
  const convert = (inner: ScalarExpression): RateExpression => rateFromScalar(inner, meaningOf);
  switch (expression.kind) {
    case "Number":
      return numberExpression(expression.value, expression.dimension);
    case "Component": {
      const meaning = meaningOf(expression.name);
      return meaning.kind === "definition" ? convert(meaning.value) : meaning;
    }
    case "Time":
      return { kind: "time" };
    case "Negate": {
      const operand = convert(expression.operand);
      return operand.kind === "number"
        ? numberExpression(-operand.value, operand.dimension)
        : { kind: "negate", operand };
    }
    case "Not":
      return { kind: "not", operand: convert(expression.operand) };
    case "Binary": {
      const [left, right] = [convert(expression.left), convert(expression.right)];
      return expression.operator === "%"
        ? flooredRemainder(left, right)
        : binaryExpression(expression.operator, left, right);
    }
    case "Call":
      return convertCall(expression, convert);
    case "Conditional":
      return {
        kind: "conditional",
        condition: convert(expression.condition),
        thenValue: convert(expression.thenValue),
        elseValue: convert(expression.elseValue),
      };
    case "Text":
    case "Draw":
      throw new InternalError(`${expression.kind} inside an expression of a network`);
  }
}

/** `a % b` of the language has the sign of `b`: a − b·⌊a/b⌋, which every target can say. */
export function flooredRemainder(left: RateExpression, right: RateExpression): RateExpression {
  const quotient = binaryExpression("/", left, right);
  const whole: RateExpression =
    quotient.kind === "number"
      ? numberExpression(Math.floor(quotient.value))
      : { kind: "call", function: "floor", arguments: [quotient] };
  return binaryExpression("-", left, binaryExpression("*", right, whole));
}

/** The value of a quantity as an expression over its rails. */
export function railsValue({ positive, negative }: Rails): RateExpression {
  const value: RateExpression = { kind: "species", id: positive };
  return negative === undefined
    ? value
    : { kind: "binary", operator: "-", left: value, right: { kind: "species", id: negative } };
}

function convertCall(
  expression: Extract<ScalarExpression, { kind: "Call" }>,
  convert: (inner: ScalarExpression) => RateExpression,
): RateExpression {
  const converted = expression.arguments.map(convert);
  const [first = numberExpression(0)] = converted;
  switch (expression.function) {
    case "relu":
      return { kind: "call", function: "max", arguments: [first, numberExpression(0)] };
    case "sigmoid": {
      const decayed: RateExpression = {
        kind: "call",
        function: "exp",
        arguments: [{ kind: "negate", operand: first }],
      };
      return binaryExpression("/", numberExpression(1), binaryExpression("+", numberExpression(1), decayed));
    }
    default:
      return { kind: "call", function: expression.function, arguments: converted };
  }
}
