// Changes that the variable of a function cannot follow.

import { type CheckedNetwork, createDiagnostic, type Diagnostic, type Origin } from "@ncrn/language";
import { subexpressions } from "../../network/rate-expression.js";
import { variablesOf } from "../../polynomials/polynomial.js";
import type { NetworkNames } from "../network-names.js";
import type { FunctionVariable } from "./function-variable.js";

/**
 * An event sets values at once, while a function variable follows equations; and the rails of a signal with an equation
 * change by annihilation, which is no part of any equation. Functions of either are `not-available-yet`.
 */
export function checkMovers(
  source: CheckedNetwork,
  functions: readonly FunctionVariable[],
  { identifiers }: NetworkNames,
): readonly Diagnostic[] {
  const read = new Set(functions.flatMap(({ argument }) => [...variablesOf(argument)]));
  const parameters = parametersRead(functions);
  const rates = new Set(source.rates.map(({ name }) => name));
  const isRead = (target: string): boolean =>
    rates.has(target)
      ? parameters.has(identifiers.of(target))
      : [target, target.replace(/\.[pm]$/, ""), `${target}.p`, `${target}.m`].some((name) => read.has(name));
  const events = source.events.flatMap(({ assignments, origin }) =>
    assignments
      .filter(({ target }) => isRead(target))
      .map(({ target }) => refuse(`An event that sets \`${target}\`, of which a function is taken,`, origin)),
  );
  const rails = source.signals
    .filter(({ name }) => source.equations.some(({ target }) => target === name))
    .flatMap(({ name }) => [`${name}.p`, `${name}.m`])
    .filter((rail) => read.has(rail))
    .map((rail) => refuse(`A function of the rail \`${rail}\` of a signal with an equation`, source.origin));
  return [...events, ...rails];
}

/** Identifiers of the rates inside of arguments. */
function parametersRead(functions: readonly FunctionVariable[]): ReadonlySet<string> {
  return new Set(
    functions
      .flatMap(({ argument }) => argument.flatMap(({ parameters }) => parameters))
      .flatMap(({ expression }) => subexpressions(expression))
      .flatMap((part) => (part.kind === "parameter" ? [part.id] : [])),
  );
}

function refuse(feature: string, origin: Origin): Diagnostic {
  return createDiagnostic("not-available-yet", origin, { feature });
}
