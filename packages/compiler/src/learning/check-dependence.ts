// Warns of parts of a model that cannot learn: states that stay 0, outputs that no weight changes, weights without effect.

import { type CheckedLearn, createDiagnostic, type Diagnostic, type Origin } from "@ncrn/language";
import type { RateEquation } from "../lowering/rate-equation.js";
import { type Monomial, variablesOf } from "../polynomials/polynomial.js";
import { gradientName } from "./circuit-names.js";
import { effectOfWeights } from "./effect-of-weights.js";
import type { LearningProblem, OutputComponent } from "./learning-problem.js";

/**
 * One warning for each cause: what follows from it is not reported again.
 * @param problem as it is written, before anything is pooled
 * @param equations without those that make nothing, which for `first_order` decide what learns
 */
export function checkDependence(
  learn: CheckedLearn,
  problem: LearningProblem,
  equations: readonly RateEquation[],
): readonly Diagnostic[] {
  if (problem.weights.length === 0)
    return [createDiagnostic("nothing-to-learn", learn.origin, { model: learn.model.name })];
  const zero = statesThatStayZero(problem);
  const effects = effectOfWeights(problem, zero);
  const targets = new Set(equations.map(({ target }) => target));
  const learning = new Set(
    problem.weights.map(({ name }) => name).filter((name) => targets.has(gradientName(name))),
  );
  const hasEffect = (weight: string): boolean => effects?.get(weight)?.loss ?? learning.has(weight);
  const idle = problem.outputs.filter(
    ({ name }) => effects !== undefined && [...effects.values()].every(({ outputs }) => !outputs.has(name)),
  );
  const unexplained = idle.filter(
    (output) => ![...namesBehind(problem, output)].some((name) => zero.has(name)),
  );
  const idleWeights = problem.weights.filter(({ name }) => !hasEffect(name));
  return [
    ...grouped(problem.states, zero).map(({ names, origin }) => stayingZero(problem, names, origin)),
    ...unexplained.map((output) => withoutWeight(problem, output)),
    // If no output changes with any weight, that is the mistake; each weight would only repeat it.
    ...(idle.length === problem.outputs.length && idle.length > 0
      ? []
      : grouped(problem.weights, new Set(idleWeights.map(({ name }) => name))).map(({ names, origin }) =>
          createDiagnostic("weight-without-effect", origin, { weights: names, firstOrder: false }),
        )),
    ...grouped(
      problem.weights,
      new Set(
        problem.weights.flatMap(({ name }) =>
          learn.gradient === "first_order" && hasEffect(name) && !learning.has(name) ? name : [],
        ),
      ),
    ).map(({ names, origin }) =>
      createDiagnostic("weight-without-effect", origin, { weights: names, firstOrder: true }),
    ),
  ];
}

/** States that start at 0 and whose every term contains a state that stays 0. */
function statesThatStayZero({ states }: LearningProblem): ReadonlySet<string> {
  const zero = new Set(states.filter(({ initializer }) => initializer.length === 0).map(({ name }) => name));
  const vanishes = ({ variables }: Monomial): boolean => variables.some(({ name }) => zero.has(name));
  for (let size = -1; size !== zero.size; ) {
    size = zero.size;
    for (const { name, dynamics } of states) if (!dynamics.every(vanishes)) zero.delete(name);
  }
  return zero;
}

/** Everything that an output reads, directly and through the equations and initial values of states. */
function namesBehind({ states }: LearningProblem, output: OutputComponent): ReadonlySet<string> {
  const behind = new Set(variablesOf(output.value));
  for (let size = -1; size !== behind.size; ) {
    size = behind.size;
    for (const { name, dynamics, initializer } of states)
      if (behind.has(name))
        for (const read of [...variablesOf(dynamics), ...variablesOf(initializer)]) behind.add(read);
  }
  return behind;
}

function withoutWeight(problem: LearningProblem, output: OutputComponent): Diagnostic {
  const behind = namesBehind(problem, output);
  const isBehind = ({ name }: { readonly name: string }): boolean => behind.has(name);
  const readsWeights = problem.weights.some(isBehind);
  const follows = readsWeights
    ? "cancellation"
    : problem.inputs.some(isBehind)
      ? "inputs"
      : problem.states.some(isBehind)
        ? "time"
        : "constant";
  return createDiagnostic("output-without-weight", output.origin, { output: output.name, follows });
}

function stayingZero(problem: LearningProblem, names: readonly string[], origin: Origin): Diagnostic {
  const isEmpty = problem.states.every(
    ({ dynamics, origin: declared }) => declared !== origin || dynamics.length === 0,
  );
  return createDiagnostic("state-stays-zero", origin, { states: names, isEmpty });
}

/** The named components by the quantity they were declared with: its name if it is all of them. */
function grouped(
  components: readonly { readonly name: string; readonly origin: Origin }[],
  names: ReadonlySet<string>,
): readonly { readonly names: readonly string[]; readonly origin: Origin }[] {
  const quantities = new Map<number, { all: string[]; named: string[]; origin: Origin }>();
  for (const { name, origin } of components) {
    const quantity = quantities.get(origin.span.start) ?? { all: [], named: [], origin };
    quantity.all.push(name);
    if (names.has(name)) quantity.named.push(name);
    quantities.set(origin.span.start, quantity);
  }
  return [...quantities.values()]
    .filter(({ named }) => named.length > 0)
    .map(({ all, named, origin }) => ({
      names: named.length === all.length ? [named[0]!.replace(/\[.*$/, "")] : named,
      origin,
    }));
}
