// Checked crn → what order reduction must know of its variables: how they change, where they start, what is a concentration.

import type { CheckedNetwork } from "@ncrn/language";
import { reactantFactorials } from "../../network/stoichiometry.js";
import {
  type Monomial,
  multiplyPolynomials,
  type Polynomial,
  powerOfPolynomial,
  scalePolynomial,
  variablePolynomial,
} from "../../polynomials/polynomial.js";
import { polynomialFromExpression } from "../../polynomials/polynomial-from-expression.js";
import type { AuxiliaryVariable } from "../auxiliary-variable.js";
import type { NetworkNames } from "../network-names.js";
import type { RailTable, RateEquation } from "../rate-equation.js";
import type { EquationSystem } from "./reduce-order-of-equations.js";

/**
 * @param rails how the variables are stored before reduction
 * @param others variables that lowering has added before, with their initial values
 */
export function equationSystemOf(
  source: CheckedNetwork,
  equations: readonly RateEquation[],
  {
    names,
    rails,
    others,
  }: {
    readonly names: NetworkNames;
    readonly rails: RailTable;
    readonly others: readonly AuxiliaryVariable[];
  },
): EquationSystem {
  const changes = source.reactions.map((reaction) => ({
    reaction,
    change: changeOf(source, reaction, names),
  }));
  const blocked = new Set([
    ...source.events.flatMap(({ assignments }) => assignments.map(({ target }) => signalOf(target))),
    ...equations.filter(({ phases }) => phases.length > 0).map(({ target }) => target),
    ...changes
      .filter(({ change }) => change === undefined)
      .flatMap(({ reaction }) => [...reaction.reactants, ...reaction.products])
      .map(({ species }) => signalOf(species)),
    ...source.signals.filter(({ railsUsed }) => railsUsed).map(({ name }) => name),
  ]);
  const initial = new Map<string, number>([
    ...[...source.species, ...source.signals].map(
      (quantity) => [quantity.name, names.constantOf(quantity.initial)] as const,
    ),
    ...others.map((auxiliary) => [auxiliary.name, auxiliary.initial] as const),
  ]);
  return {
    equations,
    otherChanges: changes.flatMap(({ change }) => change ?? []),
    initialOf: (variable) => (blocked.has(variable) ? undefined : initial.get(variable)),
    isKinetic: (variable) => rails.read(variable, []).negative === undefined,
  };
}

/** `x` for a rail `x.p` or `x.m`. */
function signalOf(name: string): string {
  return name.replace(/\.[pm]$/, "");
}

/** What a reaction adds to the derivatives of species; undefined if that is no polynomial or not always so. */
function changeOf(
  source: CheckedNetwork,
  reaction: CheckedNetwork["reactions"][number],
  names: NetworkNames,
): readonly { readonly target: string; readonly value: Polynomial }[] | undefined {
  const { rate, phase, reactants, products, origin } = reaction;
  if (rate.kind === "law" || phase !== undefined) return undefined;
  const constant = polynomialFromExpression(rate.expression, names.polynomials);
  if (constant.kind === "problem") return undefined;
  const flux = reactants.reduce<Polynomial>(
    (product, { species, coefficient }) =>
      multiplyPolynomials(
        product,
        powerOfPolynomial(variablePolynomial(species, origin), coefficient, origin),
        origin,
      ),
    constant.polynomial.map((term): Monomial => ({ ...term, origin })),
  );
  const orderings = source.kinetics === "combinatoric" ? reactantFactorials({ reactants, products }) : 1;
  const clamped = new Set(source.species.filter((species) => species.clamped).map(({ name }) => name));
  const side = [
    ...reactants.map(({ species, coefficient }) => ({ species, count: -coefficient })),
    ...products.map(({ species, coefficient }) => ({ species, count: coefficient })),
  ];
  return side
    .filter(({ species }) => !clamped.has(species))
    .map(({ species, count }) => ({ target: species, value: scalePolynomial(flux, count / orderings) }));
}
