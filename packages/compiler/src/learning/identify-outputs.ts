// Problem → outputs that are nothing but a state are that state: no species and no phase forms them again.

import type { Polynomial } from "../polynomials/polynomial.js";
import { renameVariables } from "../polynomials/substitute.js";
import type { LearningProblem } from "./learning-problem.js";

/** The problem without such outputs, and which state each of them is. */
export interface IdentifiedOutputs {
  readonly problem: LearningProblem;
  readonly outputStates: ReadonlyMap<string, string>;
}

/** The loss then reads the states themselves, at the end of the forward phase. */
export function identifyOutputs(problem: LearningProblem): IdentifiedOutputs {
  const states = new Set(problem.states.map(({ name }) => name));
  const outputStates = new Map<string, string>();
  for (const { name, value } of problem.outputs) {
    const variable = onlyVariable(value);
    if (variable !== undefined && states.has(variable)) outputStates.set(name, variable);
  }
  if (outputStates.size === 0) return { problem, outputStates };
  const loss = { ...problem.loss, value: renameVariables(problem.loss.value, outputStates) };
  const outputs = problem.outputs.filter(({ name }) => !outputStates.has(name));
  return { problem: { ...problem, outputs, loss }, outputStates };
}

function onlyVariable([monomial, ...rest]: Polynomial): string | undefined {
  const [factor, ...others] = monomial?.variables ?? [];
  const isPlain =
    rest.length === 0 &&
    others.length === 0 &&
    monomial?.number === 1 &&
    monomial.parameters.length === 0 &&
    factor?.power === 1 &&
    !factor.absolute;
  return isPlain ? factor.name : undefined;
}
