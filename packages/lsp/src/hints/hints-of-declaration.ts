// A declaration at the top of a file → its hints, kind by kind as the settings ask.

import { type Declaration, type Node, type Span, walk } from "@ncrn/language";
import type { Hint, HintSurroundings, NodeOf } from "./hint.js";
import { hintsOfCounts } from "./hints-of-counts.js";
import { hintsOfRails } from "./hints-of-rails.js";
import { hintsOfArrow, hintsOfRate } from "./hints-of-units.js";

/** The hints of everything that touches a span. */
export function hintsOfDeclaration(span: Span, surroundings: HintSurroundings): readonly Hint[] {
  const hints: Hint[] = [];
  walk(surroundings.declaration, {
    enter: (node) => {
      if (node.span.end < span.start || span.end < node.span.start) return false;
      hints.push(...hintsOfNode(node, surroundings));
      return undefined;
    },
  });
  return hints;
}

function hintsOfNode(node: Node, surroundings: HintSurroundings): readonly Hint[] {
  switch (node.kind) {
    case "QuantityDeclaration":
      return hintsOfQuantities(node, surroundings);
    case "ModuleParameter":
      return node.keyword === "rate" && surroundings.settings.rateUnits
        ? hintsOfRate(node.name, node.defaultValue, surroundings)
        : [];
    case "ReactionStatement":
      return surroundings.settings.rateUnits ? hintsOfArrow(node, surroundings) : [];
    case "EquationStatement":
    case "UseStatement":
    case "LearnDeclaration":
      return surroundings.settings.reactionCounts ? hintsOfCounts(node, surroundings) : [];
    default:
      return [];
  }
}

function hintsOfQuantities(
  { keyword, items }: NodeOf<"QuantityDeclaration">,
  surroundings: HintSurroundings,
): readonly Hint[] {
  return items.flatMap((item) =>
    item.name.kind === "MissingName" ? [] : hintsOfQuantity(keyword, item, surroundings),
  );
}

function hintsOfQuantity(
  keyword: NodeOf<"QuantityDeclaration">["keyword"],
  item: NodeOf<"QuantityItem">,
  surroundings: HintSurroundings,
): readonly Hint[] {
  const { settings, declaration } = surroundings;
  switch (keyword) {
    case "rate":
      return settings.rateUnits ? hintsOfRate(item.name, item.value, surroundings) : [];
    case "signal":
      return [
        ...(settings.initialAmounts ? hintsOfAmount(item, declaration) : []),
        ...(settings.railNames ? hintsOfRails(item, surroundings) : []),
      ];
    case "species":
    case "clamped species":
    case "state":
    case "weight":
      return settings.initialAmounts ? hintsOfAmount(item, declaration) : [];
    case "input":
    case "target":
    case "fixed":
    case "output":
      return [];
  }
}

function hintsOfAmount(item: NodeOf<"QuantityItem">, declaration: Declaration): readonly Hint[] {
  if (item.value !== undefined || isInitialised(item.name.text, declaration)) return [];
  return [
    {
      offset: item.span.end,
      label: " = 0",
      tooltip: `${item.name.text} has no initial value and starts at 0.`,
      insertion: " = 0",
    },
  ];
}

/** An `init` statement somewhere in the block gives single components their values. */
function isInitialised(name: string, declaration: Declaration): boolean {
  let found = false;
  walk(declaration, {
    enter: (node) => {
      if (node.kind === "InitItem" && node.target.path[0]?.text === name) found = true;
      return node.kind !== "Complex";
    },
  });
  return found;
}
