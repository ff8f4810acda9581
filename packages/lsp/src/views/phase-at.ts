// A place at which a phase is named → its reactions, or why there are none.

import type { Reaction, ReactionNetwork } from "@ncrn/compiler";
import { type CheckedLearn, type CheckedNetwork, type Document, type Node, nodesAt } from "@ncrn/language";

/** The name of the phase whose length, or whose block, begins at an offset. */
export function phaseAt(document: Document, offset: number): string | undefined {
  const nodes = nodesAt(document, offset);
  const innermost = nodes.findLast(({ kind }) => kind === "Entry" || kind === "PhaseStatement");
  if (innermost?.kind === "PhaseStatement")
    return offset <= innermost.name.span.end ? innermost.name.text : undefined;
  if (innermost?.kind !== "Entry") return undefined;
  return isLengthOfPhase(nodes, innermost) ? innermost.key.text : undefined;
}

/** An entry of `phases { … }`, which is a statement of a crn and a setting of a learn. */
function isLengthOfPhase(nodes: readonly Node[], entry: Node): boolean {
  const outer = nodes.slice(0, nodes.indexOf(entry));
  const owner = outer.findLast(({ kind }) => kind !== "Record");
  return owner?.kind === "PhasesStatement" || (owner?.kind === "Entry" && owner.key.text === "phases");
}

/** The reactions that run in a phase and not always, with those that prepare functions and products for it. */
export function reactionsOfPhase({ reactions }: ReactionNetwork, phase: string): readonly Reaction[] {
  const isOwn = (name: string): boolean =>
    name === phase || name.startsWith(`${phase}_functions`) || name.startsWith(`${phase}_products`);
  return reactions.filter(({ phases }) => phases.some(isOwn));
}

/** Why a phase that stands in the text has no reactions, for people. */
export function whyPhaseIsEmpty(
  source: CheckedNetwork | CheckedLearn,
  network: ReactionNetwork,
  phase: string,
): string {
  const none = `The phase \`${phase}\` has no reactions of its own`;
  if (source.kind === "network") return `${none}: what runs in it runs in all phases.`;
  if (network.clock !== undefined)
    return `${none}: the clock of ${source.name} is made of reactions, and its species take part where a phase is meant.`;
  if (phase === "update" && source.update === "direct")
    return `${none}: with \`update: direct\`, the default, weights change while the gradient forms, in the phase \`feedback\`.`;
  return `${none}: nothing in ${source.name} changes in it.`;
}
