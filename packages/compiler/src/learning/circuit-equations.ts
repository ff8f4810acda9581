// Checked learn record → the rate equations of its whole circuit, phase by phase.

import { type CheckedLearn, componentNames } from "@ncrn/language";
import type { AuxiliaryVariable } from "../lowering/auxiliary-variable.js";
import type { CircuitPhase } from "../lowering/circuit-phase.js";
import { totalDerivative } from "../lowering/functions/chain-rule.js";
import { createFunctionVariables, type FunctionVariables } from "../lowering/functions/function-variables.js";
import { stepRate } from "../lowering/functions/step-equation.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import type { Identifiers } from "../network/identifiers.js";
import type { ParameterId } from "../network/reaction-network.js";
import { variablesOf } from "../polynomials/polynomial.js";
import { backwardEquations, updateEquations } from "./backward-pass.js";
import { checkDependence } from "./check-dependence.js";
import { checkStart } from "./check-start.js";
import type { CircuitEquations } from "./circuit.js";
import { errorName, PHASES } from "./circuit-names.js";
import { updateDirectly } from "./direct-update.js";
import { dropIdleAdjoints } from "./drop-idle-adjoints.js";
import { forwardEquations, loadEquations, outputEquations } from "./forward-pass.js";
import { type FunctionMovement, functionMovement } from "./function-movement.js";
import { type FunctionPass, functionPass } from "./function-pass.js";
import { type IdentifiedOutputs, identifyOutputs } from "./identify-outputs.js";
import { type LearningProblem, learningProblem } from "./learning-problem.js";
import { poolStates } from "./pool-states.js";
import { shareAdjoints } from "./share-adjoints.js";

/**
 * Load, forward, output, error, state reversal, adjoint, gradient, update, with what is equal or only summed pooled.
 * Yields after the derivatives by each quantity.
 * @param readSingly states that must stay readable one by one
 */
export function* circuitEquations(
  learn: CheckedLearn,
  identifiers: Identifiers,
  readSingly: ReadonlySet<string>,
): Generator<void, CircuitEquations> {
  const functions = createFunctionVariables();
  const { problem: written, diagnostics: unread } = learningProblem(learn, identifiers.of, functions);
  const inFunctions = functions.all().flatMap(({ argument }) => [...variablesOf(argument)]);
  const separate = new Set([...readSingly, ...inFunctions]);
  const { problem, outputStates } = simplifiedProblem(learn, written, separate);
  functions.renameArguments(outputStates);
  const movement = functionMovement(problem, functions, stepRate(learn.lowering.annihilate));
  const learningRate = identifiers.fresh("eta");
  const direct = yield* directEquations(learn, problem, { functions, movement, learningRate });
  const pass = functionPass({ problem, functions, movement, equations: direct });
  const all = [...direct, ...pass.equations];
  yield;
  const equations = simplifiedEquations(learn, all, { problem, learningRate });
  // A part that could not be read counts as 0, so a weight may only seem to have no effect.
  const diagnostics =
    unread.length > 0
      ? unread
      : [
          ...pass.diagnostics,
          ...checkDependence(learn, written, { functions, equations: all }),
          ...checkStart(learn, written, functions),
        ];
  const { settling } = pass;
  const auxiliaries = [...errorVariables(problem, equations), ...pass.auxiliaries];
  const schedule = scheduleOf(learn, equations, pass);
  const outputs = written.outputs.map(({ name }) => ({ name, state: outputStates.get(name) }));
  return { problem, outputs, equations, schedule, auxiliaries, settling, learningRate, diagnostics };
}

/** The errors that are species of their own. */
function errorVariables(
  { outputs }: LearningProblem,
  equations: readonly RateEquation[],
): readonly AuxiliaryVariable[] {
  const targets = new Set(equations.map(({ target }) => target));
  return outputs
    .filter(({ name }) => targets.has(errorName(name)))
    .map(({ name, origin }) => ({ name: errorName(name), meaning: `∂loss/∂${name}`, initial: 0, origin }));
}

/** What the model says and its backward pass, with functions that run back, but not with how functions get values. */
function* directEquations(
  learn: CheckedLearn,
  problem: LearningProblem,
  context: {
    readonly functions: FunctionVariables;
    readonly movement: FunctionMovement;
    readonly learningRate: ParameterId;
  },
): Generator<void, readonly RateEquation[]> {
  const { functions, movement, learningRate } = context;
  const backward = yield* backwardEquations(
    problem,
    learn.gradient,
    (polynomial, variable) => totalDerivative(polynomial, variable, functions),
    () => reversalOf(functions, movement),
  );
  return dropIdleAdjoints([
    ...loadEquations(problem),
    ...forwardEquations(problem),
    ...outputEquations(problem),
    ...backward,
    ...updateEquations(problem, learningRate, learn.updateDuration),
  ]);
}

/** The equations of all functions whose arguments run back; taking derivatives may make further functions. */
function reversalOf(functions: FunctionVariables, movement: FunctionMovement): readonly RateEquation[] {
  const equations: RateEquation[] = [];
  for (const variable of functions.whileGrowing()) {
    const equation = movement.feedback(variable);
    if (equation !== undefined) equations.push(equation);
  }
  return equations;
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

function scheduleOf(
  learn: CheckedLearn,
  equations: readonly RateEquation[],
  { phasesBefore }: FunctionPass,
): readonly CircuitPhase[] {
  const used = new Set(equations.flatMap(({ phases }) => phases));
  const all: readonly CircuitPhase[] = [
    { name: PHASES.load, kind: "frozen", duration: 1 },
    { name: PHASES.forward, kind: "dynamic", duration: learn.forwardDuration },
    { name: PHASES.output, kind: "frozen", duration: 1 },
    { name: PHASES.error, kind: "frozen", duration: 1 },
    { name: PHASES.adjoint, kind: "frozen", duration: 1 },
    { name: PHASES.feedback, kind: "dynamic", duration: learn.feedbackDuration },
    { name: PHASES.initial, kind: "frozen", duration: 1 },
    { name: PHASES.update, kind: "frozen", duration: learn.updateDuration },
  ];
  return all.flatMap((phase) => [...phasesBefore(phase.name), ...(used.has(phase.name) ? [phase] : [])]);
}
