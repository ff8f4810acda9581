// A copy of a module → how many reactions it puts into its network.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedNetwork } from "@ncrn/language";
import { reactionsOfEquations } from "./equation-reactions.js";

/** Reactions that the copy writes, and those that its equations become; copies inside it are part of it. */
export function reactionsOfInstance(source: CheckedNetwork, network: ReactionNetwork, name: string): number {
  const isInside = ({ instance }: { readonly instance?: string }): boolean =>
    instance !== undefined &&
    (instance === name || instance.startsWith(`${name}.`) || instance.startsWith(`${name}[`));
  const { dynamics, annihilation } = reactionsOfEquations(network, source.equations.filter(isInside));
  return source.reactions.filter(isInside).length + dynamics.length + annihilation.length;
}
