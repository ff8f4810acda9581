// Equations that always hold → the same with terms of at most the wanted degree, by auxiliary variables that start at
// the product of the initial values and follow the product rule.

import { pow } from "@ncrn/elementary-functions";
import { createDiagnostic, type Diagnostic, type Origin } from "@ncrn/language";
import { freshNames, SPACED } from "../../network/free-name.js";
import { degreeOf, type Polynomial } from "../../polynomials/polynomial.js";
import type { AuxiliaryVariable } from "../auxiliary-variable.js";
import type { RateEquation } from "../rate-equation.js";
import { namesIn } from "../rate-equation.js";
import type { KnownProducts } from "./cover-product.js";
import { type PowerProduct, productText } from "./power-product.js";
import { type Derivatives, derivativeOfProduct, sumWithCancellation } from "./product-rule.js";
import { rewriteValue } from "./rewrite-value.js";
import { SEARCH_BUDGET, searchAuxiliaries } from "./search-auxiliaries.js";

/** Equations with what must be known of their variables. */
export interface EquationSystem {
  readonly equations: readonly RateEquation[];
  /** What else changes a variable all the time, such as reactions of the text. */
  readonly otherChanges: readonly { readonly target: string; readonly value: Polynomial }[];
  /** Undefined for a variable that changes in another way as well: no auxiliary variable may contain it. */
  readonly initialOf: (variable: string) => number | undefined;
  /** True for a concentration: its terms fall only while there is something left, and products with it do the same. */
  readonly isKinetic: (variable: string) => boolean;
}

export interface ReducedEquations {
  readonly equations: readonly RateEquation[];
  readonly auxiliaries: readonly AuxiliaryVariable[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Equations of a phase, and those for which no auxiliary variables are found, stay as they are. */
export function reduceOrderOfEquations(system: EquationSystem, limit: number): ReducedEquations {
  const { equations } = system;
  const high = equations.flatMap(({ value }) => value.filter((term) => degreeOf(term) > limit));
  if (limit < 2 || high.length === 0) return { equations, auxiliaries: [], diagnostics: [] };
  const always = equations.filter(({ phases }) => phases.length === 0);
  const derivatives = derivativesOf([...always, ...system.otherChanges]);
  const { sets, complete } = searchAuxiliaries({
    phases: [{ derivatives, rightHandSides: always }],
    limit,
    budget: SEARCH_BUDGET,
    isKinetic: system.isKinetic,
    isAllowed: (product) => product.every(({ name }) => system.initialOf(name) !== undefined),
  });
  const reduced = equationsWith(sets[0] ?? new Map(), { system, derivatives, limit });
  const parameters = { order: limit, auxiliaries: reduced.auxiliaries.length };
  const diagnostics = complete
    ? []
    : [createDiagnostic("order-reduction-incomplete", high[0]!.origin, parameters)];
  return { ...reduced, diagnostics };
}

/** The equations over auxiliary variables for the known products, and the equations of these. */
function equationsWith(
  known: KnownProducts,
  about: { readonly system: EquationSystem; readonly derivatives: Derivatives; readonly limit: number },
): Omit<ReducedEquations, "diagnostics"> {
  const { system, derivatives, limit } = about;
  const names = namesOf(known, system.equations);
  const nameOf = (key: string): string => names.get(key) ?? key;
  const rewrite = (equation: RateEquation, target: PowerProduct): RateEquation => ({
    ...equation,
    value: rewriteValue(equation.value, { known, nameOf, limit, target }),
  });
  const rewritten = system.equations.map((equation) =>
    equation.phases.length > 0
      ? equation
      : rewrite(equation, [{ name: equation.target, absolute: false, power: 1 }]),
  );
  const reasons = reasonsOf(rewritten);
  const added = [...known].map(([key, product]) => {
    const target = nameOf(key);
    const { rule, origin } = reasons.get(target) ?? rewritten[0]!;
    const value = derivativeOfProduct(product, derivatives) ?? [];
    const about = { phases: [], role: "dynamics", rule: `auxiliary ${target} of ${rule}`, origin } as const;
    return { equation: rewrite({ target, value, ...about }, product), product };
  });
  const moving = added.map(({ equation }) => equation).filter(({ value }) => value.length > 0);
  const auxiliaries = added.map(({ equation: { target, origin }, product }) => ({
    name: target,
    meaning: productText(product),
    initial: initialValue(product, system),
    origin,
  }));
  return { equations: [...rewritten, ...moving], auxiliaries };
}

function derivativesOf(
  changes: readonly { readonly target: string; readonly value: Polynomial }[],
): Derivatives {
  const derivatives = new Map<string, Polynomial>();
  for (const { target, value } of changes)
    derivatives.set(target, sumWithCancellation([...(derivatives.get(target) ?? []), ...value]));
  return derivatives;
}

function namesOf(known: KnownProducts, equations: readonly RateEquation[]): ReadonlyMap<string, string> {
  const fresh = freshNames(equations.flatMap(namesIn), SPACED);
  return new Map([...known].map(([key, product]) => [key, fresh(productText(product))]));
}

/** For each variable the first equation that reads it, with the origin of the term. */
function reasonsOf(
  equations: readonly RateEquation[],
): ReadonlyMap<string, { readonly rule: string; readonly origin: Origin }> {
  const reasons = new Map<string, { readonly rule: string; readonly origin: Origin }>();
  for (const { value, rule } of equations)
    for (const { variables, origin } of value)
      for (const { name } of variables) if (!reasons.has(name)) reasons.set(name, { rule, origin });
  return reasons;
}

function initialValue(product: PowerProduct, { initialOf }: EquationSystem): number {
  return product.reduce((result, { name, absolute, power }) => {
    const start = initialOf(name) ?? Number.NaN;
    return result * pow(absolute ? Math.abs(start) : start, power);
  }, 1);
}
