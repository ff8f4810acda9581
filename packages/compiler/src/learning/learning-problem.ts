// Checked learn record → the symbolic problem: initial states, dynamics, outputs and loss as polynomials.

import {
  type CheckedLearn,
  type CheckedModel,
  type CheckedModelQuantity,
  createDiagnostic,
  type Diagnostic,
  type Origin,
  type ScalarExpression,
} from "@ncrn/language";
import { type FunctionVariables, withFunctions } from "../lowering/functions/function-variables.js";
import { notPolynomialDiagnostic } from "../lowering/not-polynomial-diagnostic.js";
import { componentsOf } from "../network/array-components.js";
import { evaluateRateExpression } from "../network/rate-expression.js";
import { rateFromScalar } from "../network/rate-from-scalar.js";
import type { RateExpression } from "../network/reaction-network.js";
import type { Meaning, PolynomialEnvironment } from "../polynomials/environment.js";
import { type Polynomial, ZERO } from "../polynomials/polynomial.js";
import { polynomialFromExpression } from "../polynomials/polynomial-from-expression.js";

/** One component of a state: ż = dynamics, z(0) = initializer. */
export interface StateComponent {
  readonly name: string;
  readonly nonNegative: boolean;
  readonly initializer: Polynomial;
  readonly dynamics: Polynomial;
  readonly origin: Origin;
}

/** One component of a quantity that the environment sets or keeps. */
export interface FedComponent {
  readonly name: string;
  readonly nonNegative: boolean;
  readonly origin: Origin;
}

/** One component of an output. */
export interface OutputComponent {
  readonly name: string;
  readonly value: Polynomial;
  readonly origin: Origin;
}

/** A model as polynomials over inputs, states, weights, outputs and targets; fixed quantities are numbers. */
export interface LearningProblem {
  readonly inputs: readonly FedComponent[];
  readonly targets: readonly FedComponent[];
  readonly weights: readonly FedComponent[];
  readonly states: readonly StateComponent[];
  readonly outputs: readonly OutputComponent[];
  readonly loss: {
    readonly value: Polynomial;
    readonly expression: ScalarExpression;
    readonly origin: Origin;
  };
  /** Rates of the model, by source name. */
  readonly parameters: ReadonlyMap<
    string,
    { readonly value: number; readonly unit: string | undefined; readonly origin: Origin }
  >;
  /** What the names of the model stand for. */
  readonly environment: PolynomialEnvironment;
}

/**
 * The problem with diagnostics for each part that is not polynomial; such parts count as 0.
 * @param functions where variables that stand for functions are registered
 */
export function learningProblem(
  learn: CheckedLearn,
  identifierOf: (name: string) => string,
  functions: FunctionVariables,
): { readonly problem: LearningProblem; readonly diagnostics: readonly Diagnostic[] } {
  const { model } = learn;
  const diagnostics: Diagnostic[] = [];
  const environment = environmentOf(learn, identifierOf, diagnostics);
  const { polynomialize } = learn.lowering;
  const extended = withFunctions(
    environment,
    functions,
    ({ kind }) => kind === "identity" || (polynomialize && kind !== "time"),
  );
  const polynomialOf = (expression: ScalarExpression): Polynomial => {
    const result = polynomialFromExpression(expression, extended);
    if (result.kind === "polynomial") return result.polynomial;
    diagnostics.push(notPolynomialDiagnostic(result.problem, polynomialize));
    return ZERO;
  };
  const problem: LearningProblem = {
    inputs: model.inputs.flatMap(fedComponents),
    targets: model.targets.flatMap(fedComponents),
    weights: model.weights.flatMap(fedComponents),
    states: statesOf(model, polynomialOf),
    outputs: model.outputs.flatMap(({ name, value, origin }) =>
      componentsOf(name, value).map(([component, expression]) => ({
        name: component,
        value: polynomialOf(expression),
        origin,
      })),
    ),
    loss: { value: polynomialOf(model.loss), expression: model.loss, origin: model.loss.origin },
    parameters: parametersOf(learn, environment),
    environment,
  };
  return { problem, diagnostics };
}

