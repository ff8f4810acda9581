// A graph with places → the drawing, by cytoscape.

import cytoscape, { type Core } from "cytoscape";
import type { NetworkGraph, Place } from "../../messages/network-messages.js";
import type { Theme } from "../shared/theme.js";
import type { Palette } from "./graph-colours.js";
import { elementsOf } from "./graph-elements.js";
import { type GraphGeometry, geometryOf } from "./graph-geometry.js";
import { coarsenessAt, coarseStyles, styleOf } from "./graph-style.js";
import type { GraphPlan, NodePlace } from "./layout-graph.js";
import { partTexts } from "./part-texts.js";

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
  readonly palette: Palette;
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
  /** Marks species and their reactions, and one of them more than the others; undefined marks nothing. */
  readonly mark: (species: ReadonlySet<string> | undefined, current?: string) => void;
  readonly fit: () => void;
  /** Brings these nodes into sight, one of them at a size at which its name can be read. */
  readonly lookAt: (nodes: ReadonlySet<string>) => void;
  /** Shows this part, or everything again. */
  readonly goTo: (viewport: Viewport | undefined) => void;
  /** False if names are too small to be read. */
  readonly isReadable: () => boolean;
  /** Undefined as long as everything is in sight: the user has not moved it. */
  readonly viewport: () => Viewport | undefined;
  /** With nodes where they are, also those that the user has moved. */
  readonly plan: () => GraphPlan;
  /** In pixels. */
  readonly move: (right: number, down: number) => void;
  /** Around the middle, unless another place is given. */
  readonly magnify: (factor: number, around?: NodePlace) => void;
  /** The element has another size: what was in sight as a whole stays so. */
  readonly resize: () => void;
  /** What is drawn, as it looks from near by. */
  readonly geometry: () => GraphGeometry;
  readonly close: () => void;
}

/** A small network does not grow beyond this to fill the page. */
const LARGEST_FIT = 1.6;
/** A species that is looked for is at least so large, and not larger than that without need. */
const READABLE_ZOOM = 0.6;
const CLOSE_ZOOM = 1;

/** Draws into an element, which must have a size. */
export function drawGraph(
  container: HTMLElement,
  graph: NetworkGraph,
  { plan, theme, palette, viewport }: DrawingLook,
  actions: DrawingActions,
): Drawing {
  const core = cytoscape({
    container,
    elements: elementsOf(graph, plan, palette),
    style: styleOf(theme),
    layout: { name: "preset" },
    minZoom: 0.002, // a large network is to fit, too
    maxZoom: 4,
    boxSelectionEnabled: false,
  });
  follow(core, graph, actions);
  const fromNearBy = keepVisible(core);
  const view = createView(core, viewport);
  return {
    ...view,
    filter: (reactions) => filter(core, graph, reactions),
    mark: (species, current) => mark(core, species, current),
    plan: () => ({
      bends: new Map([...plan.bends].filter(([id]) => core.getElementById(id).hasClass("bent"))),
      places: new Map(core.nodes().map((node) => [node.id(), { ...node.position() }])),
    }),
    geometry: () => fromNearBy(() => geometryOf(core)),
    close: () => core.destroy(),
  };
}

type View = Pick<
  Drawing,
  "fit" | "lookAt" | "goTo" | "isReadable" | "viewport" | "move" | "magnify" | "resize"
>;

function createView(core: Core, first: Viewport | undefined): View {
  let isFitted = first === undefined;
  const fit = (): void => {
    const visible = core.elements(":visible");
    core.fit(visible, 20);
    if (core.zoom() > LARGEST_FIT) core.zoom(LARGEST_FIT).center(visible);
    isFitted = true;
  };
  const goTo = (viewport: Viewport | undefined): void => {
    if (viewport !== undefined) core.viewport({ zoom: viewport.zoom, pan: { ...viewport.pan } });
    else fit();
    isFitted = viewport === undefined;
  };
  goTo(first);
  core.on("dragpan pinchzoom", () => {
    isFitted = false;
  });
  return {
    fit,
    goTo,
    lookAt: (nodes) => {
      if (lookAt(core, nodes)) isFitted = false;
    },
    isReadable: () => core.zoom() >= READABLE_ZOOM,
    viewport: () => (isFitted ? undefined : { zoom: core.zoom(), pan: { ...core.pan() } }),
    resize: () => {
      core.resize();
      if (isFitted) fit();
    },
    move: (right, down) => {
      core.panBy({ x: right, y: down });
      isFitted = false;
    },
    magnify: (factor, around = { x: core.width() / 2, y: core.height() / 2 }) => {
      core.zoom({ level: core.zoom() * factor, renderedPosition: { ...around } });
      isFitted = false;
    },
  };
}

/** False if none of them is shown. */
function lookAt(core: Core, ids: ReadonlySet<string>): boolean {
  const nodes = core.nodes(":visible").filter((node) => ids.has(node.id()));
  if (nodes.length === 0) return false;
  if (nodes.length > 1) core.fit(nodes, 60);
  const isOne = nodes.length === 1;
  const zoom = core.zoom();
  const wanted = Math.min(LARGEST_FIT, Math.max(zoom, CLOSE_ZOOM));
  if (isOne || zoom > CLOSE_ZOOM) core.zoom(isOne ? wanted : CLOSE_ZOOM).center(nodes);
  return true;
}

/** From afar lines and reactions are drawn larger than they are; the result reads them as they are from near by. */
function keepVisible(core: Core): <Read>(read: () => Read) => Read {
  let coarseness = 1;
  const show = (wanted: number): void => {
    const { line, border, reaction } = coarseStyles(wanted, core.edges().length);
    core.batch(() => {
      core.edges().style(line);
      core.nodes(".species").not(".found").style(border);
      core.nodes(".reaction").style(reaction);
    });
  };
  core.on("zoom", () => {
    const next = coarsenessAt(core.zoom());
    if (next === coarseness) return;
    coarseness = next;
    show(next);
  });
  return (read) => {
    show(1);
    const found = read();
    show(coarseness);
    return found;
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

function mark(core: Core, species: ReadonlySet<string> | undefined, current: string | undefined): void {
  core.elements().removeClass("found faded current");
  const found = core.nodes(".species").filter((node) => species?.has(node.id()) ?? false);
  // What is found may be hidden: then there is nothing to be told apart.
  if (found.filter(":visible").length === 0) return;
  core.elements().addClass("faded");
  found.closedNeighborhood().removeClass("faded");
  found.removeStyle("border-width").addClass("found");
  if (current !== undefined) core.getElementById(current).addClass("current");
}

/** A click goes to the source; the pointer is told what it is on. */
function follow(core: Core, graph: NetworkGraph, { reveal, describe }: DrawingActions): void {
  const texts = partTexts(graph);
  const places = new Map([...graph.species, ...graph.reactions].map(({ id, place }) => [id, place]));
  core.on("tap", "node", (event) => {
    const place = places.get(event.target.id());
    if (place !== undefined) reveal(place);
  });
  // The way of a line around other nodes ends where it was planned to.
  core.on("drag", "node", (event) => event.target.connectedEdges().removeClass("bent"));
  core.on("mouseover", "node", (event) => describe(texts.get(event.target.id())));
  core.on("mouseout", "node", () => describe(undefined));
}
