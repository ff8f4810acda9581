// What lowering gives.

import type { Diagnostic } from "@ncrn/language";
import type { ReactionNetwork } from "../network/reaction-network.js";

/** A network if the model has a meaning as chemistry, and what there is to say about it. */
export interface Lowered {
  readonly network: ReactionNetwork | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
