// Externally clocked circuit → network that runs by itself: a ring of clock species opens windows one after the other by
// converting phase-local copies of species, so that no reaction has more than two reactants.

import { type Diagnostic, invariant, type Origin } from "@ncrn/language";
import type { CircuitPhase } from "../lowering/circuit-phase.js";
import { dropUnreachable } from "../lowering/drop-unreachable.js";
import type { LoweringServices } from "../lowering/lowering-services.js";
import { mergeEqualReactions } from "../lowering/merge-equal-reactions.js";
import { type FreshName, freshNames, UNDERSCORED } from "../network/free-name.js";
import type { AnonymousReaction } from "../network/number-reactions.js";
import { numberReactions } from "../network/number-reactions.js";
import type { NetworkClock, ReactionNetwork, SampleFeed, Species } from "../network/reaction-network.js";
import { absorbedFactors } from "./absorbed-factors.js";
import { checkClock } from "./check-clock.js";
import { checkDynamics } from "./check-dynamics.js";
import { type CircuitPlan, circuitPlan } from "./circuit-plan.js";
import { anonymousReaction } from "./clock-reaction.js";
import { closedLearning, closedObservables } from "./closed-interface.js";
import { type CopySpecies, copySpecies, tokenAmount } from "./copy-species.js";
import { type GatedReaction, gatedReactions } from "./gated-reactions.js";
import { type ClockMeasurement, measureClock } from "./measure-clock.js";
import { openingTransfers } from "./opening-transfers.js";
import { type Copies, phaseLocalCopies } from "./phase-local-copies.js";
import { reportStates } from "./report-states.js";
import { feedTrigger, type RingOscillator, ringReactions, ringStart } from "./ring-oscillator.js";
import { type SpeciesPresence, speciesPresence } from "./species-presence.js";
import { transferReactions } from "./transfer-reactions.js";
import { type CopiedReaction, copiedReactions, windowReaction } from "./window-reactions.js";

/** What closes a circuit. */
export interface ClosedNetworkSettings {
  /** Rate constant of the ring. */
  readonly rate: number;
  /** ε: concentration of the clock species next to the high one in the middle of a window. */
  readonly seed: number;
  /** Rate constant with which rails cancel. */
  readonly annihilate: number;
  /** The phases of the circuit in their order. */
  readonly phases: readonly CircuitPhase[];
  /** Rate constant of conversions between copies; 10·rate by default. */
  readonly transferRate?: number;
  /** Where the clock is written, for messages. */
  readonly origin: Origin;
}

/** Conversions are this much faster than the ring by default: faster ones only begin earlier, not more sharply. */
const TRANSFERS_PER_TURN = 10;

/**
 * Closes a circuit of order two at most. Frozen linear phases become the transfers that open windows; other phases get
 * windows, with constants divided by the time for which their gates act, as simulated with `services.integrate` or, without
 * it, in closed form. Only samples are fed from outside. States in `services.readSingly` can be read together with
 * outputs.
 */
export function closedNetwork(
  network: ReactionNetwork,
  settings: ClosedNetworkSettings,
  services: LoweringServices = {},
): { readonly network: ReactionNetwork; readonly diagnostics: readonly Diagnostic[] } {
  const taken = [...network.species, ...network.parameters].map(({ id }) => id);
  const fresh = freshNames(taken, UNDERSCORED);
  const names = services.readSingly ?? new Set<string>();
  const plan = circuitPlan(reportStates(network, settings.phases, { names, fresh }), fresh("token"));
  const presence = speciesPresence(plan);
  const gated = gatedReactions(plan, presence);
  const copies = phaseLocalCopies(plan, presence, gated);
  const reactions = copiedReactions(plan, copies, gated);
  const { rate, seed, transferRate = TRANSFERS_PER_TURN * rate } = settings;
  const ring = {
    species: plan.windows.map((_, index) => fresh(`clock_${index + 1}`)),
    rate,
    seed,
    transferRate,
  };
  const gates = reactions.flatMap(({ gate }) => (gate === undefined ? [] : [gate]));
  const measured = measureClock(ring, gates, { integrate: services.integrate, origin: settings.origin });
  const clock = clockOf(plan, ring, measured);
  const circuit = { plan, presence, gated, copies, reactions };
  return {
    network: assemble(circuit, { ring, measured, clock, fresh }),
    diagnostics: [
      ...checkClock(ring, clock, settings),
      ...checkDynamics(plan, reactions, { ring, areaOf: measured.areaOf }),
    ],
  };
}

