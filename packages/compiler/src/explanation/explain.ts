// Reaction network → what is in it: counts by order, phase and role, laws, and where everything comes from.

import type { Origin } from "@ncrn/language";
import type { NetworkClock, Reaction, ReactionNetwork, ReactionRole } from "../network/reaction-network.js";
import { reactionText } from "../network/reaction-text.js";
import { reactionOrder } from "../network/stoichiometry.js";
import { type HostDuty, hostDuties } from "./host-duties.js";
import { reactionsByWindow } from "./reactions-by-window.js";

/** One reaction with the source terms and rules that made it. */
export interface ExplainedReaction {
  readonly id: string;
  readonly text: string;
  readonly order: number;
  readonly role: string;
  readonly phases: readonly string[];
  readonly from: readonly { readonly rule: string; readonly origin: Origin }[];
}

/** The whole account of a network; plain data for `explain --json`. */
export interface Explanation {
  readonly name: string;
  /** Number of species. */
  readonly species: number;
  /** Number of reactions. */
  readonly reactions: number;
  readonly maxOrder: number;
  /** Order → number of reactions. */
  readonly reactionsByOrder: Readonly<Record<string, number>>;
  /** Phase → number of reactions that run in it; `always` for those without a phase. */
  readonly reactionsByPhase: Readonly<Record<string, number>>;
  readonly reactionsByRole: Readonly<Record<string, number>>;
  /**
   * For a network with a clock of its own: window → number of reactions that run in it; `always` for those that run
   * whenever their reactants meet. Empty without a clock.
   */
  readonly reactionsByWindow: Readonly<Record<string, number>>;
  readonly speciesByRole: Readonly<Record<string, number>>;
  /** Names of the trained quantities. */
  readonly weights: readonly string[];
  readonly phases: readonly { readonly name: string; readonly duration: number }[];
  /** What the compiler measured or, failing that, estimated of the network's own clock. */
  readonly clock: NetworkClock | undefined;
  readonly parameters: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string | undefined;
  }[];
  /** The flux law in force. */
  readonly kinetics: string;
  /** Everything that is not chemistry. */
  readonly outsideTheChemistry: readonly HostDuty[];
  readonly provenance: readonly ExplainedReaction[];
}

/** Counts and traces a network. */
export function explain(network: ReactionNetwork): Explanation {
  const orders = network.reactions.map(reactionOrder);
  return {
    name: network.name,
    species: network.species.length,
    reactions: network.reactions.length,
    maxOrder: Math.max(0, ...orders),
    reactionsByOrder: countBy(orders.map(String).sort()),
    reactionsByPhase: countByPhase(network),
    reactionsByRole: countBy(sortedByRole(network.reactions).map(({ role }) => role)),
    reactionsByWindow: reactionsByWindow(network),
    speciesByRole: countBy(network.species.map(({ role }) => role)),
    weights: network.learning?.weights.map(({ name }) => name) ?? [],
    phases: network.phases,
    clock: network.clock,
    parameters: network.parameters.map(({ name, value, unit }) => ({ name, value, unit })),
    kinetics: lawText(network),
    outsideTheChemistry: hostDuties(network),
    provenance: network.reactions.map((reaction) => ({
      id: reaction.id,
      text: reactionText(reaction, network.units),
      order: reactionOrder(reaction),
      role: reaction.role,
      phases: reaction.phases,
      from: reaction.provenance,
    })),
  };
}

/** Roles in the order in which a learning step needs them. */
export const ROLE_ORDER: readonly ReactionRole[] = [
  "source",
  "dynamics",
  "load",
  "forward",
  "output",
  "error",
  "state-reversal",
  "adjoint",
  "gradient",
  "update",
  "annihilation",
  "clock",
  "transfer",
  "cleaning",
];

function sortedByRole(reactions: readonly Reaction[]): readonly Reaction[] {
  return [...reactions].sort((left, right) => ROLE_ORDER.indexOf(left.role) - ROLE_ORDER.indexOf(right.role));
}

function lawText({ kinetics }: ReactionNetwork): string {
  return kinetics === "plain"
    ? "plain: flux = k·∏[S]^n"
    : "combinatoric: flux = k·∏[S]^n/n! in the source, written here with the divided constants";
}

function countByPhase(network: ReactionNetwork): Readonly<Record<string, number>> {
  const always = network.reactions.filter(({ phases }) => phases.length === 0).length;
  const counts = network.phases.map(
    ({ name }) => [name, network.reactions.filter(({ phases }) => phases.includes(name)).length] as const,
  );
  return Object.fromEntries([
    ...counts,
    ...(always > 0 || counts.length === 0 ? [["always", always] as const] : []),
  ]);
}

function countBy(keys: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries(counts);
}
