// What a reader of the SBML file must know and cannot see in it.

import type { ReactionNetwork } from "../network/reaction-network.js";
import type { SbmlProfile } from "./sbml-model.js";

/** Paragraphs for the notes of the model. */
export function modelNotes(
  network: ReactionNetwork,
  profile: SbmlProfile,
  volume: number,
): readonly string[] {
  return [
    ...(network.documentation ?? "").split(/\n\s*\n/).filter(Boolean),
    `Compiled from ${network.provenance.origin.file} by ncrn.`,
    ...(profile === "ode" ? concentrationNotes(network) : countNotes(volume)),
    ...phaseNotes(network),
  ];
}

function concentrationNotes({ kinetics }: ReactionNetwork): readonly string[] {
  const law = "Mass action: the flux of n A is k·[A]^n, without factorials";
  return [kinetics === "plain" ? `${law}.` : `${law}; those of the source's convention are divided into k.`];
}

function countNotes(volume: number): readonly string[] {
  return [
    `Species are molecule counts, ${volume} for each unit of concentration; initial counts are rounded to whole molecules.`,
    "Laws are exact propensities with A·(A − 1) for 2 A; run as differential equations they differ from k·[A]^2 by the order of one molecule.",
  ];
}

function phaseNotes({ phases, learning }: ReactionNetwork): readonly string[] {
  if (phases.length === 0) return [];
  const names = phases.map(({ name, duration }) => `${name} (${duration})`).join(", ");
  if (learning === undefined) return [`Phases that repeat in this order: ${names}.`];
  return [
    `One cycle of a learning circuit: ${names}; then all gates are closed.`,
    "The initial values are one sample and the weights before it. Between cycles a host feeds the next sample, clears what is not a weight and cancels the rails of weights.",
  ];
}
