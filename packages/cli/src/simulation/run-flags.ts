// Flags that say how each run is made, and what they change in a record.

import type { SimulationOverrides } from "@ncrn/experiments";
import type { CheckedMethod } from "@ncrn/language";
import type { CommandContext } from "../context.js";

/** What is left out follows from the record. */
export interface RunFlags {
  readonly until?: number;
  readonly method?: CheckedMethod["kind"];
  readonly runs?: number;
  readonly seed?: number;
  readonly volume?: number;
  readonly epsilon?: number;
  readonly step?: number;
}

/** The changes that the flags and the limit of steps make. */
export function overridesFrom(
  { until, method, runs, seed, volume, epsilon, step }: RunFlags,
  { maxSteps }: Pick<CommandContext, "maxSteps">,
): SimulationOverrides {
  return {
    ...(until === undefined ? {} : { until }),
    ...(method === undefined ? {} : { method }),
    ...(runs === undefined ? {} : { runs }),
    ...(seed === undefined ? {} : { seed }),
    ...(volume === undefined ? {} : { volume }),
    ...(epsilon === undefined ? {} : { epsilon }),
    ...(step === undefined ? {} : { step }),
    ...(maxSteps === undefined ? {} : { maxSteps }),
  };
}
