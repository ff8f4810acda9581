// What lowering gives.

import type { Diagnostic } from "@ncrn/language";
import type { ReactionNetwork } from "../network/reaction-network.js";

/**
 * A network if the model has a meaning as chemistry, and what there is to say about it. An assertion that fails, or that
 * nobody can check, is an error and takes no meaning away: whoever must not go on after it has to look at the diagnostics.
 */
export interface Lowered {
  readonly network: ReactionNetwork | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
