// Problem → equations of the forward pass: load, dynamics, outputs.
// Frozen quantities act as catalysts for exactly one unit of time, so that what they make equals their polynomial.

import type { RateEquation } from "../lowering/rate-equation.js";
import { isNumber } from "../polynomials/polynomial.js";
import { PHASES } from "./circuit-names.js";
import type { LearningProblem } from "./learning-problem.js";

/** z(0) for states whose initial value depends on anything; plain numbers are initial concentrations. */
export function loadEquations({ states }: LearningProblem): readonly RateEquation[] {
  return states
    .filter(({ initializer }) => !isNumber(initializer))
    .map(({ name, initializer, origin }) => ({
      target: name,
      value: initializer,
      phases: [PHASES.load],
      role: "load",
      rule: `initial value of ${name}`,
      origin,
    }));
}

/** ż = f(z, x, θ). */
export function forwardEquations({ states }: LearningProblem): readonly RateEquation[] {
  return states.map(({ name, dynamics, origin }) => ({
    target: name,
    value: dynamics,
    phases: [PHASES.forward],
    role: "forward",
    rule: `forward dynamics of ${name}`,
    origin,
  }));
}

/** ŷ = g(z(T), x, w). */
export function outputEquations({ outputs }: LearningProblem): readonly RateEquation[] {
  return outputs.map(({ name, value, origin }) => ({
    target: name,
    value,
    phases: [PHASES.output],
    role: "output",
    rule: `output ${name}`,
    origin,
  }));
}
