// Checked model → reaction network: a crn is lowered as it stands, a learn record becomes its learning circuit.

import type { CheckedLearn, CheckedNetwork } from "@ncrn/language";
import type { LoweringServices } from "../lowering/lowering-services.js";
import type { Lowered } from "./lowered.js";
import { reactionsFromLearn } from "./reactions-from-learn.js";
import { reactionsFromNetwork } from "./reactions-from-network.js";

/** Lowers whatever can be lowered. */
export function reactionsFromModel(
  source: CheckedNetwork | CheckedLearn,
  services: LoweringServices = {},
): Lowered {
  return source.kind === "learn" ? reactionsFromLearn(source, services) : reactionsFromNetwork(source);
}
