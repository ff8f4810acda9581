// `z' = …` of a model → the rails that hold z in a learner, and the reactions that learning makes of the equation.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedLearn, Origin } from "@ncrn/language";
import {
  equationInLearner,
  type LearnerReactions,
  type Purpose,
  reactionsOfDynamics,
  reactionsOfEquation,
} from "../lowered/equation-in-learner.js";
import { railsText, reactionBlock } from "./reaction-block.js";
import { code, counted } from "./scene.js";

/** Nothing if the equation is none of the learner's model. */
export function learnerEquationText(
  learn: CheckedLearn,
  network: ReactionNetwork,
  place: Origin,
): readonly string[] {
  const made = equationInLearner(learn, network, place);
  if (made === undefined) return [];
  const all = reactionsOfEquation(made);
  const rails = railsText(made.targets, network, (target, id) =>
    id === undefined
      ? `${code(target)} needs no species of its own.`
      : `${code(target)} never falls below 0 and needs one rail: ${id}`,
  );
  if (all.length === 0) return [rails, "Becomes no reaction."];
  const dynamics = reactionsOfDynamics(made);
  return [
    rails,
    `Becomes ${counted(all.length, "reaction")}:`,
    purposesText(made),
    ...(dynamics.length === 0 ? [] : [reactionBlock(dynamics, network)]),
  ];
}

const meanings: Readonly<Record<Purpose, string>> = {
  forward: "carry the equation out",
  cancelling: "cancel its rails",
  backward: "run it backwards",
  adjoint: "move the adjoint",
  gradient: "collect the gradient of weights",
  helping: "make products and functions that others read",
};

/** Networks with a clock of their own have no phases. */
function purposesText({ byPurpose }: LearnerReactions): string {
  return [...byPurpose]
    .map(([purpose, reactions]) => {
      const phases = [...new Set(reactions.flatMap((reaction) => reaction.phases))];
      const where = phases.length === 0 ? "" : `, in ${phases.map(code).join(", ")}`;
      return `- ${reactions.length} ${meanings[purpose]}${where}`;
    })
    .join("\n");
}
