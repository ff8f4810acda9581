// What is done outside the chemistry for a network: the whole list, machine-checked against what hosts really do.

import type { ReactionNetwork } from "../network/reaction-network.js";

/** One kind of action of the host that drives a network. */
export type HostDutyKind =
  | "set-initial-weights"
  | "clear-species"
  | "cancel-rails"
  | "set-inputs"
  | "set-targets"
  | "switch-phases"
  | "feed-samples"
  | "read";

/** An action with the sentence that `explain` prints. */
export interface HostDuty {
  readonly kind: HostDutyKind;
  readonly description: string;
}

const DESCRIPTIONS: Readonly<Record<HostDutyKind, string>> = {
  "set-initial-weights": "sets the initial weights once, before the first sample",
  "clear-species": "before each sample returns all species but the weights to their initial values",
  "cancel-rails": "before each sample cancels the two rails of each weight",
  "set-inputs": "sets the inputs from the data",
  "set-targets": "sets the targets from the data",
  "switch-phases": "switches to the next phase at the end of each",
  "feed-samples":
    "adds the next sample to the rails of inputs and targets: at the start, then whenever the network asks for it",
  read: "reads concentrations",
};

/**
 * The duties in the order in which a learning step needs them. A network with a clock of its own is fed and nothing else:
 * its initial weights are initial concentrations, and it does not wait for whoever reads it.
 */
export function hostDuties({ learning, phases }: ReactionNetwork): readonly HostDuty[] {
  if (learning?.feed !== undefined) return [duty("feed-samples")];
  const learns = learning !== undefined;
  const duties: readonly (readonly [HostDutyKind, boolean])[] = [
    ["set-initial-weights", learns],
    ["clear-species", learns],
    [
      "cancel-rails",
      learns &&
        learning.cancellation === "host" &&
        learning.weights.some(({ negative }) => negative !== undefined),
    ],
    ["set-inputs", learns],
    ["set-targets", learns && learning.targets.length > 0],
    ["switch-phases", phases.length > 0],
    ["read", true],
  ];
  return duties.filter(([, needed]) => needed).map(([kind]) => duty(kind));
}

function duty(kind: HostDutyKind): HostDuty {
  return { kind, description: DESCRIPTIONS[kind] };
}
