// A graph with places → the drawing, by cytoscape.

import cytoscape, { type Core } from "cytoscape";
import type { NetworkGraph, Place } from "../../messages/network-messages.js";
import type { Theme } from "../shared/theme.js";
import { elementsOf } from "./graph-elements.js";
import { styleOf } from "./graph-style.js";
import type { GraphPlan, NodePlace } from "./layout-graph.js";

/** What the user does in the drawing. */
export interface DrawingActions {
  readonly reveal: (place: Place) => void;
  /** A node under the pointer, or none. */
  readonly describe: (text: string | undefined) => void;
}

/** How a drawing begins. */
export interface DrawingLook {
  readonly plan: GraphPlan;
  readonly theme: Theme;
  /** Undefined: so that everything is in sight. */
  readonly viewport: Viewport | undefined;
}

/** Which part of a drawing is in sight. */
export interface Viewport {
  readonly zoom: number;
  readonly pan: NodePlace;
}

/** A drawing that is shown. */
export interface Drawing {
  /** Shows nodes and edges whose reactions are in `reactions`, with all species that take part in them. */
  readonly filter: (reactions: ReadonlySet<string>) => void;
  /** Marks species and their reactions; undefined marks nothing. */
  readonly mark: (species: ReadonlySet<string> | undefined) => void;
  readonly fit: () => void;
  /** Undefined as long as everything is in sight: the user has not moved it. */
  readonly viewport: () => Viewport | undefined;
  /** With nodes where they are, also those that the user has moved. */
  readonly plan: () => GraphPlan;
  /** In pixels. */
  readonly move: (right: number, down: number) => void;
  readonly magnify: (factor: number) => void;
  readonly picture: (ground: string) => string;
  readonly close: () => void;
}

/** A small network does not grow beyond this to fill the page. */
const LARGEST_FIT = 1.6;

/** Draws into an element, which must have a size. */
export function drawGraph(
  container: HTMLElement,
  graph: NetworkGraph,
  { plan, theme, viewport }: DrawingLook,
  actions: DrawingActions,
): Drawing {
  const core = cytoscape({
    container,
    elements: elementsOf(graph, plan, theme),
    style: styleOf(theme),
    layout: { name: "preset" },
    minZoom: 0.05,
    maxZoom: 4,
    boxSelectionEnabled: false,
  });
  follow(core, graph, actions);
  const view = createView(core, viewport);
  return {
    ...view,
    filter: (reactions) => filter(core, graph, reactions),
    mark: (species) => mark(core, species),
    plan: () => ({
      bends: new Map([...plan.bends].filter(([id]) => core.getElementById(id).hasClass("bent"))),
      places: new Map(core.nodes().map((node) => [node.id(), { ...node.position() }])),
    }),
    picture: (ground) => core.png({ full: true, scale: 2, bg: ground, maxWidth: 8000, maxHeight: 8000 }),
    close: () => core.destroy(),
  };
}

type View = Pick<Drawing, "fit" | "viewport" | "move" | "magnify">;

function createView(core: Core, first: Viewport | undefined): View {
  let isFitted = first === undefined;
  const fit = (): void => {
    const visible = core.elements(":visible");
    core.fit(visible, 20);
    if (core.zoom() > LARGEST_FIT) core.zoom(LARGEST_FIT).center(visible);
    isFitted = true;
  };
  if (first === undefined) fit();
  else core.viewport({ zoom: first.zoom, pan: { ...first.pan } });
  core.on("scrollzoom dragpan pinchzoom", () => {
    isFitted = false;
  });
  return {
    fit,
    viewport: () => (isFitted ? undefined : { zoom: core.zoom(), pan: { ...core.pan() } }),
    move: (right, down) => {
      core.panBy({ x: right, y: down });
      isFitted = false;
    },
    magnify: (factor) => {
      const middle = { x: core.width() / 2, y: core.height() / 2 };
      core.zoom({ level: core.zoom() * factor, renderedPosition: middle });
      isFitted = false;
    },
  };
}

function filter(core: Core, graph: NetworkGraph, reactions: ReadonlySet<string>): void {
  const show = (id: string, isShown: boolean): void => {
    core.getElementById(id).style("display", isShown ? "element" : "none");
  };
  core.batch(() => {
    for (const { id } of graph.reactions) show(id, reactions.has(id));
    for (const { id } of graph.species) {
      const own = core.getElementById(id).connectedEdges().connectedNodes(".reaction");
      show(id, own.length === 0 || own.toArray().some((node) => reactions.has(node.id())));
    }
  });
}

function mark(core: Core, species: ReadonlySet<string> | undefined): void {
  core.elements().removeClass("found faded");
  if (species === undefined) return;
  const found = core.nodes(".species").filter((node) => species.has(node.id()));
  core.elements().addClass("faded");
  found.closedNeighborhood().removeClass("faded");
  found.addClass("found");
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
  // The way of a line around other nodes ends where it was planned to.
  core.on("drag", "node", (event) => event.target.connectedEdges().removeClass("bent"));
  core.on("mouseover", "node", (event) => describe(parts.get(event.target.id())?.text));
  core.on("mouseout", "node", () => describe(undefined));
}
