// Equations of the text → the reactions of the network that carry them out.

import type { Reaction, ReactionNetwork } from "@ncrn/compiler";
import type { CheckedEquation, CheckedNetwork, Origin } from "@ncrn/language";
import { liesIn } from "./places.js";

/** What an equation became. */
export interface EquationReactions {
  readonly targets: readonly string[];
  /** The terms of the equation. */
  readonly dynamics: readonly Reaction[];
  /** What cancels the rails of the targets. */
  readonly annihilation: readonly Reaction[];
}

/** The checked equations of a statement, several if it is in a loop or module or about an array. */
export function equationsAt(source: CheckedNetwork, statement: Origin): readonly CheckedEquation[] {
  return source.equations.filter(({ origin }) => liesIn(origin, statement));
}

/** The reactions of the equations, found by the rules that made them. */
export function reactionsOfEquations(
  network: ReactionNetwork,
  equations: readonly CheckedEquation[],
): EquationReactions {
  const targets = [...new Set(equations.map(({ target }) => target))];
  const made = (rules: readonly string[]): readonly Reaction[] => {
    const wanted = new Set(rules);
    return network.reactions.filter(({ provenance }) => provenance.some(({ rule }) => wanted.has(rule)));
  };
  return {
    targets,
    dynamics: made(targets.map((target) => `dynamics of ${target}`)),
    annihilation: made(targets.map((target) => `annihilation of the rails of ${target}`)),
  };
}
