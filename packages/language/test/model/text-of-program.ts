// A checked program as short lines of text, so that tests can state what a source means.
import type { CheckedModel, CheckedNetwork, CheckedReaction, ScalarExpression } from "../../src/index.js";
import { textOfScalar } from "../../src/model/text-of-expression.js";

/** One line a component, reaction, equation and event of a network. */
export function textOfNetwork(network: CheckedNetwork): readonly string[] {
  return [
    ...network.species.map(
      ({ name, clamped, phase, initial }) =>
        `${clamped ? "clamped " : ""}species ${name} = ${textOfScalar(initial)}${inPhase(phase)}`,
    ),
    ...network.rates.map(
      ({ name, value, unit }) =>
        `rate ${name} = ${textOfScalar(value)}${unit === undefined ? "" : ` [${unit}]`}`,
    ),
    ...network.signals.map(
      ({ name, initial, nonNegative, railsUsed }) =>
        `signal ${name}${nonNegative ? " >= 0" : ""} = ${textOfScalar(initial)}${railsUsed ? " rails" : ""}`,
    ),
    ...network.definitions.map(({ name, value }) => `let ${name} = ${textOfArray(value.components)}`),
    ...network.phases.map(({ name, duration }) => `phase ${name}: ${duration}`),
    ...network.reactions.map(textOfReaction),
    ...network.equations.map(
      ({ target, value, phase }) => `${target}' = ${textOfScalar(value)}${inPhase(phase)}`,
    ),
    ...network.events.map(({ trigger, condition, assignments }) => {
      const changes = assignments.map(
        ({ target, operator, value }) => `${target} ${operator} ${textOfScalar(value)}`,
      );
      return `${trigger} ${textOfScalar(condition)} { ${changes.join("; ")} }`;
    }),
    ...network.assertions.map(({ kind, text }) => `assert ${kind}: ${text}`),
  ];
}

export function textOfModel(model: CheckedModel): readonly string[] {
  const quantities = (["inputs", "targets", "weights", "fixed", "states"] as const).flatMap((key) =>
    model[key].map(
      ({ name, shape, nonNegative, initial }) =>
        `${key} ${name}[${shape}]${nonNegative ? " >= 0" : ""}${initial === undefined ? "" : ` = ${textOfArray(initial)}`}`,
    ),
  );
  return [
    ...quantities,
    ...model.equations.map(({ target, value }) => `${target}' = ${textOfScalar(value)}`),
    ...model.outputs.map(({ name, value }) => `output ${name} = ${textOfArray(value.components)}`),
    `loss = ${textOfScalar(model.loss)}`,
  ];
}

function textOfReaction({ label, reactants, products, rate, phase }: CheckedReaction): string {
  const side = (terms: CheckedReaction["reactants"]): string =>
    terms
      .map(({ species, coefficient }) => (coefficient === 1 ? species : `${coefficient} ${species}`))
      .join(" + ") || "0";
  const law = textOfScalar(rate.expression);
  const arrow = rate.kind === "constant" ? `->{${law}}` : `->[${law}]`;
  return `${label === undefined ? "" : `${label}: `}${side(reactants)} ${arrow} ${side(products)}${inPhase(phase)}`;
}

function inPhase(phase: string | undefined): string {
  return phase === undefined ? "" : ` in ${phase}`;
}

function textOfArray(components: readonly ScalarExpression[]): string {
  const texts = components.map((component) => textOfScalar(component));
  return texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`;
}
