// Where a network is drawn, with the tools that change it. A network that is drawn again, in another theme or after a
// change of the text, keeps what the user has set: filters, search, colours, what is zoomed to, and where nodes are.

import type { NetworkGraph } from "../../messages/network-messages.js";
import { element } from "../shared/elements.js";
import { currentTheme, onThemeChange } from "../shared/theme.js";
import { DRAWING_LABEL, listenToDrawingKeys } from "./drawing-keys.js";
import { paletteOf } from "./graph-colours.js";
import { type Drawing, drawGraph, type Viewport } from "./graph-drawing.js";
import { nodeSizes } from "./graph-elements.js";
import { isShownInParts, partOf } from "./graph-part.js";
import { keptPlan } from "./kept-plan.js";
import type { GraphPlan } from "./layout-graph.js";
import { exportedNetwork, type PictureKind } from "./network-exports.js";
import type { NetworkHead } from "./network-head.js";
import { legendOf } from "./network-legend.js";
import { createNetworkLists, type NetworkLists } from "./network-lists.js";
import type { NetworkScreenServices } from "./network-screen-services.js";
import { createNetworkTools, type NetworkTools } from "./network-tools.js";
import { searchText, speciesShown, statusText } from "./stage-texts.js";
import { listenToWheel } from "./wheel-zoom.js";

/** The drawing and what is around it. */
export interface NetworkStage {
  readonly tools: HTMLElement;
  readonly parts: readonly HTMLElement[];
  /** Draws a network; what is not drawn yet is laid out. */
  readonly draw: (graph: NetworkGraph) => void;
  /** What is laid out is not wanted any more. */
  readonly forget: () => void;
  /** Marks the drawing as one of an earlier text. True if there is one. */
  readonly markOld: () => boolean;
}

type Services = Pick<NetworkScreenServices, "reveal" | "save" | "layout">;

/** Nothing is drawn yet; `failed` is told if something cannot be laid out. */
export function createNetworkStage(
  services: Services,
  head: NetworkHead,
  failed: (error: unknown) => void,
): NetworkStage {
  const stage = emptyStage(services, head, failed);
  const { container, legend, lists, tools } = stage;
  listenToDrawingKeys(container, () => stage.shown?.drawing);
  listenToWheel(container, (factor, around) => stage.shown?.drawing.magnify(factor, around));
  new ResizeObserver(() => stage.shown?.drawing.resize()).observe(container);
  onThemeChange(() => recolour(stage));
  return {
    tools: tools.root,
    parts: [container, legend, lists.root],
    draw: (graph) => {
      tools.offer(graph);
      arrange(stage, graph, "kept").catch(failed);
    },
    forget: () => {
      stage.orders++;
      stage.endWaiting();
    },
    markOld: () => {
      container.classList.add("stale");
      return stage.shown !== undefined;
    },
  };
}

interface Stage {
  readonly container: HTMLElement;
  readonly legend: HTMLElement;
  readonly lists: NetworkLists;
  readonly tools: NetworkTools;
  readonly head: NetworkHead;
  readonly services: Services;
  shown: Shown | undefined;
  /** Counts what has been asked for: only the last is drawn. */
  orders: number;
  endWaiting: () => void;
  /** Where the search began; undefined without a search. */
  beforeSearch: { readonly viewport: Viewport | undefined } | undefined;
  /** The species that Enter has led to. */
  current: string | undefined;
}

/** `part`: what of the network is laid out. */
interface Shown {
  readonly graph: NetworkGraph;
  readonly part: NetworkGraph;
  readonly drawing: Drawing;
}

function emptyStage(services: Services, head: NetworkHead, failed: (error: unknown) => void): Stage {
  const stage: Stage = {
    container: element("div", { class: "drawing", ...DRAWING_ROLE }),
    legend: element("div", { class: "legend" }),
    lists: createNetworkLists(services.reveal),
    tools: createNetworkTools({
      fit: () => {
        stage.shown?.drawing.fit();
        choose(stage);
      },
      filtered: () => refilter(stage).catch(failed),
      searched: () => search(stage),
      next: () => goToNext(stage),
      recoloured: () => recolour(stage),
      layOut: () => {
        if (stage.shown !== undefined) arrange(stage, stage.shown.graph, "new").catch(failed);
      },
      savePicture: (kind) => savePicture(stage, kind).catch(failed),
    }),
    head,
    services,
    shown: undefined,
    orders: 0,
    endWaiting: () => undefined,
    beforeSearch: undefined,
    current: undefined,
  };
  return stage;
}

async function savePicture({ shown, tools, services }: Stage, kind: PictureKind): Promise<void> {
  if (shown === undefined) return;
  services.save(await exportedNetwork(kind, { ...shown, colouring: tools.colouring() }));
}

const DRAWING_ROLE = {
  tabindex: "0",
  role: "application",
  "aria-roledescription": "drawing",
  "aria-label": DRAWING_LABEL,
};

