// Rate constants as SBML parameters: a parameter of the source stays itself; a number or an expression becomes one
// parameter shared by all reactions of the same order that use it, so that laws keep the form that tools recognise.

import { rateConstantDimension } from "@ncrn/language";
import { expressionText } from "../network/expression-text.js";
import { evaluateRateExpression, expressionKey, subexpressions } from "../network/rate-expression.js";
import type { RateExpression, Reaction } from "../network/reaction-network.js";
import { rateConstantTerm } from "./rate-law.js";
import type { SbmlIdentifiers } from "./sbml-identifiers.js";
import type { SbmlParameter } from "./sbml-model.js";

export interface RateConstants {
  /** The constant of a mass-action reaction; undefined for a general law. */
  readonly of: (reaction: Reaction) => RateExpression | undefined;
  readonly parameters: readonly SbmlParameter[];
}

/** `isChanged` says which parameters events assign to. */
export function rateConstantsOf(
  reactions: readonly Reaction[],
  identifiers: SbmlIdentifiers,
  isChanged: (parameter: string) => boolean,
  isDiscrete: boolean,
): RateConstants {
  const parameters = new Map<string, SbmlParameter>();
  const constants = new Map<string, RateExpression | undefined>();
  for (const { id, rate, reactants } of reactions) {
    if (rate.kind === "law" || rate.constant.kind === "parameter") {
      constants.set(id, rate.kind === "law" ? undefined : rate.constant);
      continue;
    }
    const order = reactants.reduce((sum, { coefficient }) => sum + coefficient, 0);
    const key = `${order}: ${expressionKey(rate.constant)}`;
    const parameter = parameters.get(key) ?? {
      id: identifiers.fresh(`k_${parameters.size + 1}`),
      name: `${expressionText(rate.constant)} (rate constant of order ${order})`,
      dimension: rateConstantDimension(order),
      term: rateConstantTerm(order, isDiscrete),
      ...valueOrFormula(rate.constant, isChanged),
    };
    parameters.set(key, parameter);
    constants.set(id, { kind: "parameter", id: parameter.id });
  }
  return { of: ({ id }) => constants.get(id), parameters: [...parameters.values()] };
}

function valueOrFormula(
  expression: RateExpression,
  isChanged: (parameter: string) => boolean,
): Pick<SbmlParameter, "value" | "constant" | "formula"> {
  const used = subexpressions(expression).flatMap((part) => (part.kind === "parameter" ? [part.id] : []));
  if (used.length === 0) {
    const value = evaluateRateExpression(expression, { parameter: () => 0, species: () => 0, time: 0 });
    return { value, constant: true, formula: undefined };
  }
  return used.some(isChanged)
    ? { value: undefined, constant: false, formula: { kind: "always", expression } }
    : { value: undefined, constant: true, formula: { kind: "initial", expression } };
}
