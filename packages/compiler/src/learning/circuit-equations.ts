// Checked learn record → the rate equations of its whole circuit, phase by phase.

import {
  type CheckedLearn,
  type CheckedModel,
  componentNames,
  createDiagnostic,
  type Diagnostic,
  type Origin,
  type ScalarExpression,
  textOfScalar,
  visitExpression,
} from "@ncrn/language";
import type { RateEquation } from "../lowering/rate-equation.js";
import { derivativeOf } from "../polynomials/derivative.js";
import { type Polynomial, ZERO } from "../polynomials/polynomial.js";
import type { Identifiers } from "../reactions/identifiers.js";
import type { ParameterId } from "../reactions/reaction-network.js";
import { backwardEquations, type Differentiate, updateEquations } from "./backward-pass.js";
import { gradientName, PHASES } from "./circuit-names.js";
import { forwardEquations, loadEquations, outputEquations } from "./forward-pass.js";
import { type LearningProblem, learningProblem } from "./learning-problem.js";

/**
 * One phase of the learning procedure. In a `frozen` phase of length 1 nothing that is read changes, so that every
 * quantity grows by exactly its polynomial; in a `dynamic` phase the equations are integrated.
 */
export interface CircuitPhase {
  readonly name: string;
  readonly kind: "frozen" | "dynamic";
  readonly duration: number;
}

/** A variable that lowering adds, such as `z^2` or `exp(z)`. */
export interface AuxiliaryVariable {
  readonly name: string;
  /** What it stands for, in the notation of the source. */
  readonly meaning: string;
  /** Initial value where no equation of a frozen phase sets it. */
  readonly initial: number;
  readonly origin: Origin;
}

/** A circuit as mathematics: what it computes and by which equations. */
export interface CircuitEquations {
  readonly problem: LearningProblem;
  /** Without those that are identically 0. */
  readonly equations: readonly RateEquation[];
  /** The phases in their order; those without equations are left out. */
  readonly schedule: readonly CircuitPhase[];
  readonly auxiliaries: readonly AuxiliaryVariable[];
  /** Identifier of the parameter that holds the learning rate. */
  readonly learningRate: ParameterId;
  readonly diagnostics: readonly Diagnostic[];
}

/** Load, forward, output, error, state reversal, adjoint, gradient, update. */
export function circuitEquations(learn: CheckedLearn, identifiers: Identifiers): CircuitEquations {
  const { problem, diagnostics: problemDiagnostics } = learningProblem(learn, identifiers.of);
  const derivatives = recordingDifferentiation(learn.model);
  const learningRate = identifiers.fresh("eta");
  const all = [
    ...loadEquations(problem),
    ...forwardEquations(problem),
    ...outputEquations(problem),
    ...backwardEquations(problem, learn.gradient, derivatives.differentiate),
    ...updateEquations(problem, learningRate, learn.updateDuration),
  ];
  const equations = all.filter(({ value }) => value.length > 0);
  const errors = [...problemDiagnostics, ...derivatives.diagnostics()];
  // A part that could not be read counts as 0, so a weight may only seem to have no effect.
  const diagnostics = errors.length > 0 ? errors : weightsWithoutEffect(problem, equations);
  const schedule = scheduleOf(learn, equations);
  return { problem, equations, schedule, auxiliaries: [], learningRate, diagnostics };
}

function scheduleOf(learn: CheckedLearn, equations: readonly RateEquation[]): readonly CircuitPhase[] {
  const used = new Set(equations.flatMap(({ phases }) => phases));
  const all: readonly CircuitPhase[] = [
    { name: PHASES.load, kind: "frozen", duration: 1 },
    { name: PHASES.forward, kind: "dynamic", duration: learn.forwardDuration },
    { name: PHASES.output, kind: "frozen", duration: 1 },
    { name: PHASES.error, kind: "frozen", duration: 1 },
    { name: PHASES.feedback, kind: "dynamic", duration: learn.feedbackDuration },
    { name: PHASES.initial, kind: "frozen", duration: 1 },
    { name: PHASES.update, kind: "frozen", duration: learn.updateDuration },
  ];
  return all.filter(({ name }) => used.has(name));
}

/** Differentiation that remembers each term without a derivative, once. */
function recordingDifferentiation(model: CheckedModel): {
  differentiate: Differentiate;
  diagnostics: () => readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  return {
    differentiate: (polynomial: Polynomial, variable: string): Polynomial => {
      const result = derivativeOf(polynomial, variable);
      if (result.kind === "derivative") return result.polynomial;
      const kink = writtenKink(model, result.origin, variable);
      const expression = kink === undefined ? `abs(${variable})` : textOfScalar(kink);
      diagnostics.push(createDiagnostic("not-differentiable", kink?.origin ?? result.origin, { expression }));
      return ZERO;
    },
    diagnostics: () => diagnostics,
  };
}

/** The call inside a term of the text that bends where the variable changes its sign: `relu(z)`, not the |z| within. */
function writtenKink(
  model: CheckedModel,
  { file, span }: Origin,
  variable: string,
): ScalarExpression | undefined {
  const isInside = ({ origin }: ScalarExpression): boolean =>
    origin.file === file && origin.span.start >= span.start && origin.span.end <= span.end;
  const written: readonly ScalarExpression[] = [
    ...model.equations.map(({ value }) => value),
    ...model.states.flatMap(({ initial }) => initial ?? []),
    ...model.outputs.flatMap(({ value }) => value.components),
    ...model.definitions.flatMap(({ value }) => value.components),
    model.loss,
  ];
  const found: ScalarExpression[] = [];
  for (const expression of written)
    visitExpression(expression, (part) => {
      const isBent = part.kind === "Call" && BENT.has(part.function);
      if (isBent && isInside(part) && componentNames(part).has(variable)) found.push(part);
    });
  return found[0];
}

const BENT: ReadonlySet<string> = new Set(["abs", "relu", "min", "max"]);

function weightsWithoutEffect(
  { weights }: LearningProblem,
  equations: readonly RateEquation[],
): readonly Diagnostic[] {
  const gradients = new Set(equations.map(({ target }) => target));
  return weights
    .filter(({ name }) => !gradients.has(gradientName(name)))
    .map(({ name, origin }) => createDiagnostic("weight-without-effect", origin, { weight: name }));
}
