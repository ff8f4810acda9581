// What the parts of a network are for → their colours, and the words for them. Roles that belong together share one.

import type { GraphReaction, GraphSpecies } from "../../messages/network-messages.js";
import type { Theme } from "../shared/theme.js";

/** Roles with one colour and one word in the legend. */
export interface RoleGroup {
  readonly label: string;
  readonly species: readonly GraphSpecies["role"][];
  readonly reactions: readonly GraphReaction["role"][];
  /** Index into the colours of the theme. */
  readonly colour: number;
}

/** Every role is in exactly one group. */
export const roleGroups: readonly RoleGroup[] = [
  { label: "written by hand", species: ["species", "signal"], reactions: ["source", "dynamics"], colour: 0 },
  { label: "data", species: ["input", "target"], reactions: ["load"], colour: 4 },
  { label: "forward", species: ["state", "output"], reactions: ["forward", "output"], colour: 2 },
  { label: "weights", species: ["weight", "fixed"], reactions: ["update"], colour: 1 },
  {
    label: "feedback",
    species: ["adjoint", "gradient"],
    reactions: ["error", "state-reversal", "adjoint", "gradient"],
    colour: 3,
  },
  { label: "clock", species: ["clock"], reactions: ["clock", "transfer"], colour: 6 },
  { label: "auxiliary", species: ["auxiliary"], reactions: ["annihilation", "cleaning"], colour: 7 },
];

/** The colour of a part by what it is for. */
export function colourOfRole(role: GraphSpecies["role"] | GraphReaction["role"], theme: Theme): string {
  const group = roleGroups.find(
    ({ species, reactions }) =>
      (species as readonly string[]).includes(role) || (reactions as readonly string[]).includes(role),
  );
  return theme.lines[group?.colour ?? 0] ?? theme.ink;
}
