// Warns of parts of a model that cannot learn: states that stay 0, outputs that no weight changes, weights without effect.

import { type CheckedLearn, createDiagnostic, type Diagnostic, type Origin } from "@ncrn/language";
import type { FunctionVariables } from "../lowering/functions/function-variables.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import { type Monomial, variablesOf } from "../polynomials/polynomial.js";
import { gradientName } from "./circuit-names.js";
import { effectOfWeights } from "./effect-of-weights.js";
import type { LearningProblem, OutputComponent } from "./learning-problem.js";

/** What the circuit makes of the problem. */
export interface DerivedCircuit {
  readonly functions: FunctionVariables;
  /** Without those that make nothing: for `first_order` they decide what learns. */
  readonly equations: readonly RateEquation[];
}

/**
 * One warning for each cause: what follows from it is not reported again.
 * @param problem as it is written, before anything is pooled
 */
export function checkDependence(
  learn: CheckedLearn,
  problem: LearningProblem,
  { functions, equations }: DerivedCircuit,
): readonly Diagnostic[] {
  if (problem.weights.length === 0)
    return [createDiagnostic("nothing-to-learn", learn.origin, { model: learn.model.name })];
  const zero = statesThatStayZero(problem);
  const targets = new Set(equations.map(({ target }) => target));
  const learning = new Set(
    problem.weights.map(({ name }) => name).filter((name) => targets.has(gradientName(name))),
  );
  const effect = effectOfWeights(problem, { startFreely: zero, functions });
  const effective = effect?.weights ?? learning;
  const idle = problem.outputs.filter(({ name }) => effect?.outputs.has(name) === false);
  const behindOf = (output: OutputComponent): ReadonlySet<string> => namesBehind(problem, output, functions);
  const isExplained = (output: OutputComponent): boolean =>
    [...behindOf(output)].some((name) => zero.has(name));
  return [
    ...grouped(problem.states, (name) => zero.has(name)).map(({ names, origin }) =>
      stayingZero(problem, names, origin),
    ),
    ...idle
      .filter((output) => !isExplained(output))
      .map((output) => withoutWeight(problem, output, behindOf(output))),
    // If no output changes with any weight, that is the mistake; each weight would only repeat it.
    ...(idle.length > 0 && idle.length === problem.outputs.length
      ? []
      : withoutEffect(problem, (name) => !effective.has(name), false)),
    ...(learn.gradient === "first_order"
      ? withoutEffect(problem, (name) => effective.has(name) && !learning.has(name), true)
      : []),
  ];
}

function withoutEffect(
  { weights }: LearningProblem,
  isNamed: (name: string) => boolean,
  firstOrder: boolean,
): readonly Diagnostic[] {
  return grouped(weights, isNamed).map(({ names, origin }) =>
    createDiagnostic("weight-without-effect", origin, { weights: names, firstOrder }),
  );
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

/** Everything that an output reads, directly and through functions, equations and initial values of states. */
function namesBehind(
  { states }: LearningProblem,
  output: OutputComponent,
  functions: FunctionVariables,
): ReadonlySet<string> {
  const readBy = new Map([
    ...states.map(({ name, dynamics, initializer }) => [name, [...dynamics, ...initializer]] as const),
    ...functions.all().map(({ name, argument }) => [name, argument] as const),
  ]);
  const behind = new Set(variablesOf(output.value));
  // A set hands out what is added while it is walked through.
  for (const name of behind) for (const read of variablesOf(readBy.get(name) ?? [])) behind.add(read);
  return behind;
}

function withoutWeight(
  problem: LearningProblem,
  output: OutputComponent,
  behind: ReadonlySet<string>,
): Diagnostic {
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
export function grouped(
  components: readonly { readonly name: string; readonly origin: Origin }[],
  isNamed: (name: string) => boolean,
): readonly { readonly names: readonly string[]; readonly origin: Origin }[] {
  const quantities = new Map<number, { all: string[]; named: string[]; origin: Origin }>();
  for (const { name, origin } of components) {
    const quantity = quantities.get(origin.span.start) ?? { all: [], named: [], origin };
    quantity.all.push(name);
    if (isNamed(name)) quantity.named.push(name);
    quantities.set(origin.span.start, quantity);
  }
  return [...quantities.values()]
    .filter(({ named }) => named.length > 0)
    .map(({ all, named, origin }) => ({
      names: named.length === all.length ? [named[0]!.replace(/\[.*$/, "")] : named,
      origin,
    }));
}
