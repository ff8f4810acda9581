// The functions in the equations of a crn → equations of their variables, by the chain rule, and their initial values.

import type { CheckedNetwork, Diagnostic } from "@ncrn/language";
import type { PolynomialEnvironment } from "../../polynomials/environment.js";
import { constantPolynomial, multiplyPolynomials, variablesOf } from "../../polynomials/polynomial.js";
import type { NetworkNames } from "../network-names.js";
import type { RateEquation } from "../rate-equation.js";
import { totalDerivative } from "./chain-rule.js";
import { checkDomains, outsideDomain } from "./check-domains.js";
import { checkMovers } from "./check-movers.js";
import { equationsFromReactions } from "./equations-from-reactions.js";
import { functionValue } from "./function-values.js";
import type { FunctionVariable } from "./function-variable.js";
import type { FunctionVariables } from "./function-variables.js";
import { polynomialValue } from "./polynomial-value.js";
import { stepDerivative, stepRate } from "./step-equation.js";

/** A function variable of a crn with the value that it has when the run starts. */
export interface InitialisedFunction {
  readonly variable: FunctionVariable;
  readonly initial: number;
}

/** What the functions of a crn add to it. */
export interface NetworkFunctions {
  readonly equations: readonly RateEquation[];
  readonly functions: readonly InitialisedFunction[];
  readonly diagnostics: readonly Diagnostic[];
}

/** @param environment in which functions are variables of the register */
export function functionsOfNetwork(
  source: CheckedNetwork,
  written: readonly RateEquation[],
  context: {
    readonly names: NetworkNames;
    readonly functions: FunctionVariables;
    readonly environment: PolynomialEnvironment;
  },
): NetworkFunctions {
  const { names, functions, environment } = context;
  if (functions.all().length === 0) return { equations: [], functions: [], diagnostics: [] };
  const { equations: ofReactions, diagnostics } = changesByReactions(source, functions, environment);
  const movers = [...written, ...ofReactions, ...clock(functions)];
  const equations = movementOf(functions, movers, stepRate(source.lowering.annihilate));
  const read = functionsRead(functions, [...written, ...equations]);
  const used = equations.filter(({ target }) => read.has(target));
  const placed = functions.all().filter(({ name }) => read.has(name));
  const initials = initialValues(source, functions, names);
  const initialised = placed.map((variable) => ({ variable, ...initials.get(variable.name)! }));
  return {
    equations: used,
    functions: initialised.filter(({ initial }) => Number.isFinite(initial)),
    diagnostics: [
      ...diagnostics,
      ...initialised
        .filter(({ initial }) => !Number.isFinite(initial))
        .map(({ variable, argument }) => outsideDomain(variable, argument)),
      ...checkMovers(source, placed, names),
      ...checkDomains(placed, environment),
    ],
  };
}

/** Laws may contain functions of further quantities, which reactions change in their turn. */
function changesByReactions(
  source: CheckedNetwork,
  functions: FunctionVariables,
  environment: PolynomialEnvironment,
): ReturnType<typeof equationsFromReactions> {
  for (;;) {
    const count = functions.all().length;
    const changes = equationsFromReactions(source, argumentsOf(functions), environment);
    if (functions.all().length === count) return changes;
  }
}

/** v' = φ'(v, …)·∂g/∂q·q' for everything that changes a q in g. */
function movementOf(
  functions: FunctionVariables,
  movers: readonly RateEquation[],
  rateOfSteps: number,
): readonly RateEquation[] {
  const equations: RateEquation[] = [];
  for (const { name, meaning, function: of, argument, derivative, origin } of functions.whileGrowing()) {
    const rule = `dynamics of ${meaning}`;
    if (of.kind === "time") {
      const value = constantPolynomial(1, origin);
      equations.push({ target: name, value, phases: [], role: "dynamics", rule, origin });
    } else if (of.kind === "step") {
      const [variable = ""] = variablesOf(argument);
      const value = stepDerivative(name, variable, rateOfSteps, origin);
      equations.push({ target: name, value, phases: [], role: "dynamics", rule, origin });
    } else {
      for (const mover of movers) {
        const slope = totalDerivative(argument, mover.target, functions);
        const factor = multiplyPolynomials(derivative, slope, origin);
        const value = multiplyPolynomials(factor, mover.value, origin);
        if (value.length === 0) continue;
        equations.push({ target: name, value, phases: mover.phases, role: "dynamics", rule, origin });
      }
    }
  }
  return equations;
}

/** The time as something that changes. */
function clock(functions: FunctionVariables): readonly RateEquation[] {
  const time = functions.all().find((variable) => variable.function.kind === "time");
  if (time === undefined) return [];
  const { name, origin } = time;
  const value = constantPolynomial(1, origin);
  return [{ target: name, value, phases: [], role: "dynamics", rule: "time", origin }];
}

function argumentsOf(functions: FunctionVariables): ReadonlySet<string> {
  return new Set(functions.all().flatMap(({ argument }) => [...variablesOf(argument)]));
}

/** Functions that the equations of the text read, directly or through the equations of functions. */
function functionsRead(
  functions: FunctionVariables,
  equations: readonly RateEquation[],
): ReadonlySet<string> {
  const isFunction = (name: string): boolean => functions.find(name) !== undefined;
  const read = new Set<string>();
  for (let size = -1; size !== read.size; ) {
    size = read.size;
    for (const { target, value } of equations) {
      if (isFunction(target) && !read.has(target)) continue;
      for (const name of variablesOf(value)) if (isFunction(name)) read.add(name);
    }
  }
  return read;
}

/** Arguments and values of all functions when the run starts; not finite outside of a domain. */
function initialValues(
  source: CheckedNetwork,
  functions: FunctionVariables,
  { constantOf, polynomials }: NetworkNames,
): ReadonlyMap<string, { readonly argument: number; readonly initial: number }> {
  const values = new Map(
    [...source.species, ...source.signals].map(({ name, initial }) => [name, constantOf(initial)]),
  );
  for (const { name, railsUsed, initial } of source.signals) {
    if (!railsUsed) continue;
    values.set(`${name}.p`, Math.max(constantOf(initial), 0));
    values.set(`${name}.m`, Math.max(-constantOf(initial), 0));
  }
  const found = new Map<string, { readonly argument: number; readonly initial: number }>();
  // The register has inner functions before those that they are arguments of.
  for (const { name, function: of, argument: polynomial } of functions.all()) {
    const argument = polynomialValue(polynomial, values, polynomials.valueOf) ?? Number.NaN;
    const initial = functionValue(of, argument);
    values.set(name, initial);
    found.set(name, { argument, initial });
  }
  return found;
}
