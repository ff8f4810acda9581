// Equations → the same equations with weights that change while the gradient forms, so that no species holds the gradient.

import type { RateEquation } from "../lowering/rate-equation.js";
import {
  multiplyPolynomials,
  type ParameterFactor,
  parameterPolynomial,
  scalePolynomial,
  variablesOf,
} from "../polynomials/polynomial.js";
import type { CircuitEquations } from "./circuit.js";
import { gradientName, PHASES } from "./circuit-names.js";

/**
 * θ' = −η·g' in the feedback phase replaces g' = … and the update. The step is the same only if the whole gradient forms
 * in that phase and nothing that runs in it reads a weight; otherwise the equations are returned as they are.
 */
export function updateDirectly(
  equations: readonly RateEquation[],
  weights: readonly string[],
  learningRate: ParameterFactor,
): readonly RateEquation[] {
  const gradients = new Map(weights.map((weight) => [gradientName(weight), weight]));
  if (!isExact(equations, gradients)) return equations;
  return equations.flatMap((equation) => {
    if (equation.role === "update") return [];
    const weight = gradients.get(equation.target);
    if (weight === undefined) return [equation];
    const rate = scalePolynomial(parameterPolynomial(learningRate, equation.origin), -1);
    const value = equation.value.flatMap((term) => multiplyPolynomials([term], rate, term.origin));
    return [{ ...equation, target: weight, value, rule: `step of ${weight} against its gradient` }];
  });
}

/** The circuit with direct updates where that gives the same step, and without phases that are empty then. */
export function withDirectUpdate(circuit: CircuitEquations): CircuitEquations {
  const { problem, learningRate, schedule } = circuit;
  const equations = updateDirectly(
    circuit.equations,
    problem.weights.map(({ name }) => name),
    { key: learningRate, expression: { kind: "parameter", id: learningRate }, power: 1 },
  );
  const used = new Set(equations.flatMap(({ phases }) => phases));
  return { ...circuit, equations, schedule: schedule.filter(({ name }) => used.has(name)) };
}

function isExact(equations: readonly RateEquation[], gradients: ReadonlyMap<string, string>): boolean {
  const weights = new Set(gradients.values());
  return equations.every(({ target, value, phases, role }) => {
    if (role === "update") return true;
    const inFeedback = phases.includes(PHASES.feedback);
    if (gradients.has(target) && !inFeedback) return false;
    return !(inFeedback && [...variablesOf(value)].some((name) => weights.has(name)));
  });
}
