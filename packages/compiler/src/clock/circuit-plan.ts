// The questions that the passes of a closed network ask about a circuit: who persists, who is fed, what a window opens with.

import type { Origin } from "@ncrn/language";
import { railIds } from "../network/rails.js";
import type { ReactionNetwork, SpeciesId } from "../network/reaction-network.js";
import { type CircuitWindow, circuitWindows } from "./circuit-windows.js";
import { type Image, imageOf } from "./linear-map.js";
import type { ReportedCircuit } from "./report-states.js";
import { type IsTokenGated, tokenGate } from "./token-gate.js";

/**
 * `persistent`: keeps its value from cycle to cycle. `fed`: arrives with each sample. `transient`: made and cleaned in
 * each cycle.
 */
export type SpeciesKind = "persistent" | "fed" | "transient";

/** A circuit cut into windows, before any species is copied. */
export interface CircuitPlan {
  readonly network: ReactionNetwork;
  readonly windows: readonly CircuitWindow[];
  readonly kindOf: (species: SpeciesId) => SpeciesKind;
  /** Species of the circuit in their order, and the token if there is one. */
  readonly species: readonly SpeciesId[];
  /** A conserved species: its passing makes amounts that depend on nothing, its copies gate what reads no sample. */
  readonly token: SpeciesId;
  readonly hasToken: boolean;
  readonly isTokenGated: IsTokenGated;
  /** What stands still while it is read. */
  readonly outputs: ReadonlySet<SpeciesId>;
  /** The image of a species at the opening of a window. */
  readonly image: (species: SpeciesId, window: number) => Image;
  readonly origin: Origin;
}

/** Cuts the circuit; `token` is a free identifier. */
export function circuitPlan({ network, phases, reported }: ReportedCircuit, token: SpeciesId): CircuitPlan {
  const { learning } = network;
  const weights = railIds(learning?.weights ?? []);
  const clamped = network.species.filter((species) => species.clamped).map(({ id }) => id);
  const persistent = new Set([...weights, ...clamped, token]);
  const fed = new Set(railIds([...(learning?.inputs ?? []), ...(learning?.targets ?? [])]));
  const outputs = new Set(railIds([...(learning?.outputs ?? []), ...reported]));
  const windows = circuitWindows(network, phases, {
    isPersistent: (species) => persistent.has(species),
    isRead: (species) => outputs.has(species),
  });
  const isTokenGated = tokenGate(windows, (species) => persistent.has(species));
  const hasToken = windows.some(
    (window) =>
      window.opening.flat().some(({ from }) => from === undefined) ||
      window.reactions.some(({ reaction }) => isTokenGated(reaction)),
  );
  const images = new Map<string, Image>();
  return {
    network,
    windows,
    kindOf: (species) => (persistent.has(species) ? "persistent" : fed.has(species) ? "fed" : "transient"),
    species: [...network.species.map(({ id }) => id), ...(hasToken ? [token] : [])],
    token,
    hasToken,
    isTokenGated,
    outputs,
    image: (species, window) => {
      const key = `${window} ${species}`;
      const image = images.get(key) ?? imageOf(species, windows[window]?.opening ?? [], token);
      images.set(key, image);
      return image;
    },
    origin: network.provenance.origin,
  };
}
