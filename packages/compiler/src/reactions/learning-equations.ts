// Checked learn record → the equations of its circuit as mathematics, before they are cut up into rails and reactions.

import { atOnce, type CheckedLearn, type Origin } from "@ncrn/language";
import { circuitEquations } from "../learning/circuit-equations.js";
import type { LoweringServices } from "../lowering/lowering-services.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import { createIdentifiers } from "../network/identifiers.js";
import type { RateExpression, ReactionRole } from "../network/reaction-network.js";
import { expressionFromPolynomial } from "../polynomials/expression-from-polynomial.js";

/** `target' = value` while the phases run; the variables of the value are its species, by their names in the source. */
export interface LearningEquation {
  readonly target: string;
  readonly value: RateExpression;
  readonly phases: readonly string[];
  readonly role: ReactionRole;
  readonly origin: Origin;
}

/** The equations as they are derived, in the order of a learning step; terms for the same target are one sum. */
export function learningEquations(
  learn: CheckedLearn,
  services: LoweringServices = {},
): readonly LearningEquation[] {
  const { equations, schedule } = atOnce(
    circuitEquations(learn, createIdentifiers(), services.readSingly ?? new Set()),
  );
  const groups = new Map<string, RateEquation[]>();
  for (const equation of equations) {
    const key = `${equation.role} ${equation.phases.join()} ${equation.target}`;
    groups.set(key, [...(groups.get(key) ?? []), equation]);
  }
  const order = schedule.map(({ name }) => name);
  const position = ({ phases }: LearningEquation): number => order.indexOf(phases[0] ?? "");
  return [...groups.values()]
    .map((group) => {
      const { target, phases, role, origin } = group[0]!;
      const value = expressionFromPolynomial(group.flatMap((equation) => equation.value));
      return { target, value, phases, role, origin };
    })
    .sort((left, right) => position(left) - position(right));
}
