// What the text of a reaction network alone can refute; the rest is checked after lowering.

import type { CheckedAssertion, CheckedNetwork, CheckedReaction } from "../model.js";
import { linearCoefficients, netChange, textOfReaction } from "../network-structure.js";
import { defineRule } from "../rule.js";
import { constantValue } from "../scalar-expressions.js";

export const assertionFails = defineRule("assertion-fails", {
  Network: ({ network }, report) => {
    const { checked } = network;
    if (!network.complete) return;
    for (const assertion of checked.assertions) {
      const failure = failureOf(assertion, checked);
      if (failure === undefined) continue;
      const related =
        failure.reaction === undefined
          ? []
          : [{ origin: failure.reaction.origin, message: "this reaction breaks it" }];
      report(assertion.origin, { asserted: assertion.text, holds: failure.holds }, { related });
    }
  },
  Model: ({ model }, report) => {
    for (const assertion of model.checked.assertions) {
      if (assertion.kind === "condition" && constantValue(assertion.value) === 0) {
        report(assertion.origin, { asserted: assertion.text, holds: "it is false for these constants" });
      }
    }
  },
});

interface Failure {
  readonly holds: string;
  readonly reaction: CheckedReaction | undefined;
}

function failureOf(assertion: CheckedAssertion, network: CheckedNetwork): Failure | undefined {
  switch (assertion.kind) {
    case "order":
      return network.equations.length > 0 ? undefined : orderFailure(assertion.limit, network);
    case "conserved":
      return network.equations.length > 0 ? undefined : conservationFailure(assertion, network);
    case "condition":
      return constantValue(assertion.value) === 0
        ? { holds: "it is false for these constants", reaction: undefined }
        : undefined;
    case "deficiency":
      return undefined;
  }
}

function orderFailure(limit: number, network: CheckedNetwork): Failure | undefined {
  for (const reaction of network.reactions) {
    const order = reaction.reactants.reduce((sum, { coefficient }) => sum + coefficient, 0);
    if (order > limit) {
      return { holds: `\`${textOfReaction(reaction)}\` has order ${order}`, reaction };
    }
  }
  return undefined;
}

function conservationFailure(
  assertion: CheckedAssertion & { kind: "conserved" },
  network: CheckedNetwork,
): Failure | undefined {
  const coefficients = linearCoefficients(assertion.value);
  if (coefficients === undefined) return undefined;
  for (const reaction of network.reactions) {
    let change = 0;
    for (const [species, amount] of netChange(reaction)) change += amount * (coefficients.get(species) ?? 0);
    if (Math.abs(change) > 1e-9) {
      const text = textOfReaction(reaction);
      return { holds: `\`${text}\` changes it by ${change}`, reaction };
    }
  }
  return undefined;
}
