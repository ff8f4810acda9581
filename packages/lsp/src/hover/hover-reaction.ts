// A reaction statement → flux and propensity with the law in force, order, net change and the dimension of its constant.

import { netChange, type Reaction, type ReactionNetwork, reactionOrder, reactionText } from "@ncrn/compiler";
import { type ReactionStatement, rateConstantDimension } from "@ncrn/language";
import { reactionsFrom } from "../lowered/places.js";
import { fluxText, notationOf } from "./flux.js";
import { statementHover } from "./hover-statement.js";
import { propensityText, volumeName } from "./propensity.js";
import { code, counted, listed, mathematicsBlock, type Scene, shortened } from "./scene.js";
import { unitsAt, unitText } from "./units.js";

/** A statement in a loop or module stands for many reactions; the first ones show what they are like. */
const MOST_REACTIONS = 3;
/** Species of one reaction of which the change is shown. */
const MOST_CHANGES = 8;
/** Characters of one line of mathematics. */
const LONGEST_LINE = 400;

/** What a reaction of the text does, in the first network that it became part of. */
export function reactionHover(scene: Scene, statement: ReactionStatement): Promise<readonly string[]> {
  return statementHover(scene, statement, {
    inNetwork: (network, place) => reactionsText(scene, reactionsFrom(network, place), network),
    withoutNetwork: (reason) => `${writtenOrders(statement)} ${reason}`,
    otherwise: "Its flux is shown as soon as the network around it has no errors.",
  });
}

function reactionsText(
  scene: Scene,
  reactions: readonly Reaction[],
  network: ReactionNetwork,
): readonly string[] {
  if (reactions.length === 0) return [];
  const shown = reactions.slice(0, MOST_REACTIONS);
  const isOne = reactions.length === 1;
  const count = `Stands for ${counted(reactions.length, "reaction")}${shown.length < reactions.length ? "; the first are" : ""}:`;
  return [
    ...(isOne ? [] : [count]),
    ...shown.flatMap((reaction) => [
      ...(isOne ? [] : [code(shortened(reactionText(reaction, network.units), LONGEST_LINE))]),
      mathematicsBlock(lawLines(reaction, network)),
      factsText(scene, reaction, network),
    ]),
  ];
}

function lawLines(reaction: Reaction, network: ReactionNetwork): readonly string[] {
  const notation = notationOf(network);
  const volume = volumeName(network);
  return [
    `flux       = ${shortened(fluxText(reaction, notation), LONGEST_LINE)}`,
    `propensity = ${shortened(propensityText(reaction, notation, volume), LONGEST_LINE)}   in a volume ${volume}, with counts of molecules`,
  ];
}

function factsText(scene: Scene, reaction: Reaction, network: ReactionNetwork): string {
  const names = new Map(network.species.map(({ id, name }) => [id, name]));
  const changes = [...netChange(reaction)]
    .sort(([, first], [, second]) => Math.sign(first) - Math.sign(second))
    .map(([id, change]) => `${change > 0 ? "+" : "−"}${Math.abs(change)} ${names.get(id) ?? id}`);
  const phases = reaction.phases.length === 0 ? [] : [`Runs in ${reaction.phases.map(code).join(", ")}`];
  return [
    orderText(scene, reaction),
    `Net change: ${changes.length === 0 ? "none" : code(listed(changes, MOST_CHANGES))}`,
    ...conventionText(reaction, network),
    ...phases,
  ].join("  \n");
}

function orderText(scene: Scene, reaction: Reaction): string {
  const order = reactionOrder(reaction);
  if (reaction.rate.kind === "law") return `The flux is the law in brackets; ${counted(order, "reactant")}`;
  const dimension = unitText(rateConstantDimension(order), unitsAt(scene));
  return `Order ${order}${molecularity(order)}; its rate constant is in ${code(dimension)}`;
}

function molecularity(order: number): string {
  const word = ["", "unimolecular", "bimolecular", "termolecular"][order];
  return word ? `, ${word}` : "";
}

/** The convention matters only where equal molecules meet. */
function conventionText({ rate, reactants }: Reaction, { kinetics }: ReactionNetwork): readonly string[] {
  const hasEqual = reactants.some(({ coefficient }) => coefficient > 1);
  if (rate.kind === "law" || !hasEqual) return [];
  return kinetics === "plain"
    ? ["Law: plain, without factorials (`kinetics plain`)"]
    : ["Law: combinatoric, divided by n! for n equal molecules (`kinetics combinatoric`)"];
}

/** What can be said of a reaction in a network with errors. */
function writtenOrders({ left, catalysts, arrow, right }: ReactionStatement): string {
  const count = (terms: readonly { readonly coefficient: number }[]): number =>
    terms.reduce((sum, { coefficient }) => sum + coefficient, 0);
  const forward = count([...left.terms, ...(catalysts?.terms ?? [])]);
  const backward = count([...right.terms, ...(catalysts?.terms ?? [])]);
  return arrow.reversible ? `Orders ${forward} and ${backward}.` : `Order ${forward}.`;
}
