// A signal → the two species that hold it.

import type { Species } from "@ncrn/compiler";
import { speciesDeclaredAt } from "../lowered/places.js";
import type { Hint, HintSurroundings, NodeOf } from "./hint.js";

/** Longer names would push the text aside. */
const LONGEST_RAILS = 24;

/** An array shows the rails of its first component that has two. */
export function hintsOfRails(
  item: NodeOf<"QuantityItem">,
  { loaded, lowered, declaration }: HintSurroundings,
): readonly Hint[] {
  const network = lowered?.network;
  if (network === undefined || declaration.kind === "ModuleDeclaration") return [];
  const held = speciesDeclaredAt(network, { file: loaded.source.name, span: item.name.span });
  const components = byComponent(held);
  const pairs = components.filter((rails) => rails.length === 2);
  const names = pairs[0]?.map(({ id }) => id).join(" − ");
  if (names === undefined || names.length > LONGEST_RAILS) return [];
  const isArray = item.shape.length > 0;
  return [
    {
      offset: item.span.end,
      label: `: ${names}${pairs.length > 1 ? ", …" : ""}`,
      tooltip: isArray
        ? `${pairs.length} of the ${components.length} components of ${item.name.text} are stored as the difference of two species each.`
        : `${item.name.text} is stored as the difference of two species.`,
      insertion: undefined,
    },
  ];
}

function byComponent(species: readonly Species[]): readonly (readonly Species[])[] {
  const found = new Map<string, Species[]>();
  for (const one of species) {
    const component = one.name.replace(/\.[pm]$/, "");
    found.set(component, [...(found.get(component) ?? []), one]);
  }
  return [...found.values()];
}
