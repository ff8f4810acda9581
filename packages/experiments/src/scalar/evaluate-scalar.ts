// A scalar expression → its value for one row or one draw: numbers, texts, components and draws.

import {
  applyFunction,
  applyOperator,
  assertNever,
  type Distribution,
  type ScalarExpression,
} from "@ncrn/language";

/** Texts occur in data columns only. */
export type ScalarValue = number | string;

/** What an expression may refer to. */
export interface ScalarEnvironment {
  /** The value of a component or column. */
  readonly component: (name: string, expression: ScalarExpression) => ScalarValue;
  /** One draw; called in source order. */
  readonly draw: (
    distribution: Distribution,
    values: readonly number[],
    expression: ScalarExpression,
  ) => number;
  /** Called where a number is needed but a text stands; its answer is used instead. */
  readonly textAsNumber: (text: string, expression: ScalarExpression) => number;
  readonly time: number;
}

/**
 * Evaluates an expression. A subtree that is shared within the expression is evaluated once, so that a function
 * whose argument is a draw uses the same draw everywhere.
 */
export function evaluateScalar(expression: ScalarExpression, environment: ScalarEnvironment): ScalarValue {
  return evaluate(expression, { environment, known: new Map() });
}

/** Evaluates an expression that must give a number. */
export function evaluateNumber(expression: ScalarExpression, environment: ScalarEnvironment): number {
  return numberOf(expression, { environment, known: new Map() });
}

interface Evaluation {
  readonly environment: ScalarEnvironment;
  readonly known: Map<ScalarExpression, ScalarValue>;
}

function evaluate(expression: ScalarExpression, evaluation: Evaluation): ScalarValue {
  const known = evaluation.known.get(expression);
  if (known !== undefined) return known;
  const value = evaluateAfresh(expression, evaluation);
  evaluation.known.set(expression, value);
  return value;
}

function evaluateAfresh(expression: ScalarExpression, evaluation: Evaluation): ScalarValue {
  const { environment } = evaluation;
  const numbersOf = (operands: readonly ScalarExpression[]) =>
    operands.map((operand) => numberOf(operand, evaluation));
  switch (expression.kind) {
    case "Number":
    case "Text":
      return expression.value;
    case "Time":
      return environment.time;
    case "Component":
      return environment.component(expression.name, expression);
    case "Negate":
      return -numberOf(expression.operand, evaluation);
    case "Not":
      return numberOf(expression.operand, evaluation) === 0 ? 1 : 0;
    case "Binary":
      return binaryValue(expression, evaluation);
    case "Call":
      return applyFunction(expression.function, numbersOf(expression.arguments));
    case "Conditional":
      return numberOf(expression.condition, evaluation) !== 0
        ? evaluate(expression.thenValue, evaluation)
        : evaluate(expression.elseValue, evaluation);
    case "Draw":
      return environment.draw(expression.distribution, numbersOf(expression.arguments), expression);
    default:
      return assertNever(expression);
  }
}

/** `==` and `!=` compare as texts if either side is one; everything else needs numbers. */
function binaryValue(
  expression: Extract<ScalarExpression, { kind: "Binary" }>,
  evaluation: Evaluation,
): number {
  const { operator } = expression;
  if (operator === "==" || operator === "!=") {
    const left = evaluate(expression.left, evaluation);
    const right = evaluate(expression.right, evaluation);
    if (typeof left === "string" || typeof right === "string") {
      return (String(left) === String(right)) === (operator === "==") ? 1 : 0;
    }
    return applyOperator(operator, left, right);
  }
  const left = numberOf(expression.left, evaluation);
  if (operator === "&&" && left === 0) return 0;
  if (operator === "||" && left !== 0) return 1;
  return applyOperator(operator, left, numberOf(expression.right, evaluation));
}

function numberOf(expression: ScalarExpression, evaluation: Evaluation): number {
  const value = evaluate(expression, evaluation);
  return typeof value === "number" ? value : evaluation.environment.textAsNumber(value, expression);
}
