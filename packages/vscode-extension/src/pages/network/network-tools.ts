// The tools of a network panel: phases to filter by, a search, and what is done with the whole drawing. They stay as the
// user has set them when the network is drawn again.

import type { GraphReaction, NetworkGraph } from "../../messages/network-messages.js";
import { button, element, toggle } from "../shared/elements.js";
import type { Colouring } from "./graph-colours.js";
import { firstShownPhase, isShownInParts } from "./graph-part.js";
import type { PictureKind } from "./network-exports.js";

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
  readonly colouring: () => Colouring;
}

/** What the tools lead to. */
export interface NetworkToolActions {
  readonly filtered: () => void;
  readonly searched: () => void;
  /** To the next species that is found. */
  readonly next: () => void;
  readonly recoloured: () => void;
  readonly fit: () => void;
  /** Every node gets a new place. */
  readonly layOut: () => void;
  readonly savePicture: (kind: PictureKind) => void;
}

/** Reactions that run in all phases. */
const ALWAYS = "always";

/** Tools without phases yet. */
export function createNetworkTools(actions: NetworkToolActions): NetworkTools {
  const search = createSearch(actions);
  const colouring = createColouring(actions.recoloured);
  const phases = createPhaseTools(actions.filtered);
  const fit = button("fit", "Show the whole network", actions.fit);
  const again = button("lay out again", "Find new places for all species and reactions", actions.layOut);
  const svg = button("SVG", "Export the drawing as SVG", () => actions.savePicture("svg"));
  const png = button("PNG", "Export the drawing as PNG", () => actions.savePicture("png"));
  const space = (): HTMLElement => element("span", {}, " ");
  const buttons = [fit, again, svg, png];
  return {
    root: element("div", { class: "tools" }, phases.root, search, space(), colouring, space(), ...buttons),
    colouring: () => (colouring.hidden ? "role" : (colouring.value as Colouring)),
    offer: (graph) => {
      colouring.hidden = graph.phases.length === 0;
      phases.offer(graph);
    },
    choiceIn: (graph) => ({
      reactions: phases.reactionsIn(graph),
      species: speciesNamed(search.value, graph),
    }),
  };
}

function createSearch({ searched, next }: NetworkToolActions): HTMLInputElement {
  const search = element("input", {
    type: "search",
    placeholder: "find species",
    "aria-label": "Find species by a part of their name",
  });
  search.addEventListener("input", searched);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") next();
  });
  return search;
}

function createColouring(changed: () => void): HTMLSelectElement {
  const select = element(
    "select",
    { "aria-label": "What colours stand for" },
    element("option", { value: "role" }, "colour by role"),
    element("option", { value: "phase" }, "colour by phase"),
  );
  select.hidden = true;
  select.addEventListener("change", changed);
  return select;
}

/** Phases that can be shown and hidden, and all of them at once. */
function createPhaseTools(changed: () => void) {
  const off = new Set<string>();
  const root = element("span", { role: "group", "aria-label": "Phases" });
  let offered: readonly string[] = [];
  const rebuild = (): void => {
    const isAll = !offered.some((phase) => off.has(phase));
    const all = toggle("all", "Show the reactions of all phases", isAll, (isPressed) => {
      off.clear();
      // Without any phase there would be nothing to see: the first one is left.
      if (!isPressed) for (const phase of offered.slice(1, -1)) off.add(phase);
      rebuild();
      root.querySelector("button")?.focus();
      changed();
    });
    const toggles = offered.map((phase) =>
      phaseToggle(phase, off, () => {
        all.setAttribute("aria-pressed", String(!offered.some((one) => off.has(one))));
        changed();
      }),
    );
    root.replaceChildren(...(offered.length === 0 ? [] : [all, ...toggles]));
  };
  return {
    root,
    offer: (graph: NetworkGraph) => {
      const names = graph.phases.length === 0 ? [] : [...graph.phases, ALWAYS];
      if (names.join("\n") === offered.join("\n")) return; // keeps the focus
      offered = names;
      if (isShownInParts(graph))
        for (const phase of graph.phases) if (phase !== firstShownPhase(graph)) off.add(phase);
      rebuild();
    },
    reactionsIn: (graph: NetworkGraph): ReadonlySet<string> => {
      const known = new Set([...graph.phases, ALWAYS]);
      const hidden = new Set([...off].filter((phase) => known.has(phase)));
      const shown = graph.reactions.filter((reaction) => isShown(reaction, graph, hidden));
      return new Set(shown.map(({ id }) => id));
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
