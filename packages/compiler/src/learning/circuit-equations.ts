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
import { type Polynomial, variablesOf, ZERO } from "../polynomials/polynomial.js";
import type { Identifiers } from "../reactions/identifiers.js";
import type { ParameterId } from "../reactions/reaction-network.js";
import { backwardEquations, type Differentiate, updateEquations } from "./backward-pass.js";
import { checkDependence } from "./check-dependence.js";
import { PHASES } from "./circuit-names.js";
import { dropIdleAdjoints } from "./drop-idle-adjoints.js";
import { updateDirectly } from "./direct-update.js";
import { forwardEquations, loadEquations, outputEquations } from "./forward-pass.js";
import { type IdentifiedOutputs, identifyOutputs } from "./identify-outputs.js";
import { type LearningProblem, learningProblem } from "./learning-problem.js";
import { poolStates } from "./pool-states.js";
import { shareAdjoints } from "./share-adjoints.js";

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
  /** The outputs of the model in their order, with the state that an output is, if it is nothing else. */
  readonly outputs: readonly { readonly name: string; readonly state: string | undefined }[];
  /** Without those that are identically 0. */
  readonly equations: readonly RateEquation[];
  /** The phases in their order; those without equations are left out. */
  readonly schedule: readonly CircuitPhase[];
  readonly auxiliaries: readonly AuxiliaryVariable[];
  /** Identifier of the parameter that holds the learning rate. */
  readonly learningRate: ParameterId;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Load, forward, output, error, state reversal, adjoint, gradient, update, with what is equal or only summed pooled.
 * @param readSingly states that must stay readable one by one
 */
export function circuitEquations(
  learn: CheckedLearn,
  identifiers: Identifiers,
  readSingly: ReadonlySet<string>,
): CircuitEquations {
  const { problem: written, diagnostics: problemDiagnostics } = learningProblem(learn, identifiers.of);
  const { problem, outputStates } = simplifiedProblem(learn, written, readSingly);
  const derivatives = recordingDifferentiation(learn.model);
  const learningRate = identifiers.fresh("eta");
  const all = dropIdleAdjoints([
    ...loadEquations(problem),
    ...forwardEquations(problem),
    ...outputEquations(problem),
    ...backwardEquations(problem, learn.gradient, derivatives.differentiate),
    ...updateEquations(problem, learningRate, learn.updateDuration),
  ]);
  const equations = simplifiedEquations(learn, all, { problem, learningRate });
  const errors = [...problemDiagnostics, ...derivatives.diagnostics()];
  // A part that could not be read counts as 0, so a weight may only seem to have no effect.
  const diagnostics = errors.length > 0 ? errors : checkDependence(learn, written, all);
  const schedule = scheduleOf(learn, equations);
  const outputs = written.outputs.map(({ name }) => ({ name, state: outputStates.get(name) }));
  return { problem, outputs, equations, schedule, auxiliaries: [], learningRate, diagnostics };
}

function simplifiedProblem(
  learn: CheckedLearn,
  written: LearningProblem,
  readSingly: ReadonlySet<string>,
): IdentifiedOutputs {
  const inLoss = variablesOf(written.loss.value);
  const inAssertions = learn.model.assertions.flatMap((assertion) =>
    assertion.kind === "condition" || assertion.kind === "conserved"
      ? [...componentNames(assertion.value)]
      : [],
  );
  const pooled = poolStates(written, new Set([...readSingly, ...inLoss, ...inAssertions]));
  // A closed network consumes its states at the end of the forward window: there an output needs a species of its own.
  return learn.clock.kind === "oscillator"
    ? { problem: pooled, outputStates: new Map() }
    : identifyOutputs(pooled);
}

function simplifiedEquations(
  learn: CheckedLearn,
  all: readonly RateEquation[],
  { problem, learningRate }: Pick<CircuitEquations, "problem" | "learningRate">,
): readonly RateEquation[] {
  const shared = shareAdjoints(
    all,
    problem.states.map(({ name }) => name),
  );
  if (learn.update === "accumulated") return shared;
  const eta = {
    key: learningRate,
    expression: { kind: "parameter", id: learningRate },
    power: 1,
  } as const;
  return updateDirectly(
    shared,
    problem.weights.map(({ name }) => name),
    eta,
  );
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
