// The `x' = …` lines of a crn → rate equations, with a diagnostic for each right-hand side that is not polynomial.

import type { CheckedNetwork, Diagnostic } from "@ncrn/language";
import { polynomialFromExpression } from "../polynomials/polynomial-from-expression.js";
import { createFunctionVariables, withFunctions } from "./functions/function-variables.js";
import { functionsOfNetwork, type InitialisedFunction } from "./functions/functions-of-network.js";
import type { NetworkNames } from "./network-names.js";
import { notPolynomialDiagnostic } from "./not-polynomial-diagnostic.js";
import type { RateEquation } from "./rate-equation.js";

/** The equations of a crn, and the variables that stand for functions in them. */
export interface NetworkEquations {
  readonly equations: readonly RateEquation[];
  readonly functions: readonly InitialisedFunction[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One rate equation for every equation that is polynomial, and those of the functions in them; yields after each. */
export function* equationsFromNetwork(
  network: CheckedNetwork,
  names: NetworkNames,
): Generator<void, NetworkEquations> {
  const { polynomialize } = network.lowering;
  const functions = createFunctionVariables();
  const environment = withFunctions(
    names.polynomials,
    functions,
    ({ kind }) => kind === "identity" || polynomialize,
  );
  const written: RateEquation[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { target, value, phase, origin } of network.equations) {
    const result = polynomialFromExpression(value, environment);
    if (result.kind === "problem") {
      diagnostics.push(notPolynomialDiagnostic(result.problem, polynomialize));
    } else {
      const phases = phase === undefined ? [] : [phase];
      const rule = `dynamics of ${target}`;
      written.push({ target, value: result.polynomial, phases, role: "dynamics", rule, origin });
    }
    yield;
  }
  const added = functionsOfNetwork(network, written, { names, functions, environment });
  return {
    equations: [...written, ...added.equations],
    functions: added.functions,
    diagnostics: [...diagnostics, ...added.diagnostics],
  };
}
