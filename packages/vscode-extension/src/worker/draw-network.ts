// A request for a picture → the graph, or what is missing or wrong.

import type { GraphNews, GraphRequest } from "../messages/network-messages.js";
import { graphOfNetwork } from "./graph-of-network.js";
import { openModel } from "./open-model.js";
import { problemFrom } from "./problem-from-diagnostic.js";

/** Lowers the network that is asked for and describes it. */
export function drawNetwork({ model, name }: GraphRequest): GraphNews {
  const opening = openModel({ model, kind: "network", name, overrides: {} });
  switch (opening.kind) {
    case "files-needed":
      return { kind: "files-needed", addresses: opening.addresses };
    case "faulty":
      return { kind: "problems", problems: opening.diagnostics.map(problemFrom) };
    case "open":
      return { kind: "graph", graph: graphOfNetwork(opening.model.subject.network) };
  }
}
