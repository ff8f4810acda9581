// `x' = …` → the rails that hold x and the reactions that the equation becomes, with counts.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedNetwork, EquationStatement, Origin } from "@ncrn/language";
import { equationsAt, reactionsOfEquations } from "../lowered/equation-reactions.js";
import { learnerEquationText } from "./hover-learner-equation.js";
import { railsText, reactionBlock } from "./reaction-block.js";
import {
  code,
  counted,
  declarationAround,
  networksOf,
  reasonForNothing,
  type Scene,
  sourceBlock,
  textAt,
} from "./scene.js";

/** Networks of a module, or learners of a model, in which an equation is shown. */
const MOST_NETWORKS = 2;

/** What an equation of a crn, module or model becomes, in the first networks that it is part of. */
export async function equationHover(scene: Scene, statement: EquationStatement): Promise<readonly string[]> {
  const place: Origin = { file: scene.snapshot.source.name, span: statement.span };
  const head = sourceBlock(textAt(scene, place, 300));
  const around = declarationAround(scene, place);
  const networks = await networksOf(scene, around);
  const texts = networks.flatMap(({ source, network }) => {
    if (network === undefined) return [];
    const text =
      source.kind === "learn"
        ? learnerEquationText(source, network, place)
        : networkEquationText(source, network, place);
    return text.length === 0 ? [] : [{ name: network.name, text }];
  });
  if (texts.length === 0) {
    const what =
      around?.kind === "ModelDeclaration" ? "a `learn` record of this model" : "the network around it";
    const otherwise = `Its reactions are counted as soon as ${what} is free of errors.`;
    return [head, reasonForNothing(networks, otherwise)];
  }
  const isModel = around?.kind === "ModelDeclaration";
  // A module means the same in each network, so one of them shows it.
  const shown = texts.slice(0, isModel ? MOST_NETWORKS : 1);
  const rest = isModel ? texts.length - shown.length : 0;
  return [
    head,
    ...shown.flatMap(({ name, text }) => (isModel ? [`In ${code(name)}:`, ...text] : text)),
    ...(rest > 0 ? [`… and in ${counted(rest, "more learner", "more learners")}.`] : []),
  ];
}

function networkEquationText(
  source: CheckedNetwork,
  network: ReactionNetwork,
  place: Origin,
): readonly string[] {
  const equations = equationsAt(source, place);
  if (equations.length === 0) return [];
  const { targets, dynamics, annihilation } = reactionsOfEquations(network, equations);
  const made = [...dynamics, ...annihilation];
  const cancelling =
    annihilation.length === 0
      ? ""
      : `, ${annihilation.length} of them ${annihilation.length === 1 ? "cancels" : "cancel"} rails`;
  return [
    heldText(source, targets, network),
    made.length === 0 ? "Becomes no reaction." : `Becomes ${counted(made.length, "reaction")}${cancelling}:`,
    ...(made.length === 0 ? [] : [reactionBlock(made, network)]),
  ];
}

function heldText(source: CheckedNetwork, targets: readonly string[], network: ReactionNetwork): string {
  const signals = new Set(source.signals.map(({ name }) => name));
  return railsText(targets, network, (target, id) => {
    if (id === undefined) return `${code(target)} stays at 0 and is left out.`;
    return signals.has(target)
      ? `${code(target)} never falls below 0 and needs one rail: ${id}`
      : `${code(target)} is a species and rises and falls by itself.`;
  });
}
