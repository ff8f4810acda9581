// Which values of straight-line code are kept in locals.
import { type ExpressionGraph, isTruth, Operation, operandCountOf, type Store } from "./expression-graph.js";
import type { PlaceOf, StoreGroup, VectorPair } from "./vector-pairs.js";

/**
 * Which nodes a function keeps in locals, those of numbers before those of truths: all that it needs more than once, but
 * what costs nothing, and pairs, which are two values.
 */
export interface PartPlan {
  readonly localOf: ReadonlyMap<number, number>;
  readonly numberCount: number;
  readonly truthCount: number;
  /** Pairs of numbers that are needed more than once. */
  readonly localOfPair: ReadonlyMap<VectorPair, number>;
  readonly vectorCount: number;
}

/** Nodes that stand in a lane of a pair that was computed. */
export type LanesOfPairs = Map<number, { readonly pair: VectorPair; readonly lane: number }>;

export function registerLanes(lanes: LanesOfPairs, { found }: StoreGroup): void {
  for (const pair of found) {
    if (pair.source.kind !== "result" || pair.nodes === undefined) continue;
    pair.nodes.forEach((node, lane) => {
      if (!lanes.has(node)) lanes.set(node, { pair, lane });
    });
  }
}

export function loadedPlace(graph: ExpressionGraph, node: number): ReturnType<PlaceOf> {
  if (graph.operationOf(node) !== Operation.load) return undefined;
  return { array: graph.leftOf(node), index: graph.rightOf(node) };
}

export type StoredBefore = (node: number) => Store | undefined;

/** `counts` are numbers of uses by node, all 0 before and after. */
export function planPart(
  graph: ExpressionGraph,
  groups: readonly StoreGroup[],
  {
    storedBefore,
    placeOf,
    counts,
  }: { readonly storedBefore: StoredBefore; readonly placeOf: PlaceOf; readonly counts: Int32Array },
): PartPlan {
  const used: number[] = [];
  const pending: number[] = [];
  const pairs: VectorPair[] = [];
  const lanes: LanesOfPairs = new Map();
  const use = (node: number): void => {
    const place = counts[node] === 0 ? lanes.get(node) : undefined;
    if (place !== undefined) {
      place.pair.uses++;
      return;
    }
    // The operands of a pair are written out wherever it is.
    if (counts[node]!++ > 0 && graph.operationOf(node) !== Operation.pair) return;
    if (counts[node] === 1) used.push(node);
    pending.push(node);
  };
  const useAll = (node: number): void => {
    use(node);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const operands = operandCountOf(graph.operationOf(next));
      if (operands === 0 || storedBefore(next) !== undefined) continue;
      use(graph.leftOf(next));
      if (operands === 2) use(graph.rightOf(next));
    }
  };
  const usePair = (pair: VectorPair): void => {
    if (pair.uses++ > 0) return;
    pairs.push(pair);
    const { source } = pair;
    if (source.kind === "result") source.operands.forEach(usePair);
    else if (source.kind === "splat" && placeOf(source.node) === undefined) useAll(source.node);
    else if (source.kind === "joined") {
      useAll(source.first);
      useAll(source.second);
    }
  };
  for (const group of groups) {
    if (group.pair === undefined) useAll(group.store.node);
    else usePair(group.pair);
    registerLanes(lanes, group);
  }
  const plan = planLocals(
    graph,
    used.filter((node) => counts[node]! > 1),
  );
  for (const node of used) counts[node] = 0;
  const repeated = pairs.filter(({ uses, source }) => uses > 1 && source.kind !== "constants");
  return {
    ...plan,
    localOfPair: new Map(repeated.map((pair, index) => [pair, plan.numberCount + plan.truthCount + index])),
    vectorCount: repeated.length,
  };
}

function planLocals(
  graph: ExpressionGraph,
  repeated: readonly number[],
): Pick<PartPlan, "localOf" | "numberCount" | "truthCount"> {
  const numbers: number[] = [];
  const truths: number[] = [];
  for (const node of repeated) {
    const operation = graph.operationOf(node);
    if (isTruth(operation)) truths.push(node);
    else if (
      operation !== Operation.constant &&
      operation !== Operation.parameter &&
      operation !== Operation.pair
    )
      numbers.push(node);
  }
  return {
    localOf: new Map([...numbers, ...truths].map((node, index) => [node, index])),
    numberCount: numbers.length,
    truthCount: truths.length,
  };
}
