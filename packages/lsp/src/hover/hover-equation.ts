// `x' = …` → the rails that hold x and the reactions that the equation becomes, with counts.

import { type ReactionNetwork, reactionText } from "@ncrn/compiler";
import type { CheckedNetwork, EquationStatement, Origin } from "@ncrn/language";
import { equationsAt, reactionsOfEquations } from "../lowered/equation-reactions.js";
import {
  code,
  counted,
  declarationAround,
  listed,
  networksOf,
  type Scene,
  sourceBlock,
  textAt,
} from "./scene.js";

/** Reactions that are shown as text. */
const MOST_REACTIONS = 8;

/** What an equation of a crn or module becomes, in the first network that it is part of. */
export async function equationHover(scene: Scene, statement: EquationStatement): Promise<readonly string[]> {
  const place: Origin = { file: scene.snapshot.source.name, span: statement.span };
  const head = sourceBlock(textAt(scene, place, 300));
  for (const { source, network } of await networksOf(scene, declarationAround(scene, place))) {
    if (network === undefined || source.kind === "learn") continue;
    const equations = equationsAt(source, place);
    if (equations.length > 0) return [head, ...equationsText(source, network, place)];
  }
  return [head];
}

function equationsText(source: CheckedNetwork, network: ReactionNetwork, place: Origin): readonly string[] {
  const { targets, dynamics, annihilation } = reactionsOfEquations(network, equationsAt(source, place));
  const made = [...dynamics, ...annihilation];
  const cancelling =
    annihilation.length === 0
      ? ""
      : `, ${annihilation.length} of them ${annihilation.length === 1 ? "cancels" : "cancel"} rails`;
  const lines = made.map((reaction) => reactionText(reaction, network.units));
  return [
    listed(
      targets.map((target) => railsText(target, source, network)),
      4,
      "  \n",
    ),
    `Becomes ${counted(made.length, "reaction")}${cancelling}:`,
    sourceBlock(listed(lines, MOST_REACTIONS, "\n").replace(/\nand (\d+ more)$/, "\n// and $1")),
  ];
}

function railsText(target: string, source: CheckedNetwork, network: ReactionNetwork): string {
  const held = network.species.filter(({ name }) => [target, `${target}.p`, `${target}.m`].includes(name));
  const isSignal = source.signals.some(({ name }) => name === target);
  if (held.length === 0) return `${code(target)} stays at 0 and is left out.`;
  const ids = held.map(({ id }) => code(id));
  if (held.length === 2) return `${code(target)} is the difference of two rails: ${ids.join(" − ")}`;
  return isSignal
    ? `${code(target)} never falls below 0 and needs one rail: ${ids[0]}`
    : `${code(target)} is a species and rises and falls by itself.`;
}
