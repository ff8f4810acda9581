// Where a network is drawn, with the tools that change it. A network that is drawn again, in another theme or after a
// change of the text, keeps what the user has set: filters, search, and what is zoomed to.

import type { NetworkGraph } from "../../messages/network-messages.js";
import type { MadeFile } from "../../messages/panel-messages.js";
import { element } from "../shared/elements.js";
import { currentTheme, onThemeChange } from "../shared/theme.js";
import { DRAWING_LABEL, listenToDrawingKeys } from "./drawing-keys.js";
import { type Drawing, drawGraph } from "./graph-drawing.js";
import type { GraphPlan } from "./layout-graph.js";
import type { NetworkHead } from "./network-head.js";
import { legendOf } from "./network-legend.js";
import { createNetworkLists, type NetworkLists } from "./network-lists.js";
import type { NetworkScreenServices } from "./network-screen.js";
import { createNetworkTools, type NetworkTools } from "./network-tools.js";

/** The drawing and what is around it. */
export interface NetworkStage {
  readonly tools: HTMLElement;
  readonly parts: readonly HTMLElement[];
  readonly draw: (graph: NetworkGraph, plan: GraphPlan) => void;
  /** Marks the drawing as one of an earlier text. True if there is one. */
  readonly markOld: () => boolean;
}

type Services = Pick<NetworkScreenServices, "reveal" | "save">;

/** Nothing is drawn yet. */
export function createNetworkStage({ reveal, save }: Services, head: NetworkHead): NetworkStage {
  const stage: Stage = {
    container: element("div", { class: "drawing", ...DRAWING_ROLE }),
    legend: element("div", { class: "legend" }),
    lists: createNetworkLists(reveal),
    tools: createNetworkTools({
      fit: () => stage.shown?.drawing.fit(),
      filtered: () => {
        choose(stage);
        if (stage.shown?.drawing.viewport() === undefined) stage.shown?.drawing.fit();
      },
      searched: () => head.announce(choose(stage)),
      savePicture: () => {
        if (stage.shown !== undefined) save(pictureOf(stage.shown));
      },
    }),
    head,
    reveal,
    shown: undefined,
  };
  const { container, legend, lists, tools } = stage;
  listenToDrawingKeys(container, () => stage.shown?.drawing);
  onThemeChange(() => stage.shown && redraw(stage, stage.shown.graph, stage.shown.drawing.plan()));
  return {
    tools: tools.root,
    parts: [container, legend, lists.root],
    draw: (graph, plan) => {
      container.classList.remove("stale");
      tools.offer(graph);
      redraw(stage, graph, plan);
      head.announce(`${graph.name} is drawn.`);
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
  readonly reveal: Services["reveal"];
  shown: { readonly graph: NetworkGraph; readonly drawing: Drawing } | undefined;
}

function pictureOf({ graph, drawing }: NonNullable<Stage["shown"]>): MadeFile {
  const [, content = ""] = drawing.picture(currentTheme().ground).split(",");
  return { name: `${graph.name}.png`, content, encoding: "base64" };
}

const DRAWING_ROLE = {
  tabindex: "0",
  role: "application",
  "aria-roledescription": "drawing",
  "aria-label": DRAWING_LABEL,
};

function redraw(stage: Stage, graph: NetworkGraph, plan: GraphPlan): void {
  const { container, legend, head, reveal, shown } = stage;
  const viewport = shown?.drawing.viewport();
  shown?.drawing.close();
  const describe = (text: string | undefined): void => head.say(text ?? statusOf(graph));
  const drawing = drawGraph(
    container,
    graph,
    { plan, theme: currentTheme(), viewport },
    { reveal, describe },
  );
  stage.shown = { graph, drawing };
  legend.replaceChildren(...legendOf(graph));
  choose(stage);
  if (viewport === undefined) drawing.fit();
}

/** Shows what the tools leave; the result says what that is. */
function choose({ shown, tools, lists, head }: Stage): string {
  if (shown === undefined) return "";
  const { graph, drawing } = shown;
  const choice = tools.choiceIn(graph);
  drawing.filter(choice.reactions);
  drawing.mark(choice.species);
  lists.show(graph, choice);
  const text = choice.species === undefined ? statusOf(graph) : `${choice.species.size} species found.`;
  head.say(text);
  return text;
}

function statusOf({ reactions }: NetworkGraph): string {
  return reactions.length === 0
    ? "There are no reactions."
    : "Click a species or reaction to go to its source; scroll to zoom, drag to move.";
}
