// Reactions → links to where they come from, each place once.

import { netChange, type Reaction } from "@ncrn/compiler";
import { nodesAt, type Origin } from "@ncrn/language";
import { linkTo, listed, loadedFile, type Scene, textAt } from "./scene.js";

/** More places would make a list that nobody reads. */
const LONGEST = 6;

/** Labels, or texts of the source, that lead to the lines that the reactions come from. */
export function reactionLinks(scene: Scene, reactions: readonly Reaction[]): string {
  const links = new Map<string, () => string>();
  for (const { provenance, role } of reactions) {
    for (const { origin, rule } of provenance) {
      const key = `${origin.file} ${origin.span.start} ${origin.span.end} ${role === "source" ? "" : rule}`;
      links.set(key, () => linkTo(scene, origin, nameOfPlace(scene, origin, role, rule)));
    }
  }
  // Names are looked up in the tree, so only those that are shown are made.
  const all = [...links.values()].map((link, index) => (index <= LONGEST ? link() : ""));
  return listed(all, LONGEST);
}

function nameOfPlace(scene: Scene, origin: Origin, role: Reaction["role"], rule: string): string {
  if (role === "source") return labelAt(scene, origin) ?? textAt(scene, origin);
  return role === "dynamics" ? `${rule}: ${textAt(scene, origin, 24)}` : rule;
}

function labelAt(scene: Scene, { file, span }: Origin): string | undefined {
  const document = loadedFile(scene, file)?.document;
  const statement =
    document && nodesAt(document, span.start).find((node) => node.kind === "ReactionStatement");
  return statement?.kind === "ReactionStatement" ? statement.label?.text : undefined;
}

/** What reactions do to a species. */
export interface Participation {
  readonly producing: readonly Reaction[];
  readonly consuming: readonly Reaction[];
  /** It stands on both sides, or in the law, and does not change. */
  readonly catalysing: readonly Reaction[];
}

/** The reactions that a species takes part in, by what they do to it. */
export function participationOf(id: string, reactions: readonly Reaction[]): Participation {
  const changes = reactions.map((reaction) => ({ reaction, change: netChange(reaction).get(id) ?? 0 }));
  const takesPart = ({ reactants }: Reaction): boolean => reactants.some(({ species }) => species === id);
  return {
    producing: changes.flatMap(({ reaction, change }) => (change > 0 ? reaction : [])),
    consuming: changes.flatMap(({ reaction, change }) => (change < 0 ? reaction : [])),
    catalysing: changes.flatMap(({ reaction, change }) =>
      change === 0 && takesPart(reaction) ? reaction : [],
    ),
  };
}
