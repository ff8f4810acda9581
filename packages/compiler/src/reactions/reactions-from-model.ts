// Checked model → reaction network: a crn is lowered as it stands, a learn record becomes its learning circuit.

import { atOnce, type CheckedLearn, type CheckedNetwork } from "@ncrn/language";
import type { LoweringServices } from "../lowering/lowering-services.js";
import type { Lowered } from "./lowered.js";
import { lowerLearn } from "./reactions-from-learn.js";
import { lowerNetwork } from "./reactions-from-network.js";

/** Lowers whatever can be lowered. */
export function reactionsFromModel(
  source: CheckedNetwork | CheckedLearn,
  services: LoweringServices = {},
): Lowered {
  return atOnce(lowerInPieces(source, services));
}

/** The same piece by piece, for callers that have something else to do in between. */
export function lowerInPieces(
  source: CheckedNetwork | CheckedLearn,
  services: LoweringServices = {},
): Generator<void, Lowered> {
  return source.kind === "learn" ? lowerLearn(source, services) : lowerNetwork(source);
}
