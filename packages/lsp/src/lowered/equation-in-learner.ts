// An equation of a model → the reactions of a learning circuit that are made from it, by what they are for.

import type { Reaction, ReactionNetwork } from "@ncrn/compiler";
import type { CheckedLearn, Origin } from "@ncrn/language";
import { liesIn } from "./places.js";

/** What a reaction does for an equation of a model. */
export type Purpose = "forward" | "cancelling" | "backward" | "adjoint" | "gradient" | "helping";

/** What an equation of a model became in a learner. */
export interface LearnerReactions {
  readonly targets: readonly string[];
  /** By purpose, each reaction once; purposes without reactions are absent. */
  readonly byPurpose: ReadonlyMap<Purpose, readonly Reaction[]>;
}

/** Also the order in which they are told, and in which a merged reaction finds its purpose. */
const purposes: readonly Purpose[] = ["forward", "cancelling", "backward", "adjoint", "gradient", "helping"];

/** Undefined if no equation of the learner's model stands at the place. */
export function equationInLearner(
  { model }: CheckedLearn,
  network: ReactionNetwork,
  statement: Origin,
): LearnerReactions | undefined {
  const equations = model.equations.filter(({ origin }) => liesIn(origin, statement));
  if (equations.length === 0) return undefined;
  const targets = [...new Set(equations.map(({ target }) => target))];
  const isMade = madeFrom(statement, new Set(targets));
  const byPurpose = new Map<Purpose, Reaction[]>();
  for (const reaction of network.reactions) {
    const found = new Set(reaction.provenance.flatMap((provenance) => isMade(provenance) ?? []));
    const purpose = purposes.find((one) => found.has(one));
    if (purpose !== undefined) byPurpose.set(purpose, [...(byPurpose.get(purpose) ?? []), reaction]);
  }
  return {
    targets,
    byPurpose: new Map(
      purposes.flatMap((purpose) => {
        const reactions = byPurpose.get(purpose);
        return reactions === undefined ? [] : [[purpose, reactions] as const];
      }),
    ),
  };
}

/** The reactions of the equation itself, with those that cancel its rails: what a `crn` would have. */
export function reactionsOfDynamics({ byPurpose }: LearnerReactions): readonly Reaction[] {
  return [...(byPurpose.get("forward") ?? []), ...(byPurpose.get("cancelling") ?? [])];
}

/** All reactions that are made from the equation. */
export function reactionsOfEquation({ byPurpose }: LearnerReactions): readonly Reaction[] {
  return [...byPurpose.values()].flat();
}

/** Rules name the target of an equation; other reactions are made from the text of its terms. */
function madeFrom(
  statement: Origin,
  targets: ReadonlySet<string>,
): (provenance: Reaction["provenance"][number]) => Purpose | undefined {
  return ({ origin, rule }) => {
    const [, kind = "", name = ""] =
      /^(forward dynamics|reversed dynamics|annihilation of the rails) of (.*)$/.exec(rule) ?? [];
    if (targets.has(name)) return purposeOfRule(kind);
    if (!liesIn(origin, statement)) return undefined;
    return purposeOfRule(/^(forward dynamics|reversed dynamics|adjoint|gradient|step) of /.exec(rule)?.[1]);
  };
}

function purposeOfRule(rule: string | undefined): Purpose {
  switch (rule) {
    case "forward dynamics":
      return "forward";
    case "annihilation of the rails":
      return "cancelling";
    case "reversed dynamics":
      return "backward";
    case "adjoint":
      return "adjoint";
    case "gradient":
    case "step":
      return "gradient";
    default:
      return "helping";
  }
}
