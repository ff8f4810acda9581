// A rate → its value in the units of the file, its dimension, and the reactions that read it.

import type { Parameter, ReactionNetwork } from "@ncrn/compiler";
import type { Dimension } from "@ncrn/language";
import { dimensionsOfRates } from "../lowered/rate-dimension.js";
import { readsQuantity } from "../lowered/reads-quantity.js";
import { eventsAbout } from "./hover-event.js";
import { reactionLinks } from "./reaction-links.js";
import { code, counted, listed, type Scene } from "./scene.js";
import { unicodeNumber } from "./unicode-expression.js";
import { unitsAt, unitText } from "./units.js";

/** Everything about the parameters that one declaration has made in a network. */
export function rateText(
  scene: Scene,
  parameters: readonly Parameter[],
  network: ReactionNetwork,
): readonly string[] {
  const values = valuesText(scene, parameters, network);
  const ids = new Set(parameters.map(({ id }) => id));
  const reading = network.reactions.filter(({ rate }) =>
    readsQuantity(rate.kind === "law" ? rate.flux : rate.constant, ids),
  );
  const used =
    reading.length === 0
      ? "No reaction reads it."
      : `Read by ${counted(reading.length, "reaction")}: ${reactionLinks(scene, reading)}`;
  return [values, [used, ...eventsAbout(scene, ids, network)].join("  \n")];
}

/** Components of an array that all have the same value are told together. */
function valuesText(scene: Scene, parameters: readonly Parameter[], network: ReactionNetwork): string {
  const [first] = parameters;
  const dimensions = dimensionsOfRates(new Set(parameters.map(({ id }) => id)), network);
  const read = parameters.filter(({ id }) => dimensions.has(id));
  const told = new Set(
    read.map(({ id, value }) => valueText(scene, unicodeNumber(value), dimensions.get(id))),
  );
  const [only] = told;
  const isUniform = parameters.length > 2 && parameters.every(({ value }) => value === first?.value);
  if (isUniform && only !== undefined && told.size === 1) return `All ${parameters.length} are ${only}.`;
  const lines = parameters.map(({ id, name, value }) =>
    valueText(scene, `${name} = ${unicodeNumber(value)}`, dimensions.get(id)),
  );
  return listed(lines, 6, "  \n");
}

function valueText(scene: Scene, text: string, dimension: Dimension | undefined): string {
  if (dimension === undefined) return code(text);
  const units = unitsAt(scene);
  const unit = unitText(dimension, units);
  return units?.active ? code(`${text} [${unit}]`) : `${code(text)} in ${unit}`;
}
