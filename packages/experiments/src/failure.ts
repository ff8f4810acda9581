// A failed integration → words for the user, with the species as named in the source.

import { type Rails, type Reaction, type ReactionNetwork, reactionText } from "@ncrn/compiler";
import { assertNever } from "@ncrn/language";
import type { RunFailure } from "@ncrn/simulator";
import type { ExperimentFailure, ExperimentFailureCode } from "./control.js";

/** The failure with its code in the catalogue, and a remedy that knows what the species stands for. */
export function failureInWords(failure: RunFailure, network: ReactionNetwork): ExperimentFailure {
  const [first] = failure.species;
  const species = first === undefined ? undefined : nameOf(network, first);
  const reaction = network.reactions.find(({ id }) => id === failure.reaction);
  return {
    code: codeOf(failure),
    message: withReaction(withSourceNames(failure, network), failure.reaction, reaction, network),
    time: failure.time,
    species,
    hint: (first === undefined ? undefined : hintForRail(failure, first, network)) ?? failure.hint,
    origin: reaction?.provenance[0]?.origin,
    insteadOfLimit: failure.insteadOfLimit,
  };
}

/** What to do if a signed quantity runs away: the rail tells in which direction. */
function hintForRail({ kind }: RunFailure, species: string, network: ReactionNetwork): string | undefined {
  const quantities: readonly Rails[] = [
    ...(network.learning?.states ?? []),
    ...(network.learning?.outputs ?? []),
  ];
  const quantity = quantities.find(({ positive, negative }) => positive === species || negative === species);
  if (kind !== "blow-up" || quantity === undefined) return undefined;
  const { name } = quantity;
  return quantity.negative === species
    ? `\`${name}\` runs to minus infinity: shorten the phase, start it at 0 or above, or replace an even power such as \`-${name}^2\` by \`-${name}*abs(${name})\`, which pulls back from both sides.`
    : `\`${name}\` runs to infinity: shorten the phase, scale inputs and weights down, or add a term that pulls it back, such as \`-${name}^3\`.`;
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
    case "elimination-too-large":
      return "too-many-coupled-species";
    case "step-limit":
      return "too-many-steps";
    case "event-limit":
      return "too-many-reaction-events";
    case "events-not-available":
      return "events-in-phases";
    case "event-overdue":
      return "clock-stops";
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

/** Identifiers where a sentence has them become names as in the source, quoted, so that nobody takes them for words. */
function withSourceNames({ message, species }: RunFailure, network: ReactionNetwork): string {
  const ids = species.slice(0, 3);
  if (ids.length === 0) return message;
  const names = ids.map((id) => `\`${nameOf(network, id)}\``).join(", ");
  const place = new RegExp(`(^|\\bof |; |At time \\S+ )${ids.join(", ")}(?= )`, "u");
  return message.replace(place, (_, before: string) => before + names);
}

/** Calls a reaction by what it does; nobody knows its number. */
function withReaction(
  message: string,
  name: string | undefined,
  reaction: Reaction | undefined,
  network: ReactionNetwork,
): string {
  if (name === undefined || reaction === undefined) return message;
  return message.replace(`reaction ${name} `, () => `\`${readableReaction(reaction, network)}\` `);
}

/** With the names of the source instead of identifiers. */
function readableReaction(reaction: Reaction, network: ReactionNetwork): string {
  return reactionText(reaction, network.units).replace(/[\p{L}_][\p{L}\p{N}_]*/gu, (id) =>
    nameOf(network, id),
  );
}

function nameOf(network: ReactionNetwork, id: string): string {
  return network.species.find((species) => species.id === id)?.name ?? id;
}
