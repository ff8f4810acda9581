// A declaration at the top of a file → its hints, kind by kind as the settings ask.

import type { ReactionNetwork } from "@ncrn/compiler";
import {
  type Declaration,
  type LoadedDocument,
  type Node,
  type Origin,
  rateConstantDimension,
  type Span,
  walk,
} from "@ncrn/language";
import { unitText } from "../hover/units.js";
import { equationsAt, reactionsOfEquations } from "../lowered/equation-reactions.js";
import { reactionsOfInstance } from "../lowered/instance-reactions.js";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import { isAt, speciesDeclaredAt } from "../lowered/places.js";
import { dimensionOfRate } from "../lowered/rate-dimension.js";
import type { Settings } from "../settings.js";
import type { Hint } from "./hint.js";

/** What hints of a declaration are made from. */
export interface HintSurroundings {
  readonly loaded: LoadedDocument;
  /** The network that the declaration makes; undefined if it makes none or has errors. */
  readonly lowered: LoweredNetwork | undefined;
  readonly settings: Settings["inlayHints"];
}

type NodeOf<Kind extends Node["kind"]> = Extract<Node, { kind: Kind }>;

/** The hints of everything that touches a span. */
export function hintsOfDeclaration(
  declaration: Declaration,
  span: Span,
  surroundings: HintSurroundings,
): readonly Hint[] {
  const hints: Hint[] = [];
  walk(declaration, {
    enter: (node) => {
      if (node.span.end < span.start || span.end < node.span.start) return false;
      hints.push(...hintsOfNode(node, declaration, surroundings));
      return undefined;
    },
  });
  return hints;
}

function hintsOfNode(node: Node, declaration: Declaration, surroundings: HintSurroundings): readonly Hint[] {
  switch (node.kind) {
    case "QuantityDeclaration":
      return hintsOfQuantities(node, declaration, surroundings);
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
  declaration: Declaration,
  surroundings: HintSurroundings,
): readonly Hint[] {
  return items.flatMap((item) =>
    item.name.kind === "MissingName" ? [] : hintsOfQuantity(keyword, item, declaration, surroundings),
  );
}

function hintsOfQuantity(
  keyword: NodeOf<"QuantityDeclaration">["keyword"],
  item: NodeOf<"QuantityItem">,
  declaration: Declaration,
  surroundings: HintSurroundings,
): readonly Hint[] {
  const { settings } = surroundings;
  switch (keyword) {
    case "rate":
      return settings.rateUnits ? hintsOfRate(item, surroundings) : [];
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

function hintsOfRate(item: NodeOf<"QuantityItem">, { loaded, lowered }: HintSurroundings): readonly Hint[] {
  const { value } = item;
  const network = lowered?.network;
  if (!loaded.units.active || network === undefined) return [];
  if (value?.kind !== "NumberLiteral" || value.unit !== undefined) return [];
  const place: Origin = { file: loaded.source.name, span: item.name.span };
  const parameter = network.parameters.find(({ provenance }) => isAt(provenance.origin, place));
  const dimension = parameter && dimensionOfRate(parameter.id, network);
  return dimension === undefined ? [] : [unitHint(value.span.end, unitText(dimension, loaded.units))];
}

/** The order of a reaction says which unit a number in its arrow takes. */
function hintsOfArrow(
  { arrow, left, right, catalysts }: NodeOf<"ReactionStatement">,
  { loaded }: HintSurroundings,
): readonly Hint[] {
  if (!loaded.units.active || arrow.rateKind !== "constant") return [];
  const count = (terms: readonly { readonly coefficient: number }[]): number =>
    terms.reduce((sum, { coefficient }) => sum + coefficient, 0);
  const ofCatalysts = count(catalysts?.terms ?? []);
  return arrow.rates.flatMap((rate, index) => {
    if (rate.kind !== "NumberLiteral" || rate.unit !== undefined) return [];
    const order = count((index === 0 ? left : right).terms) + ofCatalysts;
    return [unitHint(rate.span.end, unitText(rateConstantDimension(order), loaded.units))];
  });
}

function unitHint(offset: number, unit: string): Hint {
  return {
    offset,
    label: ` [${unit}]`,
    tooltip: "A number without unit takes the one that its place needs, in the units of the file.",
    insertion: ` [${unit}]`,
  };
}

/** Longer names would push the text aside. */
const LONGEST_RAILS = 24;

function hintsOfRails(item: NodeOf<"QuantityItem">, { loaded, lowered }: HintSurroundings): readonly Hint[] {
  const network = lowered?.network;
  if (network === undefined || item.shape.length > 0) return [];
  const held = speciesDeclaredAt(network, { file: loaded.source.name, span: item.name.span });
  const names = held.map(({ id }) => id).join(" − ");
  if (held.length !== 2 || names.length > LONGEST_RAILS) return [];
  const tooltip = `${item.name.text} is stored as the difference of two species.`;
  return [{ offset: item.span.end, label: `: ${names}`, tooltip, insertion: undefined }];
}

function hintsOfCounts(
  node: NodeOf<"EquationStatement" | "UseStatement" | "LearnDeclaration">,
  surroundings: HintSurroundings,
): readonly Hint[] {
  const { loaded, lowered } = surroundings;
  const network = lowered?.network;
  if (lowered === undefined || network === undefined) return [];
  const count = countOf(node, { file: loaded.source.name, span: node.span }, { ...lowered, network });
  if (count === undefined) return [];
  return [
    {
      offset: endOfHint(node),
      label: ` → ${count} ${count === 1 ? "reaction" : "reactions"}`,
      tooltip: tooltips[node.kind],
      insertion: undefined,
    },
  ];
}

const tooltips = {
  EquationStatement: "Reactions that this equation becomes, cancelling of rails included.",
  UseStatement: "Reactions that this copy of the module writes.",
  LearnDeclaration: "Reactions of the whole learning circuit.",
};

function endOfHint(node: NodeOf<"EquationStatement" | "UseStatement" | "LearnDeclaration">): number {
  switch (node.kind) {
    case "EquationStatement":
      return node.value.span.end;
    case "UseStatement":
      return node.arguments.span.end;
    case "LearnDeclaration":
      return (node.alias ?? node.subject).span.end;
  }
}

function countOf(
  node: NodeOf<"EquationStatement" | "UseStatement" | "LearnDeclaration">,
  place: Origin,
  { source, network }: LoweredNetwork & { readonly network: ReactionNetwork },
): number | undefined {
  if (node.kind === "LearnDeclaration") return network.reactions.length;
  if (source.kind === "learn") return undefined;
  if (node.kind === "UseStatement") return reactionsOfInstance(source, network, node.name.text);
  const equations = equationsAt(source, place);
  if (equations.length === 0) return undefined;
  const { dynamics, annihilation } = reactionsOfEquations(network, equations);
  return dynamics.length + annihilation.length;
}
