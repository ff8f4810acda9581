// The reactions of a crn → how they change the quantities that functions depend on.

import type { CheckedNetwork, Diagnostic } from "@ncrn/language";
import { factorial } from "../../network/stoichiometry.js";
import type { PolynomialEnvironment } from "../../polynomials/environment.js";
import {
  constantPolynomial,
  multiplyPolynomials,
  type Polynomial,
  scalePolynomial,
  variablePolynomial,
} from "../../polynomials/polynomial.js";
import { polynomialFromExpression } from "../../polynomials/polynomial-from-expression.js";
import { notPolynomialDiagnostic } from "../not-polynomial-diagnostic.js";
import type { RateEquation } from "../rate-equation.js";

type Reaction = CheckedNetwork["reactions"][number];

/** One equation for each reaction and quantity that it changes; only those of the given names. */
export function equationsFromReactions(
  source: CheckedNetwork,
  wanted: ReadonlySet<string>,
  environment: PolynomialEnvironment,
): { readonly equations: readonly RateEquation[]; readonly diagnostics: readonly Diagnostic[] } {
  const clamped = new Set(source.species.flatMap(({ name, clamped: isHeld }) => (isHeld ? [name] : [])));
  const diagnostics: Diagnostic[] = [];
  const equations = source.reactions.flatMap((reaction) => {
    const changes = [...changesOf(reaction, source)].filter(
      ([name, change]) => change !== 0 && wanted.has(name) && !clamped.has(name),
    );
    if (changes.length === 0) return [];
    const flux = polynomialFromExpression(reaction.rate.expression, environment);
    if (flux.kind === "problem") {
      diagnostics.push(notPolynomialDiagnostic(flux.problem, source.lowering.polynomialize));
      return [];
    }
    const whole = wholeFlux(reaction, flux.polynomial, source.kinetics);
    return changes.map(
      ([target, change]): RateEquation => ({
        target,
        value: scalePolynomial(whole, change),
        phases: reaction.phase === undefined ? [] : [reaction.phase],
        role: "dynamics",
        rule: `dynamics of ${target}`,
        origin: reaction.origin,
      }),
    );
  });
  return { equations, diagnostics };
}

/** Net change by name; a rail changes its signal too. */
function changesOf(
  { reactants, products }: Reaction,
  { signals }: CheckedNetwork,
): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  const add = (name: string, change: number): void => {
    changes.set(name, (changes.get(name) ?? 0) + change);
  };
  const addTerm = (species: string, change: number): void => {
    add(species, change);
    for (const { name } of signals) {
      if (species === `${name}.p`) add(name, change);
      if (species === `${name}.m`) add(name, -change);
    }
  };
  for (const { species, coefficient } of reactants) addTerm(species, -coefficient);
  for (const { species, coefficient } of products) addTerm(species, coefficient);
  return changes;
}

/** k·∏[S]^n, divided by ∏ n! under combinatoric kinetics; a law is the flux itself. */
function wholeFlux(
  { reactants, rate, origin }: Reaction,
  constant: Polynomial,
  kinetics: CheckedNetwork["kinetics"],
): Polynomial {
  if (rate.kind === "law") return constant;
  const counts = new Map<string, number>();
  for (const { species, coefficient } of reactants)
    counts.set(species, (counts.get(species) ?? 0) + coefficient);
  let flux = constant;
  for (const [species, count] of counts) {
    for (let factor = 0; factor < count; factor++)
      flux = multiplyPolynomials(flux, variablePolynomial(species, origin), origin);
    if (kinetics === "combinatoric")
      flux = multiplyPolynomials(flux, constantPolynomial(1 / factorial(count), origin), origin);
  }
  return flux;
}
