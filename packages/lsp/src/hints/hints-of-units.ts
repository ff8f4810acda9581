// A rate or a number in an arrow → the unit that its place gives it.

import type { ReactionNetwork } from "@ncrn/compiler";
import {
  type Dimension,
  type Expression,
  type Name,
  type Origin,
  rateConstantDimension,
  sameDimension,
  walk,
} from "@ncrn/language";
import { unitText } from "../hover/units.js";
import { isAt } from "../lowered/places.js";
import { dimensionsOfRates } from "../lowered/rate-dimension.js";
import { readsQuantity } from "../lowered/reads-quantity.js";
import type { Hint, HintSurroundings, NodeOf } from "./hint.js";

/** A file without units gets the dimension in words; that cannot be written into the text. */
export function hintsOfRate(
  name: NodeOf<"QuantityItem">["name"],
  value: Expression | undefined,
  surroundings: HintSurroundings,
): readonly Hint[] {
  const { units } = surroundings.loaded;
  if (name.kind === "MissingName" || value === undefined || value.kind === "MissingExpression") return [];
  // Numbers in larger expressions have units of their own.
  if (units.active && (value.kind !== "NumberLiteral" || value.unit !== undefined)) return [];
  const dimension = dimensionOf(name, surroundings);
  if (dimension === undefined) return [];
  const text = unitText(dimension, units);
  if (units.active) return [unitHint(value.span.end, text)];
  const tooltip = `The reactions with this rate constant give it the dimension ${text}; the file has no units.`;
  return [{ offset: value.span.end, label: ` [${text}]`, tooltip, insertion: undefined }];
}

function dimensionOf(name: Name, surroundings: HintSurroundings): Dimension | undefined {
  const { loaded, lowered, declaration } = surroundings;
  const network = lowered?.network;
  if (network === undefined) {
    return declaration.kind === "ModuleDeclaration" ? writtenDimension(name, declaration) : undefined;
  }
  const place: Origin = { file: loaded.source.name, span: name.span };
  const ids = new Set(
    network.parameters.flatMap(({ id, provenance }) => (isAt(provenance.origin, place) ? [id] : [])),
  );
  if (!loaded.units.active && !areReadAsWritten(ids, network)) return undefined;
  return commonDimension([...dimensionsOfRates(ids, network).values()]);
}

/** Reactions that equations become need not have the order that the dimensions of the equation would give. */
function areReadAsWritten(ids: ReadonlySet<string>, { reactions }: ReactionNetwork): boolean {
  return reactions.every(
    ({ role, rate }) =>
      role === "source" || !readsQuantity(rate.kind === "law" ? rate.flux : rate.constant, ids),
  );
}

/** What the reactions of a module say that no network here uses. */
function writtenDimension(name: Name, declaration: NodeOf<"ModuleDeclaration">): Dimension | undefined {
  const found: Dimension[] = [];
  walk(declaration, {
    enter: (node) => {
      if (node.kind !== "ReactionStatement" || node.arrow.rateKind !== "constant") return undefined;
      node.arrow.rates.forEach((rate, index) => {
        const isMeant =
          rate.kind === "Reference" && rate.path.length === 1 && rate.path[0]?.text === name.text;
        if (isMeant) found.push(rateConstantDimension(orderOf(node, index)));
      });
      return undefined;
    },
  });
  return commonDimension(found);
}

function commonDimension(dimensions: readonly (Dimension | undefined)[]): Dimension | undefined {
  const [first] = dimensions;
  const isCommon = dimensions.every((one) => one && first && sameDimension(one, first));
  return isCommon ? first : undefined;
}

/** The order of a reaction says which unit a number in its arrow takes. */
export function hintsOfArrow(
  reaction: NodeOf<"ReactionStatement">,
  { loaded }: HintSurroundings,
): readonly Hint[] {
  const { arrow } = reaction;
  if (!loaded.units.active || arrow.rateKind !== "constant") return [];
  return arrow.rates.flatMap((rate, index) => {
    if (rate.kind !== "NumberLiteral" || rate.unit !== undefined) return [];
    return [unitHint(rate.span.end, unitText(rateConstantDimension(orderOf(reaction, index)), loaded.units))];
  });
}

/** The second rate is that of the reaction backwards. */
function orderOf({ left, right, catalysts }: NodeOf<"ReactionStatement">, index: number): number {
  const count = (terms: readonly { readonly coefficient: number }[]): number =>
    terms.reduce((sum, { coefficient }) => sum + coefficient, 0);
  return count((index === 0 ? left : right).terms) + count(catalysts?.terms ?? []);
}

function unitHint(offset: number, unit: string): Hint {
  return {
    offset,
    label: ` [${unit}]`,
    tooltip: "A number without unit takes the one that its place needs, in the units of the file.",
    insertion: ` [${unit}]`,
  };
}
