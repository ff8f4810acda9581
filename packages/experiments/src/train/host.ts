// Whoever drives a running copy of a network, by the way in which the network wants to be driven.

import type { PhaseRunnerOptions } from "@ncrn/simulator";
import type { HostedCircuit } from "./circuit.js";
import { createFedHost, type FedHost } from "./fed-host.js";
import { createPhaseHost, type GivenSample, type PhaseHost } from "./phase-host.js";

/** A running copy of a network, whoever switches its phases. */
export type Host = PhaseHost | FedHost;

/** Starts a copy of the network; `samples` are those that it is to go through one after the other, if any. */
export function createHost(
  circuit: HostedCircuit,
  options: PhaseRunnerOptions,
  samples: readonly GivenSample[] = [],
): Host {
  const { feed } = circuit;
  return feed === undefined
    ? createPhaseHost(circuit, options, samples)
    : createFedHost(circuit, feed, options);
}
