// Replaces names of definitions by what they stand for.

import type { ScalarExpression } from "@ncrn/language";

/** Definitions by component name may use each other; shared subtrees stay shared. */
export function inlineDefinitions(
  expression: ScalarExpression,
  definitions: ReadonlyMap<string, ScalarExpression>,
): ScalarExpression {
  const done = new Map<ScalarExpression, ScalarExpression>();
  const convert = (part: ScalarExpression): ScalarExpression => {
    const known = done.get(part);
    if (known !== undefined) return known;
    const converted = convertedPart(part, convert, definitions);
    done.set(part, converted);
    return converted;
  };
  return convert(expression);
}

function convertedPart(
  part: ScalarExpression,
  convert: (part: ScalarExpression) => ScalarExpression,
  definitions: ReadonlyMap<string, ScalarExpression>,
): ScalarExpression {
  switch (part.kind) {
    case "Component": {
      const definition = definitions.get(part.name);
      return definition === undefined ? part : convert(definition);
    }
    case "Negate":
    case "Not":
      return { ...part, operand: convert(part.operand) };
    case "Binary":
      return { ...part, left: convert(part.left), right: convert(part.right) };
    case "Call":
    case "Draw":
      return { ...part, arguments: part.arguments.map(convert) };
    case "Conditional":
      return {
        ...part,
        condition: convert(part.condition),
        thenValue: convert(part.thenValue),
        elseValue: convert(part.elseValue),
      };
    case "Number":
    case "Time":
    case "Text":
      return part;
  }
}
