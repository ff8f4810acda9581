// Checked learn record → learning circuit: problem → forward and backward equations → rails → reactions → merge → drop.

import {
  type CheckedLearn,
  createDiagnostic,
  type Diagnostic,
  hasErrors,
  type Origin,
  sortDiagnostics,
} from "@ncrn/language";
import { backwardEquations, type Differentiate, updateEquations } from "../learning/backward-pass.js";
import { circuitInterface } from "../learning/circuit-interface.js";
import { gradientName, PHASES } from "../learning/circuit-names.js";
import { circuitRails } from "../learning/circuit-rails.js";
import { circuitSpecies } from "../learning/circuit-species.js";
import { forwardEquations, loadEquations, outputEquations } from "../learning/forward-pass.js";
import { type LearningProblem, learningProblem } from "../learning/learning-problem.js";
import { annihilationOf } from "../lowering/annihilation.js";
import { checkAssertions } from "../lowering/check-assertions.js";
import { checkOrder } from "../lowering/check-order.js";
import { checkRailForm } from "../lowering/check-rail-form.js";
import { checkEvenPowers } from "../lowering/check-rails.js";
import { dropUnreachable } from "../lowering/drop-unreachable.js";
import { mergeEqualReactions } from "../lowering/merge-equal-reactions.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import { reactionsFromEquations } from "../lowering/reactions-from-equations.js";
import { derivativeOf } from "../polynomials/derivative.js";
import { type Polynomial, ZERO } from "../polynomials/polynomial.js";
import { createIdentifiers, type Identifiers } from "./identifiers.js";
import type { Lowered } from "./lowered.js";
import { numberReactions } from "./number-reactions.js";
import type { Parameter, Phase } from "./reaction-network.js";

/** Lowers a learn record to an externally clocked circuit. Other clocks are `not-available-yet`. */
export function reactionsFromLearn(learn: CheckedLearn): Lowered {
  const lowered = externallyClockedCircuit(learn);
  const refusals = clockRefusals(learn);
  return refusals.length === 0
    ? lowered
    : { network: undefined, diagnostics: sortDiagnostics([...lowered.diagnostics, ...refusals]) };
}

/** The circuit as if its clock were external; the editor and `check` use it to say all there is to say. */
export function externallyClockedCircuit(learn: CheckedLearn): Lowered {
  const identifiers = createIdentifiers();
  const { problem, diagnostics: problemDiagnostics } = learningProblem(learn, identifiers.of);
  const derivatives = recordingDifferentiation();
  const learningRate = identifiers.fresh("eta");
  const equations = [
    ...loadEquations(problem),
    ...forwardEquations(problem),
    ...outputEquations(problem),
    ...backwardEquations(problem, learn.gradient, derivatives.differentiate),
    ...updateEquations(problem, learningRate, learn.updateDuration),
  ].filter(({ value }) => value.length > 0);
  const rails = circuitRails(problem, identifiers, equations);
  const species = circuitSpecies(problem, rails, equations);
  const fromEquations = reactionsFromEquations(equations, rails);
  const annihilations = movingQuantities(equations).flatMap(({ name, phases, origin }) =>
    annihilationOf(rails.written(name, phases), { rateConstant: learn.lowering.annihilate, phases }, origin),
  );
  const phases = phasesOf(learn, equations);
  const phaseNames = phases.map(({ name }) => name);
  const merged = mergeEqualReactions([...fromEquations.reactions, ...annihilations], phaseNames);
  const { learning, observables } = circuitInterface(problem, rails, phaseNames);
  const network = dropUnreachable({
    name: learn.name,
    documentation: learn.model.documentation,
    units: learn.model.units,
    kinetics: learn.kinetics,
    parameters: parametersOf(learn, problem, identifiers, learningRate),
    species,
    reactions: numberReactions(merged, species),
    events: [],
    phases,
    observables,
    learning,
    provenance: { origin: learn.origin, rule: `learn ${learn.model.name}` },
  });
  const errors = [...problemDiagnostics, ...derivatives.diagnostics(), ...fromEquations.diagnostics];
  const diagnostics = sortDiagnostics([
    ...errors,
    // A part that could not be read counts as 0, so a weight may only seem to have no effect.
    ...(errors.length > 0 ? [] : weightsWithoutEffect(problem, equations)),
    ...checkRailForm(learn.lowering, learn.origins["rails"] ?? learn.origin),
    ...checkOrder(merged, learn.lowering),
    ...checkAssertions(learn.model.assertions, network, {
      environment: problem.environment,
      railsOf: (name) => rails.read(name, [PHASES.forward]),
    }),
    ...checkEvenPowers(
      equations.filter(({ role }) => role === "forward"),
      rails,
    ),
  ]);
  return { network: hasErrors(diagnostics) ? undefined : network, diagnostics };
}