/**
 * Draws what the tools leave of a network, unless something else is asked for meanwhile. `places`: nodes that are drawn
 * already stay where they are, or all nodes get new places.
 */
async function arrange(stage: Stage, graph: NetworkGraph, places: "kept" | "new"): Promise<void> {
  const { services, tools, head, container, shown } = stage;
  const order = ++stage.orders;
  stage.endWaiting();
  const part = partOf(graph, tools.choiceIn(graph).reactions);
  const before = places === "kept" && shown ? { graph: shown.part, plan: shown.drawing.plan() } : undefined;
  const kept = before && keptPlan(before, part, nodeSizes(part));
  if (!kept) waitAloud(stage, part);
  const plan = kept ?? (await services.layout.planOf(part, nodeSizes(part)));
  if (order !== stage.orders) return;
  stage.endWaiting();
  container.classList.remove("stale");
  redraw(stage, { graph, part }, plan, kept && shown?.drawing.viewport());
  head.announce(`${graph.name} is drawn.`);
}

/** Says what is going on, and for how long. */
function waitAloud(stage: Stage, { species, reactions }: NetworkGraph): void {
  stage.endWaiting();
  const start = performance.now();
  const tell = (): void => {
    const seconds = Math.round((performance.now() - start) / 1000);
    const size = `${reactions.length} reactions and ${species.length} species`;
    stage.head.say(`Laying out ${size} …${seconds > 0 ? ` ${seconds} s` : ""}`);
  };
  tell();
  const timer = setInterval(tell, 1000);
  stage.endWaiting = () => clearInterval(timer);
}

/** Another part of a large network is laid out anew; the nodes of a small one stay where they are. */
async function refilter(stage: Stage): Promise<void> {
  const { shown } = stage;
  if (shown === undefined) return;
  if (isShownInParts(shown.graph)) return arrange(stage, shown.graph, "new");
  if (shown.drawing.viewport() === undefined) {
    choose(stage);
    shown.drawing.fit();
  }
  choose(stage);
}

function redraw(
  stage: Stage,
  { graph, part }: Pick<Shown, "graph" | "part">,
  plan: GraphPlan,
  viewport: Viewport | undefined,
): void {
  const { container, legend, head, services, shown, tools } = stage;
  shown?.drawing.close();
  const theme = currentTheme();
  const palette = paletteOf(part, tools.colouring(), theme);
  const describe = (text: string | undefined): void => head.say(text ?? textOf(stage));
  const look = { plan, theme, palette, viewport };
  const drawing = drawGraph(container, part, look, { reveal: services.reveal, describe });
  stage.shown = { graph, part, drawing };
  legend.replaceChildren(...legendOf(palette));
  choose(stage);
  if (viewport !== undefined) return;
  drawing.fit();
  choose(stage);
}

/** Everything stays where it is. */
function recolour(stage: Stage): void {
  const { shown } = stage;
  if (shown !== undefined) redraw(stage, shown, shown.drawing.plan(), shown.drawing.viewport());
}

/** Shows what the tools leave; the result says what that is. */
function choose(stage: Stage): string {
  const { shown, tools, lists, head, current } = stage;
  if (shown === undefined) return "";
  const { graph, drawing } = shown;
  const choice = tools.choiceIn(graph);
  drawing.filter(choice.reactions);
  drawing.mark(choice.species, current);
  lists.show(graph, choice);
  const text = textOf(stage);
  head.say(text);
  return text;
}

function textOf({ shown, tools, current }: Stage): string {
  if (shown === undefined) return "";
  const { graph, drawing } = shown;
  const choice = tools.choiceIn(graph);
  if (choice.species !== undefined) return searchText(graph, choice, current);
  return statusText(graph, choice, drawing.isReadable());
}

/** What is found comes into sight; without a search what was in sight before comes back. */
function search(stage: Stage): void {
  const { shown, tools, head } = stage;
  if (shown === undefined) return;
  const { species } = tools.choiceIn(shown.graph);
  stage.current = undefined;
  choose(stage);
  if (species === undefined) {
    if (stage.beforeSearch !== undefined) shown.drawing.goTo(stage.beforeSearch.viewport);
    stage.beforeSearch = undefined;
  } else {
    stage.beforeSearch ??= { viewport: shown.drawing.viewport() };
    shown.drawing.lookAt(species);
  }
  head.announce(choose(stage));
}

function goToNext(stage: Stage): void {
  const { shown, tools, head, current } = stage;
  if (shown === undefined) return;
  const { species, reactions } = tools.choiceIn(shown.graph);
  const inSight = speciesShown(shown.graph, reactions);
  const found = shown.graph.species.map(({ id }) => id).filter((id) => species?.has(id) ?? false);
  const visible = found.filter((id) => inSight.has(id));
  const next = visible[(visible.indexOf(current ?? "") + 1) % visible.length];
  if (next === undefined) return;
  stage.current = next;
  shown.drawing.lookAt(new Set([next]));
  head.announce(choose(stage));
}
