// `assert` statements against the lowered network.

import {
  type CheckedAssertion,
  createDiagnostic,
  type Diagnostic,
  type ScalarExpression,
} from "@ncrn/language";
import type { Rails, Reaction, ReactionNetwork } from "../network/reaction-network.js";
import { reactionText } from "../network/reaction-text.js";
import { netChange, reactionOrder } from "../network/stoichiometry.js";
import { constantValue } from "../polynomials/constant-polynomials.js";
import type { PolynomialEnvironment } from "../polynomials/environment.js";
import { addPolynomials, degreeOf, isConstant, type Polynomial } from "../polynomials/polynomial.js";
import { polynomialFromExpression } from "../polynomials/polynomial-from-expression.js";
import { expandRails } from "./expand-rails.js";

/** How the names in assertions are read. */
export interface AssertionContext {
  readonly environment: PolynomialEnvironment;
  readonly railsOf: (name: string) => Rails;
}

/** One `assertion-fails` for each assertion that does not hold, pointing at the reaction that breaks it. */
export function checkAssertions(
  assertions: readonly CheckedAssertion[],
  network: ReactionNetwork,
  context: AssertionContext,
): readonly Diagnostic[] {
  return assertions.flatMap((assertion) => checkAssertion(assertion, network, context));
}

function checkAssertion(
  assertion: CheckedAssertion,
  network: ReactionNetwork,
  context: AssertionContext,
): readonly Diagnostic[] {
  switch (assertion.kind) {
    case "order":
      return checkOrderAssertion(assertion, network);
    case "conserved":
      return checkConserved(assertion, network, context);
    case "deficiency":
      return [notAvailable(assertion, "Asserting a deficiency")];
    case "condition":
      return checkCondition(assertion, context);
  }
}

function checkOrderAssertion(
  assertion: Extract<CheckedAssertion, { kind: "order" }>,
  network: ReactionNetwork,
): readonly Diagnostic[] {
  const worst = network.reactions.reduce<Reaction | undefined>(
    (highest, reaction) =>
      reactionOrder(reaction) > (highest === undefined ? assertion.limit : reactionOrder(highest))
        ? reaction
        : highest,
    undefined,
  );
  if (worst === undefined) return [];
  const holds = `\`${textWithSourceNames(worst, network)}\` has order ${reactionOrder(worst)}`;
  return [failure(assertion, worst, holds)];
}

function checkConserved(
  assertion: Extract<CheckedAssertion, { kind: "conserved" }>,
  network: ReactionNetwork,
  context: AssertionContext,
): readonly Diagnostic[] {
  const polynomial = speciesPolynomial(assertion.value, context);
  if (polynomial?.some((term) => degreeOf(term) > 1 || term.parameters.length > 0) !== false) {
    return [
      notAvailable(
        assertion,
        "Asserting the conservation of a quantity that is not a weighted sum of species",
      ),
    ];
  }
  const weights = new Map(
    addPolynomials(polynomial).map((term) => [term.variables[0]?.name ?? "", term.number]),
  );
  const tolerance = 1e-9 * Math.max(1, ...[...weights.values()].map(Math.abs));
  for (const reaction of network.reactions) {
    let change = 0;
    for (const [species, count] of netChange(reaction)) change += count * (weights.get(species) ?? 0);
    if (Math.abs(change) <= tolerance) continue;
    const holds = `\`${textWithSourceNames(reaction, network)}\` changes it by ${change}`;
    return [failure(assertion, reaction, holds)];
  }
  return [];
}

/** The expression over species identifiers, undefined if it is not a polynomial. */
function speciesPolynomial(
  expression: ScalarExpression,
  { environment, railsOf }: AssertionContext,
): Polynomial | undefined {
  const result = polynomialFromExpression(expression, environment);
  return result.kind === "polynomial" ? expandRails(result.polynomial, railsOf) : undefined;
}

function checkCondition(
  assertion: Extract<CheckedAssertion, { kind: "condition" }>,
  context: AssertionContext,
): readonly Diagnostic[] {
  const result = polynomialFromExpression(assertion.value, context.environment);
  if (result.kind === "problem" || !isConstant(result.polynomial)) {
    return [notAvailable(assertion, "Asserting a condition on concentrations")];
  }
  if (constantValue(result.polynomial, context.environment) !== 0) return [];
  const parameters = { asserted: assertion.text, holds: "it is false for these constants" };
  return [createDiagnostic("assertion-fails", assertion.origin, parameters)];
}

function failure(assertion: CheckedAssertion, reaction: Reaction, holds: string): Diagnostic {
  const related = reaction.provenance
    .slice(0, 1)
    .map(({ origin }) => ({ origin, message: "this reaction breaks it" }));
  return createDiagnostic(
    "assertion-fails",
    assertion.origin,
    { asserted: assertion.text, holds },
    { related },
  );
}

/** The reaction with species as the user named them. */
function textWithSourceNames(reaction: Reaction, { species }: ReactionNetwork): string {
  const names = new Map(species.map(({ id, name }) => [id, name]));
  const rename = (side: Reaction["reactants"]): Reaction["reactants"] =>
    side.map((term) => ({ ...term, species: names.get(term.species) ?? term.species }));
  return reactionText({
    ...reaction,
    reactants: rename(reaction.reactants),
    products: rename(reaction.products),
  });
}

function notAvailable(assertion: CheckedAssertion, feature: string): Diagnostic {
  return createDiagnostic("not-available-yet", assertion.origin, { feature });
}
