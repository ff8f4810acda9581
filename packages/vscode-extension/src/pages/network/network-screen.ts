// What a network panel shows: head line, problems, tools, the drawing, its legend, and lists.

import type { GraphNews, NetworkGraph } from "../../messages/network-messages.js";
import { element } from "../shared/elements.js";
import { problemItems } from "../shared/problem-list.js";
import { createNetworkHead } from "./network-head.js";
import type { NetworkScreenServices } from "./network-screen-services.js";
import { createNetworkStage } from "./network-stage.js";

/** The screen of one panel. */
export interface NetworkScreen {
  readonly begin: () => void;
  readonly show: (news: GraphNews) => void;
  readonly fail: (message: string) => void;
}

/** Fills the page. */
export function createNetworkScreen(page: HTMLElement, services: NetworkScreenServices): NetworkScreen {
  const { reveal, named } = services;
  const head = createNetworkHead();
  const problems = element("ul", { class: "problems", "aria-label": "Problems" });
  const stage = createNetworkStage(services, head, (error) => fail(String(error)));
  page.append(head.root, stage.tools, head.status, problems, ...stage.parts);
  const draw = (graph: NetworkGraph): void => {
    head.describe(graph);
    named(graph.name);
    stage.draw(graph);
  };
  const fail = (message: string): void => {
    stage.forget();
    head.fail(stage.markOld() ? `${message} The drawing is that of an earlier text.` : message);
  };
  return {
    fail,
    begin: () => {
      stage.forget();
      problems.replaceChildren();
      head.say("Preparing …");
    },
    show: (news) => {
      if (news.kind === "graph") draw(news.graph);
      if (news.kind !== "problems") return;
      problems.replaceChildren(...problemItems(news.problems, (file, span) => reveal({ file, span })));
      fail("The model has errors.");
    },
  };
}
