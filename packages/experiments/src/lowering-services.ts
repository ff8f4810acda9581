// What lowering needs from a simulator: it measures the clocks that it makes.

import { type Integrate, type LoweringServices, programFromReactions } from "@ncrn/compiler";
import { simulateDeterministic } from "@ncrn/simulator";

/** Species of a clock fall by many orders of magnitude, and what is left of them decides when they rise again. */
const TOLERANCES = { relativeTolerance: 1e-9, absoluteTolerance: 1e-24 };

/** Services by this repository's simulator; the same network gives the same numbers everywhere. */
export const loweringServices: LoweringServices = { integrate: integrateWithin({}) };

/** The same for a caller that cannot wait: what needs more than so many steps counts as failed, and is estimated. */
export function loweringServicesWithin(maxSteps: number): LoweringServices {
  return { integrate: integrateWithin({ maxSteps }) };
}

function integrateWithin(limits: { readonly maxSteps?: number }): Integrate {
  return (network, times) => {
    const until = times.at(-1) ?? 0;
    const program = programFromReactions(network);
    const { trajectory, failure } = simulateDeterministic(program, {
      until,
      times,
      ...TOLERANCES,
      ...limits,
    });
    if (failure !== undefined) return undefined;
    return times.map((_, row) => trajectory.species.map(({ values }) => values[row]!));
  };
}
