// A statement that becomes parts of a network → its text, and what is said of these parts.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { Node, Origin } from "@ncrn/language";
import { declarationAround, networksOf, reasonForNothing, type Scene, sourceBlock, textAt } from "./scene.js";

/** What is said of a statement. */
export interface StatementTexts {
  /** What became of it in a network; empty if nothing of the network comes from there. */
  readonly inNetwork: (network: ReactionNetwork, place: Origin) => readonly string[];
  /** What is said if there is no such network, for this reason. */
  readonly withoutNetwork: (reason: string) => string;
  /** The reason if no better one is known. */
  readonly otherwise: string;
}

/** Characters of a statement that are shown. */
const LONGEST_STATEMENT = 200;

/** The first network that a statement became part of shows what it does. */
export async function statementHover(
  scene: Scene,
  { span }: Node,
  { inNetwork, withoutNetwork, otherwise }: StatementTexts,
): Promise<readonly string[]> {
  const place: Origin = { file: scene.snapshot.source.name, span };
  const head = sourceBlock(textAt(scene, place, LONGEST_STATEMENT));
  const networks = await networksOf(scene, declarationAround(scene, place));
  for (const { network } of networks) {
    const texts = network === undefined ? [] : inNetwork(network, place);
    if (texts.length > 0) return [head, ...texts];
  }
  return [head, withoutNetwork(reasonForNothing(networks, otherwise))];
}