function clockRefusals(learn: CheckedLearn): readonly Diagnostic[] {
  if (learn.clock.kind === "external") return [];
  const origin = learn.origins["clock"] ?? learn.origin;
  return [createDiagnostic("not-available-yet", origin, { feature: `\`clock: ${learn.clock.kind}\`` })];
}

/** Differentiation that remembers each term without a derivative, once. */
function recordingDifferentiation(): {
  differentiate: Differentiate;
  diagnostics: () => readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  return {
    differentiate: (polynomial: Polynomial, variable: string): Polynomial => {
      const result = derivativeOf(polynomial, variable);
      if (result.kind === "derivative") return result.polynomial;
      diagnostics.push(
        createDiagnostic("not-differentiable", result.origin, { expression: `abs(${variable})` }),
      );
      return ZERO;
    },
    diagnostics: () => diagnostics,
  };
}

/**
 * States and adjoints with the phases in which they have dynamics. Only there must the smaller rail stay small;
 * everywhere else both rails are frozen or formed linearly, and their difference is all that counts.
 */
function movingQuantities(
  equations: readonly RateEquation[],
): readonly { readonly name: string; readonly phases: readonly string[]; readonly origin: Origin }[] {
  const moving = new Map<
    string,
    { readonly name: string; readonly phases: readonly string[]; readonly origin: Origin }
  >();
  for (const { target, phases, role, origin } of equations) {
    if (role !== "forward" && role !== "state-reversal" && role !== "adjoint") continue;
    const present = moving.get(target);
    moving.set(target, { name: target, origin, phases: present ? [...present.phases, ...phases] : phases });
  }
  return [...moving.values()];
}

function phasesOf(learn: CheckedLearn, equations: readonly RateEquation[]): readonly Phase[] {
  const used = new Set(equations.flatMap(({ phases }) => phases));
  const all: readonly Phase[] = [
    { name: PHASES.load, duration: 1 },
    { name: PHASES.forward, duration: learn.forwardDuration },
    { name: PHASES.output, duration: 1 },
    { name: PHASES.error, duration: 1 },
    { name: PHASES.feedback, duration: learn.feedbackDuration },
    { name: PHASES.initial, duration: 1 },
    { name: PHASES.update, duration: learn.updateDuration },
  ];
  return all.filter(({ name }) => used.has(name));
}

function parametersOf(
  learn: CheckedLearn,
  problem: LearningProblem,
  identifiers: Identifiers,
  learningRate: string,
): readonly Parameter[] {
  const rates = [...problem.parameters].map<Parameter>(([name, { value, unit, origin }]) => ({
    id: identifiers.of(name),
    name,
    value,
    unit,
    provenance: { origin, rule: "rate" },
  }));
  const origin = learn.origins["eta"] ?? learn.origin;
  const provenance = { origin, rule: "learning rate" };
  return [...rates, { id: learningRate, name: "eta", value: learn.eta, unit: undefined, provenance }];
}

function weightsWithoutEffect(
  { weights }: LearningProblem,
  equations: readonly RateEquation[],
): readonly Diagnostic[] {
  const gradients = new Set(equations.map(({ target }) => target));
  return weights
    .filter(({ name }) => !gradients.has(gradientName(name)))
    .map(({ name, origin }) => createDiagnostic("weight-without-effect", origin, { weight: name }));
}
