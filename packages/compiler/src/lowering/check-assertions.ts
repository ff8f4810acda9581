// `assert` statements against the lowered network.

import {
  type CheckedAssertion,
  createDiagnostic,
  type Diagnostic,
  type ScalarExpression,
} from "@ncrn/language";
import { addPolynomials, degreeOf, type Polynomial } from "../polynomials/polynomial.js";
import type { Reaction, ReactionNetwork } from "../reactions/reaction-network.js";
import { reactionText } from "../reactions/reaction-text.js";
import { netChange, reactionOrder } from "../reactions/stoichiometry.js";

/** What the checks need to know beyond the network. */
export interface AssertionContext {
  /** The expression as a polynomial over species identifiers, undefined if it is not one. */
  readonly speciesPolynomial: (expression: ScalarExpression) => Polynomial | undefined;
  /** The value of a condition that does not depend on concentrations, undefined otherwise. */
  readonly constantCondition: (expression: ScalarExpression) => boolean | undefined;
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
  const polynomial = context.speciesPolynomial(assertion.value);
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
    const holds = `\`${reactionText(reaction)}\` changes it by ${change}`;
    return [failure(assertion, `conserved(${printScalar(assertion.value)})`, reaction, holds)];
  }
  return [];
}

function checkCondition(
  assertion: Extract<CheckedAssertion, { kind: "condition" }>,
  context: AssertionContext,
): readonly Diagnostic[] {
  const holds = context.constantCondition(assertion.value);
  if (holds === undefined) return [notAvailable(assertion, "Asserting a condition on concentrations")];
  if (holds) return [];
  const asserted = printScalar(assertion.value);
  return [createDiagnostic("assertion-fails", assertion.origin, { asserted, holds: "it is false" })];
}

function failure(
  assertion: CheckedAssertion,
  asserted: string,
  reaction: Reaction,
  holds: string,
): Diagnostic {
  const related = reaction.provenance
    .slice(0, 1)
    .map(({ origin }) => ({ origin, message: "This reaction breaks it." }));
  return createDiagnostic("assertion-fails", assertion.origin, { asserted, holds }, { related });
}

function notAvailable(assertion: CheckedAssertion, feature: string): Diagnostic {
  return createDiagnostic("not-available-yet", assertion.origin, { feature });
}
