// A graph → places for its nodes, by the layered layout of ELK in a worker of its own.

import elk, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk-api.js";
import type { NetworkGraph } from "../../messages/network-messages.js";
import { workerScript } from "../shared/worker-script.js";

/** Where everything is. */
export interface GraphPlan {
  /** The middle of each node. */
  readonly places: ReadonlyMap<string, NodePlace>;
  /** Where lines turn on their way around nodes, by the name of the line. */
  readonly bends: ReadonlyMap<string, readonly NodePlace[]>;
}

/** A point of the drawing. */
export interface NodePlace {
  readonly x: number;
  readonly y: number;
}

/** What a node takes of the drawing. */
export interface NodeSize {
  readonly width: number;
  readonly height: number;
}

/** The size of each node. */
export type SizeOf = (id: string) => NodeSize;

/** Lays graphs out, one after the other. */
export interface GraphLayout {
  readonly planOf: (graph: NetworkGraph, sizeOf: SizeOf) => Promise<GraphPlan>;
}

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "36",
  "elk.spacing.nodeNode": "14",
  // Reactions that feed back are told apart by the order of the source.
  "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.separateConnectedComponents": "true",
  "elk.edgeRouting": "POLYLINE",
};

/** `address`: the script of ELK's worker. */
export function createGraphLayout(address: string): GraphLayout {
  const ready = workerScript(address).then(
    (script) => new elk.default({ workerFactory: () => new Worker(script) }),
  );
  ready.catch(() => undefined); // whoever asks for places is told
  return {
    planOf: async (graph, sizeOf) => {
      const engine = await ready;
      const { children = [], edges = [] } = await engine.layout(elkGraph(graph, sizeOf));
      const nodes = new Map(children.map((node) => [node.id, node]));
      return {
        places: new Map(children.map((node) => [node.id, middleOf(node)])),
        bends: new Map(edges.map((edge) => [edge.id, bendsOf(edge, nodes)])),
      };
    },
  };
}

/** Beyond that, a tenth of the time to wait is worth some more crossings. */
const LARGE_NODES = 300;

/** Lines that are not kept in the order of the source need a fraction of the time, and less room. */
const QUICK_OPTIONS = {
  ...OPTIONS,
  "elk.layered.thoroughness": "1",
  "elk.layered.cycleBreaking.strategy": "GREEDY",
  "elk.layered.considerModelOrder.strategy": "NONE",
  "elk.layered.nodePlacement.strategy": "SIMPLE",
};

/** The name of the line between a species and a reaction in which it has a part. */
export function lineName(
  reaction: string,
  species: string,
  part: "reactant" | "product" | "catalyst",
): string {
  return `${part} ${species} ${reaction}`;
}

/** A line from one node to another. */
export interface GraphLine {
  readonly id: string;
  readonly part: "reactant" | "product" | "catalyst";
  readonly from: string;
  readonly to: string;
}

/** Catalysts lead to their reaction, too: they stand in front of what they make happen. */
export function linesOf({ reactions }: NetworkGraph): readonly GraphLine[] {
  const line = (part: GraphLine["part"], reaction: string, species: string): GraphLine => {
    const [from, to] = part === "product" ? [reaction, species] : [species, reaction];
    return { id: lineName(reaction, species, part), part, from, to };
  };
  return reactions.flatMap(({ id, reactants, products, catalysts }) => [
    ...reactants.map(({ species }) => line("reactant", id, species)),
    ...catalysts.map(({ species }) => line("catalyst", id, species)),
    ...products.map(({ species }) => line("product", id, species)),
  ]);
}

function elkGraph(graph: NetworkGraph, sizeOf: SizeOf): ElkNode {
  const isLarge = graph.species.length + graph.reactions.length > LARGE_NODES;
  return {
    id: "network",
    layoutOptions: isLarge ? QUICK_OPTIONS : { ...OPTIONS, "elk.layered.thoroughness": "4" },
    children: inReadingOrder(graph).map((id) => ({ id, ...sizeOf(id) })),
    edges: linesOf(graph).map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  };
}

/** A reaction behind what it uses and before what it makes: the order by which the layout breaks cycles. */
export function inReadingOrder({ species, reactions }: NetworkGraph): readonly string[] {
  const ids = reactions.flatMap(({ id, reactants, products, catalysts }) => [
    ...[...reactants, ...catalysts].map((term) => term.species),
    id,
    ...products.map((term) => term.species),
  ]);
  return [...new Set([...ids, ...species.map(({ id }) => id)])];
}

/** A line that turned inside one of its nodes could not be drawn. */
function bendsOf(
  { sections = [], sources, targets }: ElkExtendedEdge,
  nodes: ReadonlyMap<string, ElkNode>,
): readonly NodePlace[] {
  const ends = [...sources, ...targets].flatMap((id) => nodes.get(id) ?? []);
  const bends = sections.flatMap(({ bendPoints = [] }) => bendPoints);
  return bends.filter((bend) => !ends.some((node) => isInside(bend, node)));
}

const MARGIN = 3;

function isInside(place: NodePlace, { x = 0, y = 0, width = 0, height = 0 }: ElkNode): boolean {
  const isAcross = place.x > x - MARGIN && place.x < x + width + MARGIN;
  return isAcross && place.y > y - MARGIN && place.y < y + height + MARGIN;
}

function middleOf({ x = 0, y = 0, width = 0, height = 0 }: ElkNode): NodePlace {
  return { x: x + width / 2, y: y + height / 2 };
}
