// Problem → equations of the backward pass: error, state reversal, adjoint, gradient, update.
// With s = T − t: dz/ds = −f, da/ds = (∂f/∂z)ᵀa, dg/ds = (∂f/∂θ)ᵀa, a(0) = ∂L/∂z(T), g(0) = direct ∂L/∂θ
// (Chen et al., Neural Ordinary Differential Equations, NeurIPS 2018; first order: a held at a(0)).

import type { CheckedLearn, Origin } from "@ncrn/language";
import { mapInPieces } from "../lowering/map-in-pieces.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import type { ParameterId, ReactionRole } from "../network/reaction-network.js";
import {
  addPolynomials,
  isNumber,
  multiplyPolynomials,
  type Polynomial,
  scalePolynomial,
  variablePolynomial,
  variablesOf,
} from "../polynomials/polynomial.js";
import { adjointName, errorName, gradientName, PHASES } from "./circuit-names.js";
import type { LearningProblem } from "./learning-problem.js";

/** Partial derivatives of the problem; where one does not exist the caller is told and gets 0. */
export type Differentiate = (polynomial: Polynomial, variable: string) => Polynomial;

/**
 * All equations of the backward pass; those of adjoints, states and functions that nothing reads are left out. Yields
 * after the derivatives by each quantity.
 * @param functionReversal the equations of functions of states that run back; asked for when all derivatives are taken
 */
export function* backwardEquations(
  problem: LearningProblem,
  gradient: CheckedLearn["gradient"],
  differentiate: Differentiate,
  functionReversal: () => readonly RateEquation[] = () => [],
): Generator<void, readonly RateEquation[]> {
  const gradients = yield* gradientEquations(problem, differentiate);
  const initial = yield* initialGradientEquations(problem, differentiate);
  const states =
    gradient === "adjoint"
      ? [...(yield* adjointEquations(problem, differentiate)), ...reversalEquations(problem)]
      : [];
  const adjoints = namesRead([...gradients, ...initial], states);
  const errors = yield* errorEquations(
    problem,
    differentiate,
    (target) => target.startsWith(gradientName("")) || adjoints.has(target),
  );
  const dynamic = gradient === "adjoint" ? [...states, ...functionReversal()] : [];
  const read = namesRead([...gradients, ...initial], dynamic);
  const isUsed = ({ target }: RateEquation): boolean => read.has(target);
  return [...errors, ...dynamic.filter(isUsed), ...gradients, ...initial];
}

/** θ ← θ − η·g, spread over the update phase: `gradient ->{eta/U} gradient + θ` on the opposite rail. */
export function updateEquations(
  { weights }: LearningProblem,
  learningRate: ParameterId,
  updateDuration: number,
): readonly RateEquation[] {
  return weights.map(({ name, origin }) => {
    const expression = { kind: "parameter", id: learningRate } as const;
    const rate: Polynomial = [
      {
        number: -1 / updateDuration,
        parameters: [{ key: learningRate, expression, power: 1 }],
        variables: [],
        origin,
      },
    ];
    const value = multiplyPolynomials(rate, variablePolynomial(gradientName(name), origin), origin);
    return equation(name, value, PHASES.update, { role: "update", rule: `update of ${name}`, origin });
  });
}

/**
 * a(T) = Σ ∂L/∂ŷ·∂g/∂z + ∂L/∂z, and the same for weights that outputs or loss use directly. Where an error of several
 * terms is multiplied more than once by something that varies, it becomes a species first, so that its terms are not
 * multiplied apart.
 */
function* errorEquations(
  problem: LearningProblem,
  differentiate: Differentiate,
  isWanted: (target: string) => boolean,
): Generator<void, readonly RateEquation[]> {
  const { loss, outputs, states, weights } = problem;
  const receivers = [
    ...states.filter(({ name }) => isWanted(adjointName(name))),
    ...weights.filter(({ name }) => isWanted(gradientName(name))),
  ].map(({ name }) => name);
  const errors = outputs.map((output) => errorOf(output, loss.value, { receivers, differentiate }));
  const formed = errors.flatMap(({ formation }) => formation ?? []);
  const phase = formed.length > 0 ? PHASES.adjoint : PHASES.error;
  const totalDerivative = (name: string): Polynomial =>
    addPolynomials(
      ...errors.map(({ error, output }) =>
        multiplyPolynomials(error, differentiate(output.value, name), output.origin),
      ),
      differentiate(loss.value, name),
    );
  const into = (target: string, name: string, rule: string, origin: Origin): RateEquation =>
    equation(target, totalDerivative(name), phase, { role: "error", rule, origin });
  const intoAdjoints = yield* mapInPieces(states, ({ name, origin }) =>
    into(adjointName(name), name, `error into the adjoint of ${name}`, origin),
  );
  const intoGradients = yield* mapInPieces(weights, ({ name, origin }) =>
    into(gradientName(name), name, `error into the gradient of ${name}`, origin),
  );
  return [...formed, ...intoAdjoints, ...intoGradients].filter(
    ({ target }) => target.startsWith(errorName("")) || isWanted(target),
  );
}

