// A graph with places → the drawing, by cytoscape: species as ellipses, reactions as boxes, arrows from reactants to
// products, dashed lines from catalysts.

import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from "cytoscape";
import type { NetworkGraph, Place } from "../../messages/network-messages.js";
import type { Theme } from "../shared/theme.js";
import { colourOfRole } from "./graph-colours.js";
import type { NodePlace, NodeSize } from "./layout-graph.js";

/** What the user does in the drawing. */
export interface DrawingActions {
  readonly reveal: (place: Place) => void;
  /** A node under the pointer, or none. */
  readonly describe: (text: string | undefined) => void;
}

/** A drawing that is shown. */
export interface Drawing {
  /** Shows nodes and edges whose reactions are in `reactions`, with all species that take part in them. */
  readonly filter: (reactions: ReadonlySet<string>) => void;
  /** Marks species whose name contains a word, and their reactions; an empty word marks nothing. */
  readonly find: (word: string) => number;
  readonly fit: () => void;
  readonly picture: (ground: string) => string;
  readonly close: () => void;
}

/** A small network does not grow beyond this to fill the page. */
const LARGEST_FIT = 1.6;
const CHARACTER_PIXELS = 7.2;
const NODE_HEIGHT = 26;
const REACTION_SIZE = 14;

/** The size of a node follows from its name. */
export function nodeSizes(graph: NetworkGraph): (id: string) => NodeSize {
  const names = new Map(graph.species.map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id);
    if (name === undefined) return { width: REACTION_SIZE, height: REACTION_SIZE };
    return { width: Math.max(34, name.length * CHARACTER_PIXELS + 18), height: NODE_HEIGHT };
  };
}

/** Draws into an element, which must have a size. */
export function drawGraph(
  container: HTMLElement,
  graph: NetworkGraph,
  { places, theme }: { readonly places: ReadonlyMap<string, NodePlace>; readonly theme: Theme },
  actions: DrawingActions,
): Drawing {
  const core = cytoscape({
    container,
    elements: [...nodesOf(graph, places, theme), ...edgesOf(graph)],
    style: styleOf(theme),
    layout: { name: "preset" },
    minZoom: 0.05,
    maxZoom: 4,
    autoungrabify: false,
    boxSelectionEnabled: false,
  });
  follow(core, graph, actions);
  const fit = (): void => {
    core.fit(core.elements(":visible"), 20);
    if (core.zoom() > LARGEST_FIT) core.zoom(LARGEST_FIT).center(core.elements(":visible"));
  };
  fit();
  return {
    fit,
    filter: (reactions) => {
      core.batch(() => {
        for (const { id } of graph.reactions) show(core, id, reactions.has(id));
        for (const { id } of graph.species) {
          const own = core.getElementById(id).connectedEdges().connectedNodes(".reaction");
          show(core, id, own.length === 0 || own.toArray().some((node) => reactions.has(node.id())));
        }
      });
      fit();
    },
    find: (word) => {
      core.elements().removeClass("found faded");
      if (word === "") return 0;
      const found = core.nodes(".species").filter((node) => String(node.data("name")).includes(word));
      core.elements().addClass("faded");
      found.closedNeighborhood().removeClass("faded");
      found.addClass("found");
      return found.length;
    },
    picture: (ground) => core.png({ full: true, scale: 2, bg: ground, maxWidth: 8000, maxHeight: 8000 }),
    close: () => core.destroy(),
  };
}

function show(core: Core, id: string, isShown: boolean): void {
  core.getElementById(id).style("display", isShown ? "element" : "none");
}

function nodesOf(
  { species, reactions }: NetworkGraph,
  places: ReadonlyMap<string, NodePlace>,
  theme: Theme,
): readonly ElementDefinition[] {
  const position = (id: string): NodePlace => ({ ...(places.get(id) ?? { x: 0, y: 0 }) });
  const size = nodeSizes({ species, reactions, name: "", phases: [] });
  return [
    ...species.map(({ id, name, role }) => ({
      classes: "species",
      position: position(id),
      data: { id, name, width: size(id).width, colour: colourOfRole(role, theme) },
    })),
    ...reactions.map(({ id, role }) => ({
      classes: "reaction",
      position: position(id),
      data: { id, colour: colourOfRole(role, theme) },
    })),
  ];
}

function edgesOf({ reactions }: NetworkGraph): readonly ElementDefinition[] {
  return reactions.flatMap(({ id, reactants, products, catalysts }) => [
    ...reactants.map((term) => edge(term.species, id, term.coefficient, "reactant")),
    ...products.map((term) => edge(id, term.species, term.coefficient, "product")),
    ...catalysts.map((term) => edge(term.species, id, term.coefficient, "catalyst")),
  ]);
}

function edge(source: string, target: string, coefficient: number, classes: string): ElementDefinition {
  const label = coefficient === 1 ? "" : String(coefficient);
  return { classes, data: { source, target, label } };
}

function styleOf(theme: Theme): StylesheetJson {
  const text = { color: theme.ink, "font-size": 12, "font-family": "sans-serif" };
  const line = {
    width: 1.4,
    "line-color": theme.ink,
    "line-opacity": 0.55,
    "curve-style": "bezier",
  } as const;
  return [
    {
      selector: ".species",
      style: {
        ...text,
        shape: "round-rectangle",
        width: "data(width)",
        height: NODE_HEIGHT,
        label: "data(name)",
        "text-valign": "center",
        "background-color": theme.ground,
        "border-width": 2,
        "border-color": "data(colour)",
      },
    },
    {
      selector: ".reaction",
      style: {
        width: REACTION_SIZE,
        height: REACTION_SIZE,
        shape: "rectangle",
        "background-color": "data(colour)",
      },
    },
    {
      selector: "edge",
      style: {
        ...text,
        ...line,
        label: "data(label)",
        "text-background-color": theme.ground,
        "text-background-opacity": 1,
      },
    },
    {
      selector: ".product",
      style: { "target-arrow-shape": "triangle", "target-arrow-color": theme.ink, "arrow-scale": 0.9 },
    },
    {
      selector: ".catalyst",
      style: {
        "line-style": "dashed",
        "target-arrow-shape": "circle",
        "target-arrow-color": theme.ink,
        "arrow-scale": 0.7,
      },
    },
    { selector: ".faded", style: { opacity: 0.15 } },
    { selector: ".found", style: { "border-width": 4 } },
    { selector: ":active", style: { "overlay-opacity": 0.1 } },
  ] as StylesheetJson;
}

/** A click goes to the source; the pointer is told what it is on. */
function follow(core: Core, graph: NetworkGraph, { reveal, describe }: DrawingActions): void {
  const parts = new Map<string, { readonly place: Place; readonly text: string }>();
  for (const { id, name, role, initial, place, rule } of graph.species)
    parts.set(id, { place, text: `${name}: ${role}, starts at ${initial} (${rule})` });
  for (const { id, text, role, phases, place, rule } of graph.reactions) {
    const when = phases.length === 0 ? "" : `, in ${phases.join(" and ")}`;
    parts.set(id, { place, text: `${text}: ${role}${when} (${rule})` });
  }
  core.on("tap", "node", (event) => {
    const part = parts.get(event.target.id());
    if (part !== undefined) reveal(part.place);
  });
  core.on("mouseover", "node", (event) => describe(parts.get(event.target.id())?.text));
  core.on("mouseout", "node", () => describe(undefined));
}
