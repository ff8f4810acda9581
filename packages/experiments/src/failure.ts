// A failed integration → words for the user, with the species as named in the source.

import type { ReactionNetwork } from "@ncrn/compiler";
import { assertNever } from "@ncrn/language";
import type { RunFailure } from "@ncrn/simulator";
import type { ExperimentFailure, ExperimentFailureCode } from "./control.js";

export function failureInWords(failure: RunFailure, network: ReactionNetwork): ExperimentFailure {
  const [first] = failure.species;
  const species = first === undefined ? undefined : nameOf(network, first);
  return {
    code: codeOf(failure),
    message: withQuotedStart(failure),
    time: failure.time,
    species,
    hint: failure.hint,
  };
}

/** The code under which the catalogue explains a failure of the simulator. */
function codeOf({ kind }: RunFailure): ExperimentFailureCode {
  switch (kind) {
    case "blow-up":
      return "solution-escapes";
    case "not-a-number":
      return "solution-not-finite";
    case "step-size-underflow":
      return "step-size-too-small";
    case "step-limit":
      return "too-many-steps";
    case "event-limit":
      return "too-many-reaction-events";
    case "events-not-available":
      return "events-in-phases";
    case "stopped":
      return "interrupted";
    case "negative-concentration":
    case "negative-propensity":
    case "event-cascade":
    case "time-dependent-law":
      return kind;
    default:
      return assertNever(kind);
  }
}

/** A name that begins the sentence is quoted, so that nobody takes it for a word and gives it a capital letter. */
function withQuotedStart({ message, species }: RunFailure): string {
  const names = species.slice(0, 3);
  const start = names.join(", ");
  if (names.length === 0 || !message.startsWith(`${start} `)) return message;
  return names.map((name) => `\`${name}\``).join(", ") + message.slice(start.length);
}

function nameOf(network: ReactionNetwork, id: string): string {
  return network.species.find((species) => species.id === id)?.name ?? id;
}
