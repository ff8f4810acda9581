// Network with a clock → in which windows of the clock each reaction runs, read off its reactions and events.

import { subexpressions } from "../network/rate-expression.js";
import type { NetworkClock, Reaction, ReactionNetwork, SpeciesId } from "../network/reaction-network.js";
import { netChange } from "../network/stoichiometry.js";

/**
 * Window → number of reactions that run in it; `always` for those that run whenever their reactants meet. Empty without a
 * clock. A reaction that runs in several windows is counted in each.
 */
export function reactionsByWindow(network: ReactionNetwork): Readonly<Record<string, number>> {
  const { clock, reactions } = network;
  if (clock === undefined) return {};
  const windowsOf =
    clock.kind === "events" ? windowsByGate(network, clock) : windowsByLifetime(network, clock);
  const all = reactions.map((reaction) => (reaction.role === "clock" ? [] : windowsOf(reaction)));
  const counts = clock.windows.map(
    ({ name }, index) => [name, all.filter((windows) => windows.includes(index)).length] as const,
  );
  return Object.fromEntries([...counts, ["always", all.filter((windows) => windows.length === 0).length]]);
}

type WindowsOf = (reaction: Reaction) => readonly number[];

/** A clock of events multiplies the constants of each window by a parameter that its event sets to 1. */
function windowsByGate({ events }: ReactionNetwork, { windows }: NetworkClock): WindowsOf {
  const gates = events
    .slice(-windows.length)
    .map(
      ({ assignments }) =>
        assignments.find(
          ({ target, value }) => target.kind === "parameter" && value.kind === "number" && value.value === 1,
        )?.target.id,
    );
  return ({ rate }) => {
    const expression = rate.kind === "law" ? rate.flux : rate.constant;
    const parameters = new Set(
      subexpressions(expression).flatMap((part) => (part.kind === "parameter" ? part.id : [])),
    );
    return gates.flatMap((gate, index) => (gate !== undefined && parameters.has(gate) ? index : []));
  };
}

/**
 * A clock of reactions converts copies of species: one that the clock species of window k removes has lived up to the
 * window before, since the window whose clock species made it. A reaction runs while all its reactants are there.
 */
function windowsByLifetime({ reactions }: ReactionNetwork, { windows }: NetworkClock): WindowsOf {
  const indexOf = new Map(windows.map(({ species }, index) => [species, index]));
  const gateOf = ({ reactants }: Reaction): number | undefined =>
    reactants.map(({ species }) => indexOf.get(species)).find((index) => index !== undefined);
  const made = new Map<SpeciesId, number>();
  const removed = new Map<SpeciesId, number>();
  for (const reaction of reactions) {
    const gate = gateOf(reaction);
    if (gate === undefined || (reaction.role !== "transfer" && reaction.role !== "cleaning")) continue;
    for (const [species, change] of netChange(reaction)) (change > 0 ? made : removed).set(species, gate);
  }
  const lifetimeOf = (species: SpeciesId): readonly number[] | undefined => {
    const end = removed.get(species);
    if (end === undefined) return undefined;
    const last = (end + windows.length - 1) % windows.length;
    const first = made.get(species) ?? last;
    const length = ((last - first + windows.length) % windows.length) + 1;
    return Array.from({ length }, (_, index) => (first + index) % windows.length);
  };
  return (reaction) => {
    const gate = gateOf(reaction);
    if (gate !== undefined) return [gate];
    const lifetimes = reaction.reactants.flatMap(({ species }) => {
      const lifetime = lifetimeOf(species);
      return lifetime === undefined ? [] : [lifetime];
    });
    const [first = [], ...others] = lifetimes;
    return first.filter((window) => others.every((lifetime) => lifetime.includes(window)));
  };
}
