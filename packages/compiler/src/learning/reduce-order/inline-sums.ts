// Sums that turned out not to be needed go back to where they stand: a variable that saves no order costs phases and rails.

import {
  addPolynomials,
  degreeOf,
  multiplyPolynomials,
  type Polynomial,
  variablesOf,
} from "../../polynomials/polynomial.js";
import { mapEquations, type Timeline } from "./timeline.js";

/** The timeline without the sums that every reader can do without at the given order, and without what nobody reads. */
export function inlineSums(start: Timeline, sums: readonly string[], limit: number): Timeline {
  let timeline = start;
  for (const name of [...sums].reverse()) {
    const value = timeline.flatMap(({ equations }) => equations).find(({ target }) => target === name)?.value;
    if (value === undefined) continue;
    const degree = Math.max(0, ...value.map(degreeOf));
    const readers = timeline.flatMap(({ equations }) => equations.flatMap((equation) => equation.value));
    const isNeeded = readers.some(
      (term) => variablesOf([term]).has(name) && degreeOf(term) - 1 + degree > limit,
    );
    if (isNeeded) continue;
    timeline = mapEquations(timeline, (equation) => ({
      ...equation,
      value: substitute(equation.value, name, value),
    }));
  }
  return timeline;
}

/** The timeline without equations whose targets are among `removable` and read by nothing. */
export function dropUnread(start: Timeline, removable: ReadonlySet<string>): Timeline {
  let timeline = start;
  for (let count = -1; ; ) {
    const read = new Set(
      timeline.flatMap(({ equations }) =>
        equations.flatMap(({ target, value }) => [...variablesOf(value)].filter((name) => name !== target)),
      ),
    );
    timeline = timeline.map((phase) => ({
      ...phase,
      equations: phase.equations.filter(({ target }) => !removable.has(target) || read.has(target)),
    }));
    const left = timeline.reduce((sum, { equations }) => sum + equations.length, 0);
    if (left === count) return timeline;
    count = left;
  }
}

function substitute(polynomial: Polynomial, name: string, value: Polynomial): Polynomial {
  if (!variablesOf(polynomial).has(name)) return polynomial;
  return addPolynomials(
    ...polynomial.map((term) => {
      const power = term.variables.find((factor) => factor.name === name)?.power ?? 0;
      let result: Polynomial = [
        { ...term, variables: term.variables.filter((factor) => factor.name !== name) },
      ];
      for (let count = 0; count < power; count++) result = multiplyPolynomials(result, value, term.origin);
      return result;
    }),
  );
}
