// A species, signal or rail → its start, its rate of change, who makes and who uses it, and what it is conserved in.

import type { Reaction, ReactionNetwork, Species } from "@ncrn/compiler";
import { concentrationDimension, describeDimension } from "@ncrn/language";
import { conservedTotals } from "./conserved-totals.js";
import { notationOf, rateOfChange } from "./flux.js";
import { participationOf, reactionLinks } from "./reaction-links.js";
import { listed, mathematicsBlock, type Scene } from "./scene.js";
import { unicodeNumber } from "./unicode-expression.js";
import { unitsAt } from "./units.js";

/** Terms of a sum that are shown. */
const LONGEST_SUM = 8;
/** Components of an array, rails or copies whose equations are shown. */
const MOST_EQUATIONS = 4;

/** Everything about the species that one declaration has made in a network. */
export function speciesText(
  scene: Scene,
  species: readonly Species[],
  network: ReactionNetwork,
): readonly string[] {
  const shown = species.slice(0, MOST_EQUATIONS);
  const lines = shown.flatMap((one) => equationLines(one, network));
  const rest = species.length - shown.length;
  const more = rest > 0 ? [`… and ${rest} more ${rest === 1 ? "equation" : "equations"}`] : [];
  return [
    startText(scene, species),
    mathematicsBlock([...lines, ...more]),
    ...participationText(scene, species, network),
    ...conservationText(scene, species, network),
  ];
}

function startText(scene: Scene, species: readonly Species[]): string {
  const unit = concentrationUnit(scene);
  const starts = species.map(({ name, initial, clamped }) => {
    const held = clamped ? " and is held there" : "";
    return `${species.length > 1 ? `\`${name}\` ` : ""}starts at ${unicodeNumber(initial)}${unit}${held}`;
  });
  const [first = ""] = starts;
  const text = species.length === 1 ? first : listed(starts, 4);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function concentrationUnit(scene: Scene): string {
  const units = unitsAt(scene);
  return units?.active ? ` ${describeDimension(concentrationDimension, units.symbols)}` : "";
}

/** One line for all phases if none matters, else one for each phase in which the species changes. */
export function equationLines(
  species: Species,
  network: ReactionNetwork,
  longest = LONGEST_SUM,
): readonly string[] {
  const { id, clamped } = species;
  const notation = notationOf(network);
  const left = `d${notation.species(id)}/dt = `;
  if (clamped) return [`${left}0`];
  const changing = network.reactions.filter((reaction) => rateOfChange(id, [reaction], notation).terms > 0);
  if (changing.every(({ phases }) => phases.length === 0)) {
    return [left + rateOfChange(id, changing, notation, longest).text];
  }
  const inPhase = network.phases.flatMap(({ name }) => {
    const running = changing.filter(({ phases }) => phases.length === 0 || phases.includes(name));
    return running.length === 0
      ? []
      : [`${left}${rateOfChange(id, running, notation, longest).text}   in phase ${name}`];
  });
  const isAlways = inPhase.length === network.phases.length;
  return isAlways ? inPhase : [...inPhase, `${left}0   in all other phases`];
}

function participationText(
  scene: Scene,
  species: readonly Species[],
  network: ReactionNetwork,
): readonly string[] {
  const all = species.map(({ id }) => participationOf(id, network.reactions));
  const line = (what: string, reactions: readonly Reaction[]): readonly string[] =>
    reactions.length === 0 ? [] : [`${what} ${reactionLinks(scene, reactions)}`];
  const lines = [
    ...line("Produced by", unique(all.flatMap(({ producing }) => producing))),
    ...line("Consumed by", unique(all.flatMap(({ consuming }) => consuming))),
    ...line("Catalyses", unique(all.flatMap(({ catalysing }) => catalysing))),
  ];
  return lines.length === 0 ? [] : [lines.join("  \n")];
}

function unique(reactions: readonly Reaction[]): readonly Reaction[] {
  return [...new Set(reactions)];
}

function conservationText(
  scene: Scene,
  species: readonly Species[],
  network: ReactionNetwork,
): readonly string[] {
  const ids = new Set(species.map(({ id }) => id));
  const totals = conservedTotals(network).filter((total) => [...total.keys()].some((id) => ids.has(id)));
  if (totals.length === 0) return [];
  const notation = notationOf(network);
  const initial = new Map(network.species.map((one) => [one.id, one.initial]));
  const unit = concentrationUnit(scene);
  const texts = totals.map((total) => {
    const sum = [...total].map(([id, weight]) => (weight === 1 ? "" : `${weight}·`) + notation.species(id));
    const value = [...total].reduce((all, [id, weight]) => all + weight * initial.get(id)!, 0);
    return `\`${listed(sum, 10, " + ")} = ${unicodeNumber(Number(value.toPrecision(12)))}${unit}\``;
  });
  return [`Conserved: ${listed(texts, 3)}`];
}
