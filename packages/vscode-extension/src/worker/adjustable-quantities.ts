// The numbers of a text that a run can change without a change of the text: rate constants, constants, initial values.

import type { Subject } from "@ncrn/experiments";
import type { Analysis, Expression } from "@ncrn/language";
import type { AdjustableQuantity } from "../messages/run-messages.js";

/** All of them, rates first, in source order; generated species have no number in the text. */
export function adjustableQuantities(subject: Subject, analysis: Analysis): readonly AdjustableQuantity[] {
  const { network, source } = subject;
  const rates = network.parameters.map(({ name, value, unit }) => quantity("rate", name, value, unit));
  const species = network.species
    .filter(({ role, name }) => role === "species" && isDeclared(source, name))
    .map(({ name, initial }) => quantity("initial value", name, initial, network.units.concentration));
  return [...rates, ...constantsOf(analysis), ...species];
}

function quantity(
  kind: AdjustableQuantity["kind"],
  name: string,
  value: number,
  unit: string | undefined,
): AdjustableQuantity {
  return { kind, name, value, unit };
}

function isDeclared(source: Subject["source"], name: string): boolean {
  return source.kind === "network" && source.species.some((species) => species.name === name);
}

/** Constants of the document itself whose value is written as a number. */
function constantsOf({ documents }: Analysis): readonly AdjustableQuantity[] {
  const declarations = documents[0]?.document.declarations ?? [];
  return declarations.flatMap((declaration) => {
    if (declaration.kind !== "ConstDeclaration" || declaration.name.kind === "MissingName") return [];
    const value = numberIn(declaration.value);
    return value === undefined ? [] : [quantity("constant", declaration.name.text, value, undefined)];
  });
}

function numberIn(expression: Expression): number | undefined {
  if (expression.kind === "NumberLiteral") return expression.value;
  if (expression.kind !== "UnaryExpression" || expression.operator !== "-") return undefined;
  const value = numberIn(expression.operand);
  return value === undefined ? undefined : -value;
}
