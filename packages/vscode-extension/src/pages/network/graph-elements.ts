// A graph with places → the nodes and edges that cytoscape draws.

import type { ElementDefinition } from "cytoscape";
import type { NetworkGraph } from "../../messages/network-messages.js";
import type { Theme } from "../shared/theme.js";
import { colourOfRole } from "./graph-colours.js";
import { NODE_HEIGHT, REACTION_SIZE } from "./graph-style.js";
import type { NodePlace, NodeSize } from "./layout-graph.js";

const CHARACTER_PIXELS = 7.2;

/** The size of a node follows from its name. */
export function nodeSizes(graph: Pick<NetworkGraph, "species">): (id: string) => NodeSize {
  const names = new Map(graph.species.map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id);
    if (name === undefined) return { width: REACTION_SIZE, height: REACTION_SIZE };
    return { width: Math.max(34, name.length * CHARACTER_PIXELS + 18), height: NODE_HEIGHT };
  };
}

/** Species, reactions, and lines between them. */
export function elementsOf(
  graph: NetworkGraph,
  places: ReadonlyMap<string, NodePlace>,
  theme: Theme,
): ElementDefinition[] {
  return [...nodesOf(graph, places, theme), ...edgesOf(graph)];
}

function nodesOf(
  { species, reactions }: NetworkGraph,
  places: ReadonlyMap<string, NodePlace>,
  theme: Theme,
): readonly ElementDefinition[] {
  const position = (id: string): NodePlace => ({ ...(places.get(id) ?? { x: 0, y: 0 }) });
  const size = nodeSizes({ species });
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
