// An equation, copy of a module or learner → how many reactions it becomes.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedLearn, CheckedNetwork, Origin } from "@ncrn/language";
import {
  equationInLearner,
  reactionsOfDynamics,
  reactionsOfEquation,
} from "../lowered/equation-in-learner.js";
import { equationsAt, reactionsOfEquations } from "../lowered/equation-reactions.js";
import { reactionsOfInstance } from "../lowered/instance-reactions.js";
import type { Hint, HintSurroundings, NodeOf } from "./hint.js";

/** What becomes reactions. */
type Becoming = NodeOf<"EquationStatement" | "UseStatement" | "LearnDeclaration">;

/** Nothing inside a module: its copies may become different numbers of reactions. */
export function hintsOfCounts(
  node: Becoming,
  { loaded, lowered, declaration }: HintSurroundings,
): readonly Hint[] {
  const network = lowered?.network;
  if (network === undefined || declaration.kind === "ModuleDeclaration") return [];
  const place: Origin = { file: loaded.source.name, span: node.span };
  const said = counts(node, place, { source: lowered!.source, network });
  return said === undefined ? [] : [{ offset: endOf(node), insertion: undefined, ...said }];
}

interface Context {
  readonly source: CheckedNetwork | CheckedLearn;
  readonly network: ReactionNetwork;
}

type Said = Pick<Hint, "label" | "tooltip">;

function counts(node: Becoming, place: Origin, { source, network }: Context): Said | undefined {
  if (node.kind === "LearnDeclaration")
    return said(network.reactions.length, "Reactions of the whole learning circuit.");
  if (source.kind === "learn") return countsInLearner(source, network, place);
  if (node.kind === "UseStatement") {
    const count = reactionsOfInstance(source, network, node.name.text);
    return said(count, "Reactions that this copy of the module writes.");
  }
  const equations = equationsAt(source, place);
  if (equations.length === 0) return undefined;
  const { dynamics, annihilation } = reactionsOfEquations(network, equations);
  const tooltip = "Reactions that this equation becomes, cancelling of rails included.";
  return said(dynamics.length + annihilation.length, tooltip);
}

function countsInLearner(learn: CheckedLearn, network: ReactionNetwork, place: Origin): Said | undefined {
  const made = equationInLearner(learn, network, place);
  if (made === undefined) return undefined;
  const [own, all] = [reactionsOfDynamics(made).length, reactionsOfEquation(made).length];
  const { label } = said(own, "");
  return {
    label: all === own ? label : `${label}, ${all} with learning`,
    tooltip: `Reactions of ${learn.name} that carry this equation out, cancelling of rails included; with learning also those that run it backwards, move its adjoint and collect gradients.`,
  };
}

function said(count: number, tooltip: string): Said {
  return { label: ` → ${count} ${count === 1 ? "reaction" : "reactions"}`, tooltip };
}

function endOf(node: Becoming): number {
  switch (node.kind) {
    case "EquationStatement":
      return node.value.span.end;
    case "UseStatement":
      return node.arguments.span.end;
    case "LearnDeclaration":
      return (node.alias ?? node.subject).span.end;
  }
}
