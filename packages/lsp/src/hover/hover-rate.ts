// A rate → its value in the units of the file, its dimension, and the reactions that read it.

import type { Parameter, ReactionNetwork } from "@ncrn/compiler";
import { dimensionOfRate, readsParameter } from "../lowered/rate-dimension.js";
import { reactionLinks } from "./reaction-links.js";
import { counted, listed, type Scene } from "./scene.js";
import { unicodeNumber } from "./unicode-expression.js";
import { unitsAt, unitText } from "./units.js";

/** Everything about the parameters that one declaration has made in a network. */
export function rateText(
  scene: Scene,
  parameters: readonly Parameter[],
  network: ReactionNetwork,
): readonly string[] {
  const values = parameters.map((parameter) => valueText(scene, parameter, network));
  const reading = network.reactions.filter(({ rate }) =>
    parameters.some(({ id }) => readsParameter(rate.kind === "law" ? rate.flux : rate.constant, id)),
  );
  const assigned = network.events.filter(({ assignments }) =>
    assignments.some(({ target }) => parameters.some(({ id }) => id === target.id)),
  );
  const used =
    reading.length === 0
      ? "No reaction reads it."
      : `Read by ${counted(reading.length, "reaction")}: ${reactionLinks(scene, reading)}`;
  const events = assigned.length === 0 ? [] : [`Set by ${counted(assigned.length, "event")}.`];
  return [listed(values, 6, "  \n"), [used, ...events].join("  \n")];
}

function valueText(scene: Scene, { id, name, value }: Parameter, network: ReactionNetwork): string {
  const units = unitsAt(scene);
  const dimension = dimensionOfRate(id, network);
  const inUnits = dimension === undefined ? "" : ` ${unitText(dimension, units)}`;
  if (units?.active || dimension === undefined) return `\`${name} = ${unicodeNumber(value)}${inUnits}\``;
  return `\`${name} = ${unicodeNumber(value)}\` in ${unitText(dimension, units)}`;
}
