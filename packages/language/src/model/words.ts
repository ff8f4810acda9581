// Words that are no names: bare words in settings and assertions.

import type { Expression } from "../ast/nodes.js";

/** The text of an expression that is a single bare name. */
export function wordOf(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== "Reference" || expression.path.length !== 1 || expression.indices.length > 0)
    return undefined;
  return expression.path[0]?.text;
}

/** Words that stand for properties of the whole network in `assert`. */
export const assertionWords: ReadonlySet<string> = new Set(["order", "deficiency"]);
