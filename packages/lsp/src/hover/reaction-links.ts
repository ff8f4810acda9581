// Reactions → links to where they come from, each place once.

import { netChange, type Reaction } from "@ncrn/compiler";
import { nodesAt, type Origin } from "@ncrn/language";
import { readsQuantity } from "../lowered/reads-quantity.js";
import { linkTo, listed, loadedFile, MOST_LINKS, type Scene, textAt } from "./scene.js";

/** Labels, or texts of the source, that lead to the lines that the reactions come from; components share one link. */
export function reactionLinks(scene: Scene, reactions: readonly Reaction[]): string {
  const places = new Map<string, Place>();
  for (const { provenance, role } of reactions) {
    for (const { origin, rule } of provenance) {
      const about = role === "source" ? "" : withoutIndices(rule);
      const key = `${origin.file} ${origin.span.start} ${origin.span.end} ${about}`;
      const known = places.get(key);
      if (known === undefined) places.set(key, { origin, role, rule });
      else if (known.rule !== rule) places.set(key, { ...known, rule: about });
    }
  }
  // Names are looked up in the tree, so only those that are shown are made.
  const all = [...places.values()].map((place, index) =>
    index <= MOST_LINKS ? linkTo(scene, place.origin, nameOfPlace(scene, place)) : "",
  );
  return listed(all, MOST_LINKS);
}

/** Where reactions come from, and by which rule. */
interface Place {
  readonly origin: Origin;
  readonly role: Reaction["role"];
  readonly rule: string;
}

/** `dynamics of z[1]` and `dynamics of z[2]` are both `dynamics of z`. */
function withoutIndices(rule: string): string {
  return rule.replace(/\[[0-9,]+\]/g, "");
}

function nameOfPlace(scene: Scene, { origin, role, rule }: Place): string {
  if (role === "source") return labelAt(scene, origin) ?? textAt(scene, origin);
  return role === "dynamics" ? `${rule}: ${textAt(scene, origin, 24)}` : rule;
}

function labelAt(scene: Scene, { file, span }: Origin): string | undefined {
  const document = loadedFile(scene, file)?.document;
  const statement =
    document && nodesAt(document, span.start).find((node) => node.kind === "ReactionStatement");
  return statement?.kind === "ReactionStatement" ? statement.label?.text : undefined;
}

/** What reactions do to some species. */
export interface Participation {
  readonly producing: readonly Reaction[];
  readonly consuming: readonly Reaction[];
  /** A species stands on both sides and does not change. */
  readonly catalysing: readonly Reaction[];
  /** Only their laws read a species. */
  readonly influencing: readonly Reaction[];
}

/** The reactions that at least one of the species takes part in, by what they do to it; one may do several things. */
export function participationOf(ids: ReadonlySet<string>, reactions: readonly Reaction[]): Participation {
  const found: Record<keyof Participation, Reaction[]> = {
    producing: [],
    consuming: [],
    catalysing: [],
    influencing: [],
  };
  for (const reaction of reactions) {
    const changes = netChange(reaction);
    const changed = [...changes].filter(([id]) => ids.has(id));
    if (changed.some(([, change]) => change > 0)) found.producing.push(reaction);
    if (changed.some(([, change]) => change < 0)) found.consuming.push(reaction);
    const { reactants, rate } = reaction;
    const isCatalysed = reactants.some(({ species }) => ids.has(species) && !changes.has(species));
    if (isCatalysed) found.catalysing.push(reaction);
    if (rate.kind === "law" && readsQuantity(rate.flux, idsBeside(reaction, ids))) {
      found.influencing.push(reaction);
    }
  }
  return found;
}

/** Those of the species that a reaction names on neither side. */
function idsBeside({ reactants, products }: Reaction, ids: ReadonlySet<string>): ReadonlySet<string> {
  const named = new Set([...reactants, ...products].map(({ species }) => species));
  return new Set([...ids].filter((id) => !named.has(id)));
}
