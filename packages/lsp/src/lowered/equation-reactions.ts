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

/** The reactions of the equations, found by the rules that made them; those of other phases have equations of their own. */
export function reactionsOfEquations(
  network: ReactionNetwork,
  equations: readonly CheckedEquation[],
): EquationReactions {
  const phasesByTarget = new Map<string, Set<string | undefined>>();
  for (const { target, phase } of equations) {
    const phases = phasesByTarget.get(target) ?? new Set();
    phasesByTarget.set(target, phases.add(phase));
  }
  const made = (rule: string): readonly Reaction[] =>
    network.reactions.filter((reaction) =>
      reaction.provenance.some((provenance) => {
        if (!provenance.rule.startsWith(rule)) return false;
        const phases = phasesByTarget.get(provenance.rule.slice(rule.length));
        return phases !== undefined && runsInOne(reaction, phases, network);
      }),
    );
  return {
    targets: [...phasesByTarget.keys()],
    dynamics: made("dynamics of "),
    annihilation: made("annihilation of the rails of "),
  };
}

/** What always runs belongs to an equation that always holds; rails are cancelled for the equations of all phases. */
function runsInOne(
  { phases, role }: Reaction,
  wanted: ReadonlySet<string | undefined>,
  network: ReactionNetwork,
): boolean {
  if (network.phases.length === 0 || (phases.length === 0 && role === "annihilation")) return true;
  return phases.length === 0 ? wanted.has(undefined) : phases.some((phase) => wanted.has(phase));
}