interface ClosedCircuit {
  readonly plan: CircuitPlan;
  readonly presence: SpeciesPresence;
  readonly gated: readonly GatedReaction[];
  readonly copies: Copies;
  readonly reactions: readonly CopiedReaction[];
}

interface Clockwork {
  readonly ring: RingOscillator;
  readonly measured: ClockMeasurement;
  readonly clock: NetworkClock;
  readonly fresh: FreshName;
}

function assemble(circuit: ClosedCircuit, { ring, measured, clock, fresh }: Clockwork): ReactionNetwork {
  const { plan, presence, copies } = circuit;
  const { network } = plan;
  const ids = copySpecies(plan, copies, { fresh, tokenAmount: tokenAmount(plan) });
  const species = [...clockSpecies(ring, plan), ...ids.species];
  const reactions = mergeEqualReactions(reactionsOf(circuit, { ring, measured }, ids), []);
  const { learning } = network;
  invariant(learning !== undefined, "only learning circuits are closed");
  const context = { copies, ids, readWindow: presence.readWindow, reported: plan.outputs };
  return dropUnreachable({
    ...network,
    species,
    reactions: numberReactions(reactions, species),
    phases: [],
    observables: closedObservables(network.observables, context),
    learning: closedLearning(learning, context, feedOf(presence.readWindow, ring, measured)),
    clock,
  });
}

function reactionsOf(
  { plan, presence, gated, copies, reactions }: ClosedCircuit,
  { ring, measured }: Pick<Clockwork, "ring" | "measured">,
  ids: CopySpecies,
): readonly AnonymousReaction[] {
  const factors = absorbedFactors(plan, presence, gated);
  const common = { ids, clock: ring.species, factors };
  const token = { species: plan.token, amount: tokenAmount(plan) };
  const transfers = openingTransfers(plan, copies, { ...common, tokenAmount: token.amount });
  return [
    ...ringReactions(ring).map((reaction) => anonymousReaction(reaction, plan.origin)),
    ...transfers
      .flatMap((transfer) => transferReactions(transfer, ring.transferRate))
      .map((reaction) => anonymousReaction(reaction, plan.origin)),
    ...reactions.map((reaction) => windowReaction(reaction, { ...common, token, areaOf: measured.areaOf })),
  ];
}

function clockSpecies(ring: RingOscillator, { windows, origin }: CircuitPlan): readonly Species[] {
  const start = ringStart(ring);
  return ring.species.map((id, index) => ({
    id,
    name: id,
    initial: start[index]!,
    clamped: false,
    role: "clock",
    documentation: `High while the window \`${windows[index]!.name}\` is open.`,
    provenance: { origin, rule: "clock" },
  }));
}

function clockOf(plan: CircuitPlan, ring: RingOscillator, measured: ClockMeasurement): NetworkClock {
  const { windowAreas, period, switches, overlap } = measured;
  const feed = middleOfFeed(measured);
  const mean = windowAreas.reduce((sum, area) => sum + area, 0) / windowAreas.length;
  return {
    kind: "oscillator",
    period,
    windows: plan.windows.map(({ name, phases }, index) => ({
      name,
      phases,
      species: ring.species[index],
      start: switches[index]! - feed,
      area: windowAreas[index]!,
    })),
    areaMismatch: (Math.max(...windowAreas) - Math.min(...windowAreas)) / mean,
    overlap,
    transferRate: ring.transferRate,
    measured: measured.isSimulated,
  };
}

/** The middle of the feed window of the turn before the first, a little before the start. */
function middleOfFeed({ switches, period }: ClockMeasurement): number {
  return (switches.at(-1)! - period + switches[0]!) / 2;
}

function feedOf(readWindow: number, ring: RingOscillator, measured: ClockMeasurement): SampleFeed {
  const { switches, period } = measured;
  const begin = switches[readWindow]!;
  const end = switches[readWindow + 1] ?? switches[0]! + period;
  return {
    trigger: feedTrigger(ring),
    period,
    readDelay: (begin + end) / 2 - middleOfFeed(measured),
  };
}
