// The tools of a network panel: phases to filter by, a search, and what is done with the whole drawing. They stay as the
// user has set them when the network is drawn again.

import type { GraphReaction, NetworkGraph } from "../../messages/network-messages.js";
import { button, element, toggle } from "../shared/elements.js";

/** What the user looks for. */
export interface NetworkChoice {
  /** Reactions of the phases that are shown. */
  readonly reactions: ReadonlySet<string>;
  /** Species whose name contains what is searched for; undefined without a search. */
  readonly species: ReadonlySet<string> | undefined;
}

/** A row of tools. */
export interface NetworkTools {
  readonly root: HTMLElement;
  /** Offers the phases of a network. */
  readonly offer: (graph: NetworkGraph) => void;
  readonly choiceIn: (graph: NetworkGraph) => NetworkChoice;
}

/** What the tools lead to. */
export interface NetworkToolActions {
  readonly filtered: () => void;
  readonly searched: () => void;
  readonly fit: () => void;
  readonly savePicture: () => void;
}

/** Reactions that run in all phases. */
const ALWAYS = "always";

/** Tools without phases yet. */
export function createNetworkTools(actions: NetworkToolActions): NetworkTools {
  const off = new Set<string>();
  const phases = element("span", { role: "group", "aria-label": "Phases" });
  const search = element("input", {
    type: "search",
    placeholder: "find species",
    "aria-label": "Find species by a part of their name",
  });
  search.addEventListener("input", actions.searched);
  const fit = button("fit", "Show the whole network", actions.fit);
  const picture = button("PNG", "Export the drawing as PNG", actions.savePicture);
  let offered = "";
  return {
    root: element("div", { class: "tools" }, phases, search, element("span", {}, " "), fit, picture),
    offer: (graph) => {
      const names = graph.phases.length === 0 ? [] : [...graph.phases, ALWAYS];
      if (names.join("\n") === offered) return; // keeps the focus
      offered = names.join("\n");
      phases.replaceChildren(...names.map((phase) => phaseToggle(phase, off, actions.filtered)));
    },
    choiceIn: (graph) => {
      const known = new Set([...graph.phases, ALWAYS]);
      const hidden = new Set([...off].filter((phase) => known.has(phase)));
      const shown = graph.reactions.filter((reaction) => isShown(reaction, graph, hidden));
      return { reactions: new Set(shown.map(({ id }) => id)), species: speciesNamed(search.value, graph) };
    },
  };
}

function phaseToggle(phase: string, off: Set<string>, changed: () => void): HTMLElement {
  return toggle(phase, `Show the reactions of: ${phase}`, !off.has(phase), (isPressed) => {
    if (isPressed) off.delete(phase);
    else off.add(phase);
    changed();
  });
}

function isShown(
  { phases }: GraphReaction,
  { phases: all }: NetworkGraph,
  off: ReadonlySet<string>,
): boolean {
  if (all.length === 0) return true;
  return phases.length === 0 ? !off.has(ALWAYS) : phases.some((phase) => !off.has(phase));
}

/** Small and capital letters are the same to a search. */
function speciesNamed(word: string, { species }: NetworkGraph): ReadonlySet<string> | undefined {
  const wanted = word.trim().toLowerCase();
  if (wanted === "") return undefined;
  const found = species.filter(({ name }) => name.toLowerCase().includes(wanted));
  return new Set(found.map(({ id }) => id));
}
