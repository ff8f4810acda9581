// Settings and control of a verification → limits of each integration in it.

import type { RunControl } from "../control.js";
import type { CycleLimits } from "./learning-cycle.js";
import type { VerificationOptions } from "./verification-types.js";

/** Limits of one integration; whoever may cancel is asked inside it. */
export function runLimits(
  { maxSteps }: Pick<VerificationOptions, "maxSteps">,
  { isCancelled }: Pick<RunControl, "isCancelled">,
): CycleLimits {
  return {
    ...(maxSteps === undefined ? {} : { maxSteps }),
    ...(isCancelled === undefined ? {} : { shouldStop: isCancelled }),
  };
}
