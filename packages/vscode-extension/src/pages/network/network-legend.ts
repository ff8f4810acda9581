// A network → what its colours mean.

import type { NetworkGraph } from "../../messages/network-messages.js";
import { element } from "../shared/elements.js";
import { currentTheme } from "../shared/theme.js";
import { colourOfRole, roleGroups } from "./graph-colours.js";

/** Only the colours that occur. */
export function legendOf(graph: NetworkGraph): readonly HTMLElement[] {
  const theme = currentTheme();
  const roles = new Set<string>([...graph.species, ...graph.reactions].map(({ role }) => role));
  return roleGroups
    .filter(({ species, reactions }) => [...species, ...reactions].some((role) => roles.has(role)))
    .map(({ label, species }) => {
      const swatch = element("span", { class: "swatch" });
      swatch.style.background = colourOfRole(species[0] ?? "species", theme);
      return element("span", { class: "entry" }, swatch, label);
    });
}
