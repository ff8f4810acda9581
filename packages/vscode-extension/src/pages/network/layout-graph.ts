// A graph → places for its nodes, by the layered layout of ELK in a worker of its own.

import elk, { type ElkNode } from "elkjs/lib/elk-api.js";
import type { NetworkGraph } from "../../messages/network-messages.js";
import { workerScript } from "../shared/worker-script.js";

/** The middle of a node. */
export interface NodePlace {
  readonly x: number;
  readonly y: number;
}

/** What a node takes of the drawing. */
export interface NodeSize {
  readonly width: number;
  readonly height: number;
}

/** Lays graphs out, one after the other. */
export interface GraphLayout {
  readonly placesOf: (
    graph: NetworkGraph,
    sizeOf: (id: string) => NodeSize,
  ) => Promise<ReadonlyMap<string, NodePlace>>;
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
};

/** `address`: the script of ELK's worker. */
export function createGraphLayout(address: string): GraphLayout {
  const ready = workerScript(address).then(
    (script) => new elk.default({ workerFactory: () => new Worker(script) }),
  );
  ready.catch(() => undefined); // whoever asks for places is told
  return {
    placesOf: async (graph, sizeOf) => {
      const engine = await ready;
      const { children = [] } = await engine.layout(elkGraph(graph, sizeOf));
      return new Map(children.map((node) => [node.id, middleOf(node)]));
    },
  };
}

/** Beyond that, half as long to wait is worth some more crossings. */
const LARGE_NODES = 300;

/** Catalysts lead to their reaction, too: they stand in front of what they make happen. */
function elkGraph(graph: NetworkGraph, sizeOf: (id: string) => NodeSize): ElkNode {
  const { reactions } = graph;
  const isLarge = graph.species.length + reactions.length > LARGE_NODES;
  const edges = reactions.flatMap(({ id, reactants, products, catalysts }) => [
    ...[...reactants, ...catalysts].map((term) => [term.species, id] as const),
    ...products.map((term) => [id, term.species] as const),
  ]);
  return {
    id: "network",
    layoutOptions: { ...OPTIONS, "elk.layered.thoroughness": isLarge ? "1" : "4" },
    children: inReadingOrder(graph).map((id) => ({ id, ...sizeOf(id) })),
    edges: edges.map(([source, target], index) => ({
      id: `edge ${index}`,
      sources: [source],
      targets: [target],
    })),
  };
}

/** A reaction behind what it uses and before what it makes: the order by which the layout breaks cycles. */
function inReadingOrder({ species, reactions }: NetworkGraph): readonly string[] {
  const ids = reactions.flatMap(({ id, reactants, products, catalysts }) => [
    ...[...reactants, ...catalysts].map((term) => term.species),
    id,
    ...products.map((term) => term.species),
  ]);
  return [...new Set([...ids, ...species.map(({ id }) => id)])];
}

function middleOf({ x = 0, y = 0, width = 0, height = 0 }: ElkNode): NodePlace {
  return { x: x + width / 2, y: y + height / 2 };
}
