// Source and network → the account of the network, and of what it would be if its order were not reduced.

import type { CheckedLearn, CheckedNetwork } from "@ncrn/language";
import type { LoweringServices } from "../lowering/lowering-services.js";
import type { ReactionNetwork } from "../network/reaction-network.js";
import { reactionsFromModel } from "../reactions/reactions-from-model.js";
import { type Explanation, explain } from "./explain.js";

/** A network as it is, and before its reactions were reduced to the order that the text asks for. */
export interface LoweringExplanation {
  readonly reduced: Explanation;
  /** Undefined if there was nothing to reduce. */
  readonly unreduced: Explanation | undefined;
}

/** Explains a lowered network; lowers its source once more, without a limit of the order, to compare. */
export function explainLowering(
  source: CheckedNetwork | CheckedLearn,
  network: ReactionNetwork,
  services: LoweringServices = {},
): LoweringExplanation {
  const reduced = explain(network);
  const before = reactionsFromModel(withoutLimit(source), services).network;
  const unreduced = before === undefined ? undefined : explain(before);
  return { reduced, unreduced: unreduced && countsDiffer(reduced, unreduced) ? unreduced : undefined };
}

/** An order that no reaction reaches. */
const NO_LIMIT = 99;

/** Assertions are judged on the network that is asked for, and may not hold of the other. */
function withoutLimit(source: CheckedNetwork | CheckedLearn): CheckedNetwork | CheckedLearn {
  const lowering = { ...source.lowering, order: NO_LIMIT };
  return source.kind === "learn"
    ? { ...source, lowering, model: { ...source.model, assertions: [] } }
    : { ...source, lowering, assertions: [] };
}

function countsDiffer(left: Explanation, right: Explanation): boolean {
  const counts = ({ species, reactions, maxOrder, reactionsByRole }: Explanation): string =>
    JSON.stringify([species, reactions, maxOrder, reactionsByRole]);
  return counts(left) !== counts(right);
}