function statesOf(
  model: CheckedModel,
  polynomialOf: (expression: ScalarExpression) => Polynomial,
): readonly StateComponent[] {
  const dynamics = new Map(model.equations.map(({ target, value }) => [target, value]));
  return model.states.flatMap((state) =>
    state.components.map(({ name, origin }, index) => {
      const initial = state.initial?.[index];
      const value = dynamics.get(name);
      return {
        name,
        nonNegative: state.nonNegative,
        initializer: initial === undefined ? ZERO : polynomialOf(initial),
        dynamics: value === undefined ? ZERO : polynomialOf(value),
        origin,
      };
    }),
  );
}

function fedComponents(quantity: CheckedModelQuantity): readonly FedComponent[] {
  return quantity.components.map(({ name, origin }) => ({ name, origin, nonNegative: quantity.nonNegative }));
}

function environmentOf(
  learn: CheckedLearn,
  identifierOf: (name: string) => string,
  diagnostics: Diagnostic[],
): PolynomialEnvironment {
  const { model } = learn;
  const meanings = new Map<string, Meaning>();
  const values = new Map<string, number>();
  const currentValue = (expression: RateExpression): number =>
    evaluateRateExpression(expression, {
      parameter: (id) => values.get(id) ?? Number.NaN,
      species: () => Number.NaN,
      time: Number.NaN,
    });
  const environment: PolynomialEnvironment = {
    valueOf: currentValue,
    meaningOf: (name) => meanings.get(name) ?? { kind: "variable", nonNegative: false },
  };
  for (const { name, value } of model.rates) {
    const id = identifierOf(name);
    meanings.set(name, { kind: "parameter", expression: { kind: "parameter", id } });
    values.set(id, constantOf(value, environment));
  }
  for (const quantity of [...model.inputs, ...model.targets, ...model.states]) {
    for (const { name } of quantity.components) {
      meanings.set(name, { kind: "variable", nonNegative: quantity.nonNegative });
    }
  }
  for (const { name, value } of model.definitions) {
    for (const [component, expression] of componentsOf(name, value)) {
      meanings.set(component, { kind: "definition", value: expression });
    }
  }
  for (const [name, value] of fixedNumbers(model, environment, diagnostics)) {
    meanings.set(name, { kind: "number", value });
  }
  return environment;
}

/** The values of `fixed` quantities; a random one is refused and counts as 0. */
function fixedNumbers(
  model: CheckedModel,
  environment: PolynomialEnvironment,
  diagnostics: Diagnostic[],
): readonly (readonly [string, number])[] {
  return model.fixed.flatMap((quantity) =>
    quantity.components.map(({ name, origin }, index) => {
      const initial = quantity.initial?.[index];
      if (initial !== undefined && !containsDraw(initial))
        return [name, constantOf(initial, environment)] as const;
      const feature =
        initial === undefined ? `\`fixed ${name}\` without a value` : `A random \`fixed\` value (${name})`;
      diagnostics.push(createDiagnostic("not-available-yet", origin, { feature }));
      return [name, 0] as const;
    }),
  );
}

function constantOf(expression: ScalarExpression, environment: PolynomialEnvironment): number {
  const value = rateFromScalar(expression, (name) => {
    const meaning = environment.meaningOf(name);
    switch (meaning.kind) {
      case "parameter":
        return meaning.expression;
      case "number":
        return { kind: "number", value: meaning.value };
      case "definition":
        return meaning;
      case "variable":
        return { kind: "number", value: Number.NaN };
    }
  });
  return environment.valueOf(value);
}

function containsDraw(expression: ScalarExpression): boolean {
  switch (expression.kind) {
    case "Draw":
      return true;
    case "Negate":
    case "Not":
      return containsDraw(expression.operand);
    case "Binary":
      return containsDraw(expression.left) || containsDraw(expression.right);
    case "Call":
      return expression.arguments.some(containsDraw);
    case "Conditional":
      return [expression.condition, expression.thenValue, expression.elseValue].some(containsDraw);
    default:
      return false;
  }
}

function parametersOf(
  learn: CheckedLearn,
  environment: PolynomialEnvironment,
): LearningProblem["parameters"] {
  return new Map(
    learn.model.rates.map(({ name, value, unit, origin }) => [
      name,
      { value: constantOf(value, environment), unit, origin },
    ]),
  );
}
