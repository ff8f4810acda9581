// Problem and rails → the species of a learning circuit, in the order of the model, weights and what learns after it.

import type { Origin } from "@ncrn/language";
import type { RailTable } from "../lowering/rate-equation.js";
import { railSpecies } from "../network/rails.js";
import type { Species, SpeciesRole } from "../network/reaction-network.js";
import { isNumber, type Polynomial } from "../polynomials/polynomial.js";
import type { CircuitEquations } from "./circuit.js";
import { adjointName, gradientName, PHASES } from "./circuit-names.js";

/** Everything starts at 0 except states with a constant initial value; inputs, targets and weights are set from outside. */
export function circuitSpecies(
  { problem, equations, auxiliaries }: CircuitEquations,
  rails: RailTable,
): readonly Species[] {
  const adjoints = new Map(
    equations
      .filter(({ target }) => target.startsWith(adjointName("")))
      .map(({ target, origin }) => [target, origin]),
  );
  const hasGradients = equations.some(({ target }) => target.startsWith(gradientName("")));
  const of = (name: string, role: SpeciesRole, origin: Origin, initial = 0): readonly Species[] =>
    railSpecies(rails.written(name, [PHASES.feedback]), initial, {
      role,
      documentation: undefined,
      provenance: { origin, rule: role },
    });
  return [
    ...problem.inputs.flatMap(({ name, origin }) => of(name, "input", origin)),
    ...problem.weights.flatMap(({ name, origin }) => of(name, "weight", origin)),
    ...problem.states.flatMap(({ name, origin, initializer }) =>
      of(name, "state", origin, isNumber(initializer) ? constantValue(initializer) : 0),
    ),
    ...problem.outputs.flatMap(({ name, origin }) => of(name, "output", origin)),
    ...problem.targets.flatMap(({ name, origin }) => of(name, "target", origin)),
    ...[...adjoints].flatMap(([name, origin]) => of(name, "adjoint", origin)),
    ...(hasGradients ? problem.weights : []).flatMap(({ name, origin }) =>
      of(gradientName(name), "gradient", origin),
    ),
    ...auxiliaries.flatMap(({ name, origin, initial }) => of(name, "auxiliary", origin, initial)),
  ];
}

function constantValue(polynomial: Polynomial): number {
  return polynomial.reduce((sum, monomial) => sum + monomial.number, 0);
}
