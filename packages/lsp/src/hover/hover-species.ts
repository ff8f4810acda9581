// A species, signal or rail → its start, its rate of change, who makes and who uses it, and what it is conserved in.

import { netChange, type Reaction, type ReactionNetwork, type Species } from "@ncrn/compiler";
import { concentrationDimension, describeDimension } from "@ncrn/language";
import { conservedTotals } from "./conserved-totals.js";
import { notationOf, rateOfChange, sumText } from "./flux.js";
import { eventsAbout } from "./hover-event.js";
import { participationOf, reactionLinks } from "./reaction-links.js";
import { code, listed, mathematicsBlock, type Scene, shortened } from "./scene.js";
import { unicodeNumber } from "./unicode-expression.js";
import { unitsAt } from "./units.js";

/** Terms of a sum that are shown. */
const LONGEST_SUM = 8;
/** Components of an array, rails or copies whose equations are shown. */
const MOST_EQUATIONS = 4;
/** Characters of one equation: laws may be sums over whole arrays. */
const LONGEST_LINE = 400;
/** Components of an array of which the start is shown. */
const MOST_STARTS = 4;

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
    mathematicsBlock([...lines.map((line) => shortened(line, LONGEST_LINE)), ...more]),
    ...participationText(scene, species, network),
    ...conservationText(scene, species, network),
  ];
}

function startText(scene: Scene, species: readonly Species[]): string {
  const unit = concentrationUnit(scene);
  const together = commonStart(species);
  if (together !== undefined) {
    const held = species[0]?.clamped ? " and are held there" : "";
    return `All ${together.count} start at ${unicodeNumber(together.value)}${unit}${held}.`;
  }
  const starts = species.map(({ name, initial, clamped }) => {
    const held = clamped ? " and is held there" : "";
    const isNamed = species.length > 1 || name.includes("[");
    return `${isNamed ? `${code(name)} ` : ""}starts at ${unicodeNumber(initial)}${unit}${held}`;
  });
  const [first = ""] = starts;
  const text = species.length === 1 ? first : listed(starts, MOST_STARTS);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The number of components of an array and the value at which all of them start; rails count as what they hold. */
function commonStart(
  species: readonly Species[],
): { readonly count: number; readonly value: number } | undefined {
  const values = new Map<string, number>();
  for (const { name, initial } of species) {
    const [component, sign] = [name.replace(/\.[pm]$/, ""), name.endsWith(".m") ? -1 : 1];
    values.set(component, (values.get(component) ?? 0) + sign * initial);
  }
  const distinct = new Set(values.values());
  const [value] = distinct;
  const isOneKind = new Set(species.map(({ clamped }) => clamped)).size === 1;
  return values.size > 2 && distinct.size === 1 && isOneKind && value !== undefined
    ? { count: values.size, value }
    : undefined;
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
  const changing = network.reactions.filter((reaction) => netChange(reaction).has(id));
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
  const ids = new Set(species.map(({ id }) => id));
  const { producing, consuming, catalysing, influencing } = participationOf(ids, network.reactions);
  const line = (what: string, reactions: readonly Reaction[]): readonly string[] =>
    reactions.length === 0 ? [] : [`${what} ${reactionLinks(scene, reactions)}`];
  const lines = [
    ...line("Produced by", producing),
    ...line("Consumed by", consuming),
    ...line("Catalyses", catalysing),
    ...line("In the law of", influencing),
    ...eventsAbout(scene, ids, network),
  ];
  return lines.length === 0 ? [] : [lines.join("  \n")];
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
    return code(`${sumText(sum, 10)} = ${unicodeNumber(Number(value.toPrecision(12)))}${unit}`);
  });
  return [`Conserved: ${listed(texts, 3)}`];
}
