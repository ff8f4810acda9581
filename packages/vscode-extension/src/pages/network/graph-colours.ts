// What the parts of a network are for, or when they are active → their colours, and the words for them.

import type { GraphReaction, GraphSpecies, NetworkGraph } from "../../messages/network-messages.js";
import type { Theme } from "../shared/theme.js";

/** What colours stand for. */
export type Colouring = "role" | "phase";

/** The colours of one network. */
export interface Palette {
  readonly species: (species: GraphSpecies) => string;
  readonly reaction: (reaction: GraphReaction) => string;
  /** Only the colours that occur. */
  readonly legend: readonly { readonly label: string; readonly colour: string }[];
}

/** Colours by role, or by phase. */
export function paletteOf(graph: NetworkGraph, colouring: Colouring, theme: Theme): Palette {
  return colouring === "phase" ? phasePalette(graph, theme) : rolePalette(graph, theme);
}

/** Roles with one colour and one word in the legend. */
interface RoleGroup {
  readonly label: string;
  readonly species: readonly GraphSpecies["role"][];
  readonly reactions: readonly GraphReaction["role"][];
  /** Index into the colours of the theme. */
  readonly colour: number;
}

/** Every role is in exactly one group. Roles that belong together share one. */
const roleGroups: readonly RoleGroup[] = [
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

function rolePalette({ species, reactions }: NetworkGraph, theme: Theme): Palette {
  const colourOf = (group: RoleGroup | undefined): string => theme.lines[group?.colour ?? 0] ?? theme.ink;
  const ofSpecies = ({ role }: GraphSpecies) => roleGroups.find((group) => group.species.includes(role));
  const ofReaction = ({ role }: GraphReaction) => roleGroups.find((group) => group.reactions.includes(role));
  const occurring = new Set([...species.map(ofSpecies), ...reactions.map(ofReaction)]);
  return {
    species: (one) => colourOf(ofSpecies(one)),
    reaction: (one) => colourOf(ofReaction(one)),
    legend: roleGroups
      .filter((group) => occurring.has(group))
      .map((group) => ({ label: group.label, colour: colourOf(group) })),
  };
}

const SEVERAL = "always, or in several phases";

/** A species has the colour of the phase in which it changes, if it is one only. */
function phasePalette({ phases, species, reactions }: NetworkGraph, theme: Theme): Palette {
  const changing = new Map<string, Set<string>>();
  for (const reaction of reactions)
    for (const term of [...reaction.reactants, ...reaction.products]) {
      const found = changing.get(term.species) ?? new Set();
      for (const phase of reaction.phases.length === 0 ? [SEVERAL] : reaction.phases) found.add(phase);
      changing.set(term.species, found);
    }
  const labelOf = (all: readonly string[]): string => (all.length === 1 ? (all[0] ?? SEVERAL) : SEVERAL);
  const colourOf = (label: string): string => {
    const index = phases.indexOf(label);
    return index < 0 ? theme.ink : (theme.lines[index % theme.lines.length] ?? theme.ink);
  };
  const ofSpecies = ({ id }: GraphSpecies): string => labelOf([...(changing.get(id) ?? [])]);
  const ofReaction = (reaction: GraphReaction): string => labelOf(reaction.phases);
  const occurring = new Set([...species.map(ofSpecies), ...reactions.map(ofReaction)]);
  return {
    species: (one) => colourOf(ofSpecies(one)),
    reaction: (one) => colourOf(ofReaction(one)),
    legend: [...phases, SEVERAL]
      .filter((label) => occurring.has(label))
      .map((label) => ({ label, colour: colourOf(label) })),
  };
}
