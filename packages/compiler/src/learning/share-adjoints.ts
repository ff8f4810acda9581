// Equations → the same equations with adjoints that are equal at all times kept as one species: with weights of 1 in the
// output, every adjoint of a first-order circuit is the error (backward equivalence, found by refining a partition).

import type { RateEquation } from "../lowering/rate-equation.js";
import { polynomialKey } from "../polynomials/polynomial.js";
import { renameVariables } from "../polynomials/substitute.js";
import { adjointName } from "./circuit-names.js";
import { groupName } from "./group-name.js";
import { partitionBy } from "./partition-by.js";

/** One species for each class of adjoints with equal final values and equal dynamics. */
export function shareAdjoints(
  equations: readonly RateEquation[],
  states: readonly string[],
): readonly RateEquation[] {
  const adjoints = new Map(states.map((state) => [adjointName(state), state]));
  const targets = new Set(equations.map(({ target }) => target).filter((target) => adjoints.has(target)));
  const classes = coarsestPartition([...targets], equations);
  const renamed = new Map<string, string>();
  const removed = new Set<string>();
  for (const members of classes) {
    if (members.length === 1) continue;
    const name = adjointName(
      groupName(
        members.map((member) => adjoints.get(member)!),
        states,
      ),
    );
    for (const member of members) renamed.set(member, name);
    for (const member of members.slice(1)) removed.add(member);
  }
  if (renamed.size === 0) return equations;
  return equations
    .filter(({ target }) => !removed.has(target))
    .map((equation) => ({
      ...equation,
      target: renamed.get(equation.target) ?? equation.target,
      value: renameVariables(equation.value, renamed),
    }));
}

function coarsestPartition(
  targets: readonly string[],
  equations: readonly RateEquation[],
): readonly (readonly string[])[] {
  let classes: readonly (readonly string[])[] = [targets];
  for (let count = 0; count !== classes.length; ) {
    count = classes.length;
    const representative = new Map(
      classes.flatMap((members) => members.map((member) => [member, members[0]!])),
    );
    const behaviour = (target: string): string =>
      equations
        .filter((equation) => equation.target === target)
        .map(({ phases, value }) => `${phases}:${polynomialKey(renameVariables(value, representative))}`)
        .sort()
        .join("|");
    classes = classes.flatMap((members) => partitionBy(members, behaviour));
  }
  return classes;
}
