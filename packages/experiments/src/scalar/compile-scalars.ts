// Scalar expressions → one function that evaluates all of them; for source equations, which are evaluated very often.

import {
  applyFunction,
  applyOperator,
  assertNever,
  InternalError,
  type ScalarExpression,
} from "@ncrn/language";

/** Writes the values of the expressions into `result`; `values` are those of the named components. */
export type ScalarProgram = (values: Float64Array, time: number, result: Float64Array) => void;

/**
 * Compiles expressions over the named components. Every distinct node is evaluated once, in order of dependence, so
 * that shared subtrees cost nothing. Both branches of a conditional are evaluated; only the chosen value counts.
 */
export function compileScalars(
  expressions: readonly ScalarExpression[],
  names: readonly string[],
): ScalarProgram {
  const indices = new Map(names.map((name, index) => [name, index]));
  const slots = new Map<ScalarExpression, number>();
  const steps: Step[] = [];
  const slotOf = (expression: ScalarExpression): number => {
    const known = slots.get(expression);
    if (known !== undefined) return known;
    const step = stepFor(expression, indices, slotOf);
    const slot = steps.push(step) - 1;
    slots.set(expression, slot);
    return slot;
  };
  const outputs = expressions.map(slotOf);
  const stack = new Float64Array(steps.length);
  return (values, time, result) => {
    for (let slot = 0; slot < steps.length; slot++) stack[slot] = steps[slot]!(stack, values, time);
    for (let index = 0; index < outputs.length; index++) result[index] = stack[outputs[index]!]!;
  };
}

type Step = (stack: Float64Array, values: Float64Array, time: number) => number;

function stepFor(expression: ScalarExpression, indices: ReadonlyMap<string, number>, slotOf: SlotOf): Step {
  switch (expression.kind) {
    case "Number": {
      const { value } = expression;
      return () => value;
    }
    case "Time":
      return (_stack, _values, time) => time;
    case "Component": {
      const index = indices.get(expression.name);
      if (index === undefined) throw new InternalError(`Unknown component ${expression.name}`);
      return (_stack, values) => values[index]!;
    }
    case "Negate":
    case "Not":
      return unaryStep(expression, slotOf);
    case "Binary":
      return binaryStep(expression, slotOf);
    case "Call": {
      const operands = expression.arguments.map(slotOf);
      const name = expression.function;
      return (stack) =>
        applyFunction(
          name,
          operands.map((operand) => stack[operand]!),
        );
    }
    case "Conditional":
      return conditionalStep(expression, slotOf);
    case "Text":
    case "Draw":
      throw new InternalError(`A ${expression.kind} cannot stand in an equation`);
    default:
      return assertNever(expression);
  }
}

type SlotOf = (expression: ScalarExpression) => number;

function unaryStep(expression: Extract<ScalarExpression, { kind: "Negate" | "Not" }>, slotOf: SlotOf): Step {
  const operand = slotOf(expression.operand);
  return expression.kind === "Negate"
    ? (stack) => -stack[operand]!
    : (stack) => (stack[operand] === 0 ? 1 : 0);
}

function conditionalStep(
  expression: Extract<ScalarExpression, { kind: "Conditional" }>,
  slotOf: SlotOf,
): Step {
  const condition = slotOf(expression.condition);
  const thenValue = slotOf(expression.thenValue);
  const elseValue = slotOf(expression.elseValue);
  return (stack) => (stack[condition] !== 0 ? stack[thenValue]! : stack[elseValue]!);
}

function binaryStep(expression: Extract<ScalarExpression, { kind: "Binary" }>, slotOf: SlotOf): Step {
  const left = slotOf(expression.left);
  const right = slotOf(expression.right);
  const { operator } = expression;
  switch (operator) {
    case "+":
      return (stack) => stack[left]! + stack[right]!;
    case "-":
      return (stack) => stack[left]! - stack[right]!;
    case "*":
      return (stack) => stack[left]! * stack[right]!;
    case "/":
      return (stack) => stack[left]! / stack[right]!;
    case "^": {
      const exponent = expression.right.kind === "Number" ? expression.right.value : Number.NaN;
      if (exponent === 2) return (stack) => stack[left]! * stack[left]!;
      if (exponent === 3) return (stack) => stack[left]! * stack[left]! * stack[left]!;
      return (stack) => applyOperator(operator, stack[left]!, stack[right]!);
    }
    default:
      return (stack) => applyOperator(operator, stack[left]!, stack[right]!);
  }
}
