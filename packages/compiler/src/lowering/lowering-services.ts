// What lowering needs from outside, since the compiler never runs a simulation itself.

import type { ReactionNetwork } from "../network/reaction-network.js";

/**
 * Integrates a network from its initial values by its rate equations. Returns one row a time: the concentrations in
 * the order of the network's species. `undefined` if the integration fails.
 */
export type Integrate = (
  network: ReactionNetwork,
  times: readonly number[],
) => readonly (readonly number[])[] | undefined;

/** Services that a caller supplies. */
export interface LoweringServices {
  /** Needed to calibrate a clock made of reactions; without it areas are estimated in closed form. */
  readonly integrate?: Integrate;
  /** States of a model that a record reads one by one, such as in a metric, and that must not be pooled with others. */
  readonly readSingly?: ReadonlySet<string>;
}
