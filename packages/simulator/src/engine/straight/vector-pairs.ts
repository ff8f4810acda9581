// Pairs of nodes of an expression graph that one vector instruction computes: what is stored in two elements next to each
// other is compared from the roots down, and where both are the same operation, their operands are pairs again.
//
// Each lane carries out the operations of its node in their order, so that a pair gives the bits of two numbers.
import { type ExpressionGraph, Operation, operandCountOf, type Store } from "./expression-graph.js";

/** What a pair of nodes is made of. */
export type PairSource =
  /** two elements of an array next to each other */
  | { readonly kind: "load"; readonly array: number; readonly index: number }
  /** the same number twice */
  | { readonly kind: "splat"; readonly node: number }
  | { readonly kind: "constants"; readonly first: number; readonly second: number }
  /** two numbers that are computed for themselves */
  | { readonly kind: "joined"; readonly first: number; readonly second: number }
  | { readonly kind: "result"; readonly operation: number; readonly operands: readonly VectorPair[] };

export interface VectorPair {
  readonly source: PairSource;
  /** The nodes in its lanes; none where the graph has no node for a lane. */
  readonly nodes: readonly [number, number] | undefined;
  /** What code that uses it counts here. */
  uses: number;
}

/** Stores of a function in their order, two of which may have become one. */
export interface StoreGroup {
  readonly store: Store;
  /** What is stored in the element and in the next one, if anything. */
  readonly pair: VectorPair | undefined;
  /** Pairs that are first needed here. */
  readonly found: readonly VectorPair[];
}

/** Where a node stands in memory before it is computed, if it does. */
export type PlaceOf = (node: number) => { readonly array: number; readonly index: number } | undefined;

/** So many instructions a pair of stores has to save: short rows are quicker one by one. */
const LEAST_GAIN = 10;
/** Longer sums are left as they are: they are compared step by step. */
const MOST_DEPTH = 300;
const MOST_NODES = 2 ** 26;

/**
 * Puts neighbouring stores together where that saves instructions. Elements that are stored must not be read but for their
 * own store.
 */
export function groupStores(
  graph: ExpressionGraph,
  stores: readonly Store[],
  placeOf: PlaceOf,
): readonly StoreGroup[] {
  const groups: StoreGroup[] = [];
  const findPair = createPairFinder(graph, placeOf);
  for (let k = 0; k < stores.length; k++) {
    const store = stores[k]!;
    const next = stores[k + 1];
    const isPair = next !== undefined && next.array === store.array && next.index === store.index + 1;
    const { pair, found } = isPair ? findPair(store.node, next.node) : NO_PAIR;
    groups.push({ store, pair, found });
    if (pair !== undefined) k++;
  }
  return groups;
}

const NO_PAIR = { pair: undefined, found: [] };

