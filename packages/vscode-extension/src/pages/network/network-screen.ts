// What a network panel shows: head line, filters, the drawing, its legend, and the reactions as a list for those who do
// not use a pointer.

import type { GraphNews, GraphReaction, NetworkGraph, Place } from "../../messages/network-messages.js";
import type { MadeFile } from "../../messages/panel-messages.js";
import { button, element, toggle } from "../shared/elements.js";
import { problemItems } from "../shared/problem-list.js";
import { currentTheme, onThemeChange } from "../shared/theme.js";
import { colourOfRole, roleGroups } from "./graph-colours.js";
import { type Drawing, drawGraph, nodeSizes } from "./graph-drawing.js";
import type { GraphLayout, NodePlace } from "./layout-graph.js";

/** What the screen is made with. */
export interface NetworkScreenServices {
  readonly layout: GraphLayout;
  readonly reveal: (place: Place) => void;
  readonly save: (file: MadeFile) => void;
}

/** The screen of one panel. */
export interface NetworkScreen {
  readonly begin: () => void;
  readonly show: (news: GraphNews) => void;
  readonly fail: (message: string) => void;
}

/** Fills the page. */
export function createNetworkScreen(page: HTMLElement, services: NetworkScreenServices): NetworkScreen {
  const { reveal, save } = services;
  const title = element("h1", {}, "");
  const subtitle = element("span", { class: "faint" }, "");
  const status = element("div", { class: "status", role: "status", "aria-live": "polite" }, "");
  const problems = element("ul", { class: "problems", "aria-label": "Problems" });
  const filters = element("div", { class: "tools" });
  const container = element("div", { class: "drawing", role: "img", "aria-label": "Drawing of the network" });
  const legend = element("div", { class: "legend" });
  const list = element("details", { class: "reactions" });
  let drawing: Drawing | undefined;
  let newest: NetworkGraph | undefined;
  let shown: { readonly graph: NetworkGraph; readonly places: ReadonlyMap<string, NodePlace> } | undefined;

  const say = (text: string, isFailure = false): void => {
    status.className = isFailure ? "status failed" : "status";
    status.textContent = text;
  };
  const redraw = (): void => {
    if (shown === undefined) return;
    const { graph, places } = shown;
    drawing?.close();
    const idle = statusOf(graph);
    const actions = { reveal, describe: (text: string | undefined) => say(text ?? idle) };
    drawing = drawGraph(container, graph, { places, theme: currentTheme() }, actions);
    legend.replaceChildren(...legendOf(graph));
    filters.replaceChildren(...toolsOf(graph, () => drawing, save, say));
    say(idle);
  };
  const draw = async (graph: NetworkGraph): Promise<void> => {
    title.textContent = graph.name;
    subtitle.textContent = `${graph.species.length} species, ${graph.reactions.length} reactions`;
    list.replaceChildren(...listOf(graph, reveal));
    say("Laying out …");
    newest = graph;
    const places = await services.layout.placesOf(graph, nodeSizes(graph));
    if (newest !== graph) return; // the model was drawn again, or is faulty now
    shown = { graph, places };
    redraw();
  };
  onThemeChange(redraw);
  page.append(element("header", {}, title, subtitle, filters, status), problems, container, legend, list);
  const fail = (message: string): void => say(message, true);
  return {
    fail,
    begin: () => {
      newest = undefined;
      problems.replaceChildren();
      say("Preparing …");
    },
    show: (news) => {
      if (news.kind === "graph") draw(news.graph).catch((error: unknown) => fail(String(error)));
      if (news.kind !== "problems") return;
      problems.replaceChildren(...problemItems(news.problems, (file, span) => reveal({ file, span })));
      fail("The model has errors.");
    },
  };
}

function statusOf({ reactions }: NetworkGraph): string {
  return reactions.length === 0
    ? "There are no reactions."
    : "Click a species or reaction to go to its source; scroll to zoom, drag to move.";
}

/** Phases, a search, and what is done with the whole drawing. */
function toolsOf(
  graph: NetworkGraph,
  drawing: () => Drawing | undefined,
  save: NetworkScreenServices["save"],
  say: (text: string) => void,
): readonly HTMLElement[] {
  const off = new Set<string>();
  const isShown = ({ phases }: GraphReaction): boolean =>
    phases.length === 0 ? !off.has(ALWAYS) : phases.some((phase) => !off.has(phase));
  const filter = (): void => drawing()?.filter(new Set(graph.reactions.filter(isShown).map(({ id }) => id)));
  const names = graph.phases.length === 0 ? [] : [...graph.phases, ALWAYS];
  const toggles = names.map((phase) =>
    toggle(phase, `Show the reactions of: ${phase}`, true, (isPressed) => {
      if (isPressed) off.delete(phase);
      else off.add(phase);
      filter();
    }),
  );
  const search = element("input", {
    type: "search",
    placeholder: "find species",
    "aria-label": "Find species by a part of their name",
  });
  search.addEventListener("input", () => {
    const count = drawing()?.find(search.value) ?? 0;
    say(search.value === "" ? statusOf(graph) : `${count} species found.`);
  });
  const fit = button("fit", "Show the whole network", () => drawing()?.fit());
  const picture = button("PNG", "Export the drawing as PNG", () => {
    const [, content = ""] = (drawing()?.picture(currentTheme().ground) ?? "").split(",");
    save({ name: `${graph.name}.png`, content, encoding: "base64" });
  });
  return [...toggles, search, " ", fit, picture].map((part) =>
    typeof part === "string" ? element("span", {}, part) : part,
  );
}

const ALWAYS = "always";

/** Only the colours that occur. */
function legendOf(graph: NetworkGraph): readonly HTMLElement[] {
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

/** The same as the drawing says, in words and with links. */
function listOf(graph: NetworkGraph, reveal: NetworkScreenServices["reveal"]): readonly HTMLElement[] {
  const rows = graph.reactions.map(({ text, role, phases, place }) => {
    const link = element("a", { href: "#" }, text);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(place);
    });
    const cells = [link, role, phases.join(", ")].map((cell) => element("td", {}, cell));
    return element("tr", {}, ...cells);
  });
  const heads = ["reaction", "role", "phases"].map((head) => element("th", { scope: "col" }, head));
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
  return [element("summary", {}, "Reactions as a list"), table];
}
