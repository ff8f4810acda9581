// A failed integration → words for the user, with the species as named in the source.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { RunFailure } from "@ncrn/simulator";
import type { ExperimentFailure } from "./control.js";

export function failureInWords(failure: RunFailure, network: ReactionNetwork): ExperimentFailure {
  const [first] = failure.species;
  const species = first === undefined ? undefined : nameOf(network, first);
  return { message: failure.message, time: failure.time, species, hint: failure.hint };
}

function nameOf(network: ReactionNetwork, id: string): string {
  return network.species.find((species) => species.id === id)?.name ?? id;
}