/** ∂L/∂ŷ, or the variable that holds it and the equation that forms it. */
function errorOf(
  output: LearningProblem["outputs"][number],
  loss: Polynomial,
  context: { readonly receivers: readonly string[]; readonly differentiate: Differentiate },
): {
  readonly output: LearningProblem["outputs"][number];
  readonly error: Polynomial;
  readonly formation: RateEquation | undefined;
} {
  const { name, value, origin } = output;
  const { receivers, differentiate } = context;
  const error = differentiate(loss, name);
  const products = receivers.filter((receiver) => !isNumber(differentiate(value, receiver)));
  if (error.length < 2 || products.length < 2) return { output, error, formation: undefined };
  const about = { role: "error", rule: `error of ${name}`, origin } as const;
  const formation = equation(errorName(name), error, PHASES.error, about);
  return { output, error: variablePolynomial(errorName(name), origin), formation };
}

function reversalEquations({ states }: LearningProblem): readonly RateEquation[] {
  return states.map(({ name, dynamics, origin }) =>
    equation(name, scalePolynomial(dynamics, -1), PHASES.feedback, {
      role: "state-reversal",
      rule: `reversed dynamics of ${name}`,
      origin,
    }),
  );
}

type DerivedEquations = Generator<void, readonly RateEquation[]>;

function adjointEquations(problem: LearningProblem, differentiate: Differentiate): DerivedEquations {
  return mapInPieces(problem.states, ({ name, origin }) =>
    equation(
      adjointName(name),
      againstAdjoints(problem, "dynamics", (value) => differentiate(value, name)),
      PHASES.feedback,
      {
        role: "adjoint",
        rule: `adjoint of ${name}`,
        origin,
      },
    ),
  );
}

function gradientEquations(problem: LearningProblem, differentiate: Differentiate): DerivedEquations {
  return mapInPieces(problem.weights, ({ name, origin }) =>
    equation(
      gradientName(name),
      againstAdjoints(problem, "dynamics", (value) => differentiate(value, name)),
      PHASES.feedback,
      {
        role: "gradient",
        rule: `gradient of ${name}`,
        origin,
      },
    ),
  );
}

function initialGradientEquations(problem: LearningProblem, differentiate: Differentiate): DerivedEquations {
  return mapInPieces(problem.weights, ({ name, origin }) =>
    equation(
      gradientName(name),
      againstAdjoints(problem, "initializer", (value) => differentiate(value, name)),
      PHASES.initial,
      {
        role: "gradient",
        rule: `gradient of ${name} through initial states`,
        origin,
      },
    ),
  );
}

/** Σ over states of derivative(part of the state) · adjoint of the state. */
function againstAdjoints(
  { states }: LearningProblem,
  part: "dynamics" | "initializer",
  derivative: (value: Polynomial) => Polynomial,
): Polynomial {
  return addPolynomials(
    ...states.map((state) =>
      keepOrigins(derivative(state[part]), variablePolynomial(adjointName(state.name), state.origin)),
    ),
  );
}

/** Product whose monomials point at the terms of the first factor: those of the source text. */
function keepOrigins(terms: Polynomial, factor: Polynomial): Polynomial {
  return addPolynomials(...terms.map((term) => multiplyPolynomials([term], factor, term.origin)));
}

/** Names that the given equations read, directly or through equations of `others` for names already read. */
function namesRead(equations: readonly RateEquation[], others: readonly RateEquation[]): ReadonlySet<string> {
  const read = new Set(equations.flatMap(({ value }) => [...variablesOf(value)]));
  for (let size = -1; size !== read.size; ) {
    size = read.size;
    for (const { target, value } of others)
      if (read.has(target)) for (const name of variablesOf(value)) read.add(name);
  }
  return read;
}

function equation(
  target: string,
  value: Polynomial,
  phase: string,
  about: { readonly role: ReactionRole; readonly rule: string; readonly origin: Origin },
): RateEquation {
  return { target, value, phases: [phase], ...about };
}
