// Equations → the same without adjoints and gradients that stay 0, because no error reaches them.

import type { RateEquation } from "../lowering/rate-equation.js";
import { adjointName, gradientName } from "./circuit-names.js";

/** Leaves out terms that contain an idle adjoint or gradient, and equations of which nothing is left. */
export function dropIdleAdjoints(equations: readonly RateEquation[]): readonly RateEquation[] {
  const made = new Set<string>();
  const isMade = ({ name }: { readonly name: string }): boolean =>
    made.has(name) || !(name.startsWith(adjointName("")) || name.startsWith(gradientName("")));
  for (let size = -1; size !== made.size; ) {
    size = made.size;
    for (const { target, value } of equations)
      if (value.some(({ variables }) => variables.every(isMade))) made.add(target);
  }
  return equations
    .map((equation) =>
      equation.value.every(({ variables }) => variables.every(isMade))
        ? equation
        : { ...equation, value: equation.value.filter(({ variables }) => variables.every(isMade)) },
    )
    .filter(({ value }) => value.length > 0);
}
