// Function variables while states move: v = φ(g) follows v' = φ'(v, …)·Σ ∂g/∂z·ż.

import { timesEach, totalDerivative } from "../lowering/functions/chain-rule.js";
import type { FunctionVariable } from "../lowering/functions/function-variable.js";
import type { FunctionVariables } from "../lowering/functions/function-variables.js";
import { stepDerivative } from "../lowering/functions/step-equation.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import {
  addPolynomials,
  multiplyPolynomials,
  type Polynomial,
  scalePolynomial,
  variablesOf,
} from "../polynomials/polynomial.js";
import { PHASES } from "./circuit-names.js";
import type { LearningProblem } from "./learning-problem.js";

/** How the functions of one problem move. */
export interface FunctionMovement {
  /** The equation in the forward phase; undefined for what stands still there. */
  readonly forward: (variable: FunctionVariable) => RateEquation | undefined;
  /** The equation in the feedback phase, in which states run back; undefined for what stands still there. */
  readonly feedback: (variable: FunctionVariable) => RateEquation | undefined;
  /** A step relaxes in the given phase, in which its variable may stand still. */
  readonly relaxation: (step: FunctionVariable, phase: string) => RateEquation;
}

/** @param stepRate the constant κ of steps */
export function functionMovement(
  { states }: LearningProblem,
  functions: FunctionVariables,
  stepRate: number,
): FunctionMovement {
  const speedOf = (argument: Polynomial): Polynomial =>
    addPolynomials(
      ...states.map(({ name, dynamics }) => timesEach(totalDerivative(argument, name, functions), dynamics)),
    );
  const relaxation = (step: FunctionVariable, phase: string): RateEquation =>
    relaxationOf(step, phase, stepRate);
  const along = (variable: FunctionVariable, direction: 1 | -1): RateEquation | undefined => {
    const speed = speedOf(variable.argument);
    if (speed.length === 0) return undefined;
    const isForward = direction === 1;
    const phase = isForward ? PHASES.forward : PHASES.feedback;
    if (variable.function.kind === "step") return relaxation(variable, phase);
    const value = scalePolynomial(
      multiplyPolynomials(variable.derivative, speed, variable.origin),
      direction,
    );
    return {
      target: variable.name,
      value,
      phases: [phase],
      role: isForward ? "forward" : "state-reversal",
      rule: `${variable.meaning} while its argument moves${isForward ? "" : " back"}`,
      origin: variable.origin,
    };
  };
  return {
    relaxation,
    forward: (variable) => along(variable, 1),
    feedback: (variable) => along(variable, -1),
  };
}

function relaxationOf(step: FunctionVariable, phase: string, rate: number): RateEquation {
  const { name, argument, origin } = step;
  const [variable = ""] = variablesOf(argument);
  return {
    target: name,
    value: stepDerivative(name, variable, rate, origin),
    phases: [phase],
    role: phase === PHASES.feedback ? "adjoint" : "forward",
    rule: `${step.meaning} follows ${variable}`,
    origin,
  };
}
