// A graph with places → the nodes and edges that cytoscape draws.

import type { ElementDefinition } from "cytoscape";
import type { GraphTerm, NetworkGraph } from "../../messages/network-messages.js";
import type { Palette } from "./graph-colours.js";
import { NODE_HEIGHT, REACTION_SIZE } from "./graph-style.js";
import { type GraphPlan, lineName, type NodePlace, type SizeOf } from "./layout-graph.js";

const CHARACTER_PIXELS = 7.2;

/** The size of a node follows from its name. */
export function nodeSizes(graph: Pick<NetworkGraph, "species">): SizeOf {
  const names = new Map(graph.species.map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id);
    if (name === undefined) return { width: REACTION_SIZE, height: REACTION_SIZE };
    return { width: Math.max(34, name.length * CHARACTER_PIXELS + 18), height: NODE_HEIGHT };
  };
}

/** Species, reactions, and lines between them. */
export function elementsOf(graph: NetworkGraph, plan: GraphPlan, palette: Palette): ElementDefinition[] {
  return [...nodesOf(graph, plan.places, palette), ...edgesOf(graph, plan)];
}

function nodesOf(
  { species, reactions }: NetworkGraph,
  places: ReadonlyMap<string, NodePlace>,
  palette: Palette,
): readonly ElementDefinition[] {
  const position = (id: string): NodePlace => ({ ...(places.get(id) ?? { x: 0, y: 0 }) });
  const size = nodeSizes({ species });
  return [
    ...species.map((one) => ({
      classes: "species",
      position: position(one.id),
      data: { id: one.id, name: one.name, width: size(one.id).width, colour: palette.species(one) },
    })),
    ...reactions.map((one) => ({
      classes: "reaction",
      position: position(one.id),
      data: { id: one.id, colour: palette.reaction(one) },
    })),
  ];
}

function edgesOf({ reactions }: NetworkGraph, plan: GraphPlan): readonly ElementDefinition[] {
  return reactions.flatMap(({ id, reactants, products, catalysts }) => [
    ...reactants.map((term) => edge(plan, { reaction: id, part: "reactant", ...term })),
    ...products.map((term) => edge(plan, { reaction: id, part: "product", ...term })),
    ...catalysts.map((term) => edge(plan, { reaction: id, part: "catalyst", ...term })),
  ]);
}

interface Line extends GraphTerm {
  readonly reaction: string;
  readonly part: "reactant" | "product" | "catalyst";
}

function edge(plan: GraphPlan, { reaction, species, coefficient, part }: Line): ElementDefinition {
  const [source, target] = part === "product" ? [reaction, species] : [species, reaction];
  const id = lineName(reaction, species, part);
  const turns = turnsOf(plan.bends.get(id) ?? [], {
    from: plan.places.get(source),
    to: plan.places.get(target),
  });
  const label = coefficient === 1 ? "" : String(coefficient);
  const classes = turns === undefined ? part : `${part} bent`;
  return { classes, data: { id, source, target, label, ...turns } };
}

/** Points beside the straight line between two nodes, as cytoscape wants them: how far along it, and how far from it. */
function turnsOf(
  bends: readonly NodePlace[],
  { from, to }: { readonly from: NodePlace | undefined; readonly to: NodePlace | undefined },
) {
  if (bends.length === 0 || from === undefined || to === undefined) return undefined;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return undefined;
  return {
    weights: bends.map(({ x, y }) => ((x - from.x) * dx + (y - from.y) * dy) / length ** 2),
    distances: bends.map(({ x, y }) => ((y - from.y) * dx - (x - from.x) * dy) / length),
  };
}
