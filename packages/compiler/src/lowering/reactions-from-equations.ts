// Rate equations → mass-action reactions. A falling term consumes its own rail where that rail is among its reactants,
// otherwise it feeds the opposite rail; both are exact for the difference of the rails (Hárs and Tóth's theorem).

import { createDiagnostic, type Diagnostic, type LoweringSettings } from "@ncrn/language";
import type { AnonymousReaction } from "../network/number-reactions.js";
import type { Rails, SpeciesId, Stoichiometry } from "../network/reaction-network.js";
import { coefficientExpression } from "../polynomials/constant-polynomials.js";
import type { Monomial } from "../polynomials/polynomial.js";
import { printMonomial } from "../polynomials/print-polynomial.js";
import { expandRails, expandRailsCompactly } from "./expand-rails.js";
import type { RailTable, RateEquation } from "./rate-equation.js";

/** What equations become. */
export interface ReactionsOfEquations {
  readonly reactions: readonly AnonymousReaction[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The reactions of all equations, and `not-kinetic` for falling terms that have no rail to fall on; yields after each
 * equation.
 * @param form `compact` leaves out products of the two rails of one quantity
 */
export function* reactionsFromEquations(
  equations: readonly RateEquation[],
  rails: RailTable,
  form: LoweringSettings["rails"] = "dual",
): Generator<void, ReactionsOfEquations> {
  const expand = form === "compact" ? expandRailsCompactly : expandRails;
  const found: Found = { reactions: [], diagnostics: [] };
  for (const equation of equations) {
    addReactions(found, equation, { rails, expand });
    yield;
  }
  return found;
}

interface Found {
  readonly reactions: AnonymousReaction[];
  readonly diagnostics: Diagnostic[];
}

function addReactions(
  { reactions, diagnostics }: Found,
  equation: RateEquation,
  { rails, expand }: { readonly rails: RailTable; readonly expand: typeof expandRails },
): void {
  const target = rails.written(equation.target, equation.phases);
  const terms = expand(equation.value, (variable) => rails.read(variable, equation.phases));
  for (const term of terms) {
    const products = productsOf(term, target);
    if (products === undefined) diagnostics.push(notKinetic(equation, term));
    else reactions.push(reactionOf(equation, term, products));
  }
}

function productsOf(term: Monomial, target: Rails): readonly Stoichiometry[] | undefined {
  const [raised, lowered] =
    term.number > 0 ? [target.positive, target.negative] : [target.negative, target.positive];
  const reactants = stoichiometryOf(term);
  if (lowered !== undefined && reactants.some(({ species }) => species === lowered)) {
    return changeCoefficient(reactants, lowered, -1);
  }
  return raised === undefined ? undefined : changeCoefficient(reactants, raised, 1);
}

function reactionOf(
  equation: RateEquation,
  term: Monomial,
  products: readonly Stoichiometry[],
): AnonymousReaction {
  return {
    reactants: stoichiometryOf(term),
    products,
    rate: { kind: "mass-action", constant: coefficientExpression(term, Math.abs(term.number)) },
    phases: equation.phases,
    role: equation.role,
    documentation: undefined,
    provenance: [{ origin: term.origin, rule: equation.rule }],
  };
}

function stoichiometryOf(term: Monomial): readonly Stoichiometry[] {
  return term.variables.map(({ name, power }) => ({ species: name, coefficient: power }));
}

/** The side with `change` more of one species. */
function changeCoefficient(
  side: readonly Stoichiometry[],
  species: SpeciesId,
  change: 1 | -1,
): readonly Stoichiometry[] {
  if (!side.some((term) => term.species === species)) return [...side, { species, coefficient: change }];
  return side.flatMap((term) => {
    if (term.species !== species) return [term];
    const coefficient = term.coefficient + change;
    return coefficient === 0 ? [] : [{ species, coefficient }];
  });
}

function notKinetic(equation: RateEquation, term: Monomial): Diagnostic {
  return createDiagnostic("not-kinetic", term.origin, { name: equation.target, term: printMonomial(term) });
}