function createPairFinder(
  graph: ExpressionGraph,
  placeOf: PlaceOf,
): (first: number, second: number) => Pick<StoreGroup, "pair" | "found"> {
  const known = new Map<number, VectorPair>();
  const loadOf = (first: number, second: number): PairSource | undefined => {
    const place = placeOf(first);
    const next = placeOf(second);
    if (place === undefined || next === undefined) return undefined;
    const { array, index } = place;
    return next.array === array && next.index === index + 1 ? { kind: "load", array, index } : undefined;
  };
  let found: VectorPair[] = [];
  const make = (source: PairSource, nodes: VectorPair["nodes"]): VectorPair => {
    const pair = { source, nodes, uses: 0 };
    found.push(pair);
    if (nodes !== undefined) known.set(nodes[0] * MOST_NODES + nodes[1], pair);
    return pair;
  };
  const pairOf = (first: number, second: number, depth: number): VectorPair => {
    const before = known.get(first * MOST_NODES + second);
    if (before !== undefined) return before;
    const load = loadOf(first, second);
    if (load !== undefined) return make(load, [first, second]);
    return make(sourceOf(first, second, depth), [first, second]);
  };
  const sourceOf = (first: number, second: number, depth: number): PairSource => {
    const [one, other] = [graph.operationOf(first), graph.operationOf(second)];
    if (one === Operation.constant && other === Operation.constant)
      return { kind: "constants", first: graph.valueOf(first), second: graph.valueOf(second) };
    if (first === second) return { kind: "splat", node: first };
    const isLeaf = placeOf(first) !== undefined || placeOf(second) !== undefined;
    if (!isLeaf && depth < MOST_DEPTH) {
      if (one === other && isVectorOperation(one)) return sameOperation(first, second, depth);
      if (isSum(one) && isSum(other)) return sumAndDifference(first, second, depth);
    }
    return { kind: "joined", first, second };
  };
  const sameOperation = (first: number, second: number, depth: number): PairSource => {
    const operation = graph.operationOf(first);
    const [a, b] = [graph.leftOf(first), graph.leftOf(second)];
    if (isUnary(operation)) return { kind: "result", operation, operands: [pairOf(a, b, depth + 1)] };
    const [c, d] = [graph.rightOf(first), graph.rightOf(second)];
    const isCrossed =
      isCommutative(operation) && likeness(a, d) + likeness(c, b) > likeness(a, b) + likeness(c, d);
    const operands = isCrossed
      ? [pairOf(a, d, depth + 1), pairOf(c, b, depth + 1)]
      : [pairOf(a, b, depth + 1), pairOf(c, d, depth + 1)];
    return { kind: "result", operation, operands };
  };
  // x + p and y − q are x + 1·p and y + (−1)·q, to the bit.
  const sumAndDifference = (first: number, second: number, depth: number): PairSource => {
    const [c, d] = [graph.rightOf(first), graph.rightOf(second)];
    const isTaken = (node: number): number => (graph.operationOf(node) === Operation.subtract ? -1 : 1);
    const signs = make({ kind: "constants", first: isTaken(first), second: isTaken(second) }, undefined);
    const operands = [pairOf(c, d, depth + 1), signs];
    const signed = make({ kind: "result", operation: Operation.multiply, operands }, undefined);
    const left = pairOf(graph.leftOf(first), graph.leftOf(second), depth + 1);
    return { kind: "result", operation: Operation.add, operands: [left, signed] };
  };
  const likeness = (first: number, second: number): number => {
    if (first === second) return 2;
    if (loadOf(first, second) !== undefined) return 3;
    return placeOf(first) === undefined && graph.operationOf(first) === graph.operationOf(second) ? 2 : 0;
  };
  // Instructions saved, compared with two numbers one by one.
  const gainOf = ({ source, nodes }: VectorPair): number => {
    switch (source.kind) {
      case "load":
        return 1;
      case "result":
        return nodes === undefined ? -1 : 1 - nodes.filter(isShared).length;
      case "constants":
        return 0;
      case "splat":
        return isComputed(source.node) ? -1 : 0;
      case "joined":
        return -[source.first, source.second].filter(isComputed).length;
    }
  };
  const uses = usesOf(graph);
  const isShared = (node: number): boolean => uses[node]! > 1;
  const isComputed = (node: number): boolean => placeOf(node) === undefined;
  return (first, second) => {
    found = [];
    const pair = pairOf(first, second, 0);
    const gain = found.reduce((sum, each) => sum + gainOf(each), 0);
    if (gain >= LEAST_GAIN) return { pair, found };
    for (const { nodes } of found) if (nodes !== undefined) known.delete(nodes[0] * MOST_NODES + nodes[1]);
    return NO_PAIR;
  };
}

/** How often nodes are operands of others, or stored. */
function usesOf(graph: ExpressionGraph): Uint32Array {
  const uses = new Uint32Array(graph.nodeCount());
  for (let node = 0; node < uses.length; node++) {
    const operands = operandCountOf(graph.operationOf(node));
    if (operands > 0) uses[graph.leftOf(node)]!++;
    if (operands === 2) uses[graph.rightOf(node)]!++;
  }
  for (const { node } of graph.stores) uses[node]!++;
  return uses;
}

function isSum(operation: number): boolean {
  return operation === Operation.add || operation === Operation.subtract;
}

function isCommutative(operation: number): boolean {
  return operation === Operation.add || operation === Operation.multiply;
}

function isUnary(operation: number): boolean {
  return operation >= Operation.negate && operation <= Operation.truncate;
}

function isVectorOperation(operation: number): boolean {
  return operation >= Operation.add && operation <= Operation.maximum;
}
