// An order of elimination for which few entries fill in: approximate minimum degree on the quotient graph.
// P. Amestoy, T. Davis and I. Duff, "An approximate minimum degree ordering algorithm", SIAM Journal on Matrix Analysis and
// Applications 17 (1996) 886; with mass elimination, supervariables, aggressive absorption, and vertices of very many
// neighbours kept for the end.
//
// An eliminated vertex becomes an element: the clique of its neighbours, kept as one list instead of as edges. Vertices
// with the same neighbours are one supervariable from then on: its representative stands for all of them.
import { createDegreeQueue, type DegreeQueue } from "./degree-queue.js";

/** Vertices in the order of their elimination; `neighbours` are symmetric and without the vertex itself. */
export function minimumDegreeOrder(neighbours: readonly ReadonlySet<number>[]): Int32Array {
  const size = neighbours.length;
  const graph = createGraph(neighbours);
  const isHub = (vertex: number): boolean => neighbours[vertex]!.size > Math.max(16, 10 * Math.sqrt(size));
  const hubs: number[] = [];
  for (let vertex = 0; vertex < size; vertex++) if (isHub(vertex)) hubs.push(vertex);
  for (const hub of hubs) graph.weight[hub] = 0;
  graph.remaining = size - hubs.length;
  const degrees = neighbours.map((_, vertex) => (graph.weight[vertex] === 0 ? -1 : degreeOf(graph, vertex)));
  const queue = createDegreeQueue(degrees);
  const pivots: number[] = [];
  while (graph.remaining > 0) {
    const pivot = queue.takeSmallest();
    pivots.push(pivot);
    eliminate(graph, pivot, queue);
  }
  return withFollowers(graph, [...pivots, ...hubs]);
}

interface QuotientGraph {
  /** Neighbours by edges, and elements that a vertex belongs to. */
  readonly edges: number[][];
  readonly elements: number[][];
  /** Vertices of an element, by the pivot that became it; empty once it is absorbed. */
  readonly members: number[][];
  /** Vertices that a supervariable stands for; 0: eliminated, follows another vertex, or kept for the end; negative: in
   *  the element that is being made. */
  readonly weight: Int32Array;
  /** Vertices of an element, with their weights, when it was made; −1: no element, or absorbed. */
  readonly elementSize: Int32Array;
  readonly degree: Int32Array;
  /** Members of an element outside the one being made: `outside` − `stamp`, where that is not negative. */
  readonly outside: Float64Array;
  stamp: number;
  /** Vertices that are eliminated right after another one. */
  readonly followers: number[][];
  remaining: number;
}

function createGraph(neighbours: readonly ReadonlySet<number>[]): QuotientGraph {
  const size = neighbours.length;
  return {
    edges: neighbours.map((set) => [...set]),
    elements: neighbours.map(() => []),
    members: neighbours.map(() => []),
    weight: new Int32Array(size).fill(1),
    elementSize: new Int32Array(size).fill(-1),
    degree: Int32Array.from(neighbours, (set) => set.size),
    outside: new Float64Array(size),
    stamp: 1,
    followers: neighbours.map(() => []),
    remaining: size,
  };
}

function degreeOf({ edges, weight }: QuotientGraph, vertex: number): number {
  let degree = 0;
  for (const other of edges[vertex]!) degree += weight[other]!;
  return degree;
}

/** Makes an element of the pivot, and finds bounds of its members' degrees. */
function eliminate(graph: QuotientGraph, pivot: number, queue: DegreeQueue): void {
  const { weight, elementSize, members, followers } = graph;
  const pivotWeight = weight[pivot]!;
  graph.remaining -= pivotWeight;
  weight[pivot] = 0;
  const { clique, size } = joinNeighbours(graph, pivot);
  countOutside(graph, clique);
  const shared = new Map<number, number[]>();
  let cliqueSize = size;
  for (const vertex of clique) {
    const { degree, hash } = renew(graph, pivot, vertex);
    if (degree === 0) {
      // Nothing but the clique: eliminated together with the pivot.
      const own = -weight[vertex]!;
      cliqueSize -= own;
      graph.remaining -= own;
      weight[vertex] = 0;
      queue.remove(vertex);
      followers[pivot]!.push(vertex);
      continue;
    }
    graph.degree[vertex] = Math.min(graph.degree[vertex]!, degree);
    const sameHash = shared.get(hash);
    if (sameHash === undefined) shared.set(hash, [vertex]);
    else sameHash.push(vertex);
  }
  graph.stamp += 2 * elementSize.length + 2;
  for (const list of shared.values()) if (list.length > 1) mergeAlike(graph, list, queue);
  members[pivot] = finishClique(graph, { clique, size: cliqueSize }, queue);
  elementSize[pivot] = members[pivot]!.length === 0 ? -1 : cliqueSize;
  graph.edges[pivot] = [];
  graph.elements[pivot] = [];
}

/** The members that are left, with their degrees as to be known from now on. */
function finishClique(
  graph: QuotientGraph,
  { clique, size }: { readonly clique: readonly number[]; readonly size: number },
  queue: DegreeQueue,
): number[] {
  const { weight, degree, remaining } = graph;
  const members: number[] = [];
  for (const vertex of clique) {
    const own = -weight[vertex]!;
    if (own <= 0) continue;
    weight[vertex] = own;
    members.push(vertex);
    const bound = Math.min(degree[vertex]! + size - own, remaining - own);
    degree[vertex] = Math.max(0, bound);
    queue.move(vertex, degree[vertex]!);
  }
  return members;
}

/** The vertices next to the pivot, marked by negative weights; the pivot's elements are absorbed. */
function joinNeighbours(
  { edges, elements, members, weight, elementSize }: QuotientGraph,
  pivot: number,
): { readonly clique: number[]; readonly size: number } {
  const clique: number[] = [];
  let size = 0;
  const join = (list: readonly number[]): void => {
    for (const vertex of list) {
      const own = weight[vertex]!;
      if (own <= 0) continue;
      size += own;
      weight[vertex] = -own;
      clique.push(vertex);
    }
  };
  join(edges[pivot]!);
  for (const element of elements[pivot]!) {
    if (elementSize[element]! < 0) continue;
    join(members[element]!);
    members[element] = [];
    elementSize[element] = -1;
  }
  return { clique, size };
}

/** For each element that shares members with the new one: how many vertices it has besides. */
function countOutside(
  { elements, elementSize, weight, outside, stamp }: QuotientGraph,
  clique: readonly number[],
): void {
  for (const vertex of clique) {
    const own = -weight[vertex]!;
    for (const element of elements[vertex]!) {
      if (elementSize[element]! < 0) continue;
      if (outside[element]! < stamp) outside[element] = elementSize[element]! + stamp;
      outside[element] = outside[element]! - own;
    }
  }
}

/**
 * Drops from a vertex's lists what the new element says; the number of vertices that the rest speaks of, at most.
 * Elements that lie within the new one are absorbed.
 */
function renew(graph: QuotientGraph, pivot: number, vertex: number): { degree: number; hash: number } {
  const { edges, elements, members, weight, elementSize, outside, stamp } = graph;
  const ownElements = elements[vertex]!;
  let degree = 0;
  let hash = pivot;
  let kept = 0;
  for (const element of ownElements) {
    if (elementSize[element]! < 0) continue;
    const further = outside[element]! - stamp;
    if (further === 0) {
      elementSize[element] = -1;
      members[element] = [];
      continue;
    }
    degree += further;
    hash += element;
    ownElements[kept++] = element;
  }
  ownElements.length = kept;
  const ownEdges = edges[vertex]!;
  kept = 0;
  for (const other of ownEdges) {
    const own = weight[other]!;
    if (own <= 0) continue;
    degree += own;
    hash += other;
    ownEdges[kept++] = other;
  }
  ownEdges.length = kept;
  ownElements.push(pivot);
  return { degree, hash };
}

/** Makes one supervariable of those vertices in the list that have the same lists. */
function mergeAlike(graph: QuotientGraph, list: readonly number[], queue: DegreeQueue): void {
  const { edges, elements, weight, outside, followers } = graph;
  const isMarked = (entry: number): boolean => outside[entry] === graph.stamp;
  for (const [index, vertex] of list.entries()) {
    if (weight[vertex] === 0 || index === list.length - 1) continue;
    graph.stamp++;
    // A number is that of a vertex or of an element, never of both at a time.
    for (const other of edges[vertex]!) outside[other] = graph.stamp;
    for (const element of elements[vertex]!) outside[element] = graph.stamp;
    for (let rest = index + 1; rest < list.length; rest++) {
      const other = list[rest]!;
      if (weight[other] === 0) continue;
      const isAlike =
        edges[other]!.length === edges[vertex]!.length &&
        elements[other]!.length === elements[vertex]!.length &&
        edges[other]!.every(isMarked) &&
        elements[other]!.every(isMarked);
      if (!isAlike) continue;
      weight[vertex] = weight[vertex]! + weight[other]!;
      weight[other] = 0;
      edges[other] = [];
      elements[other] = [];
      queue.remove(other);
      followers[vertex]!.push(other);
    }
  }
  graph.stamp++;
}

/** Each vertex with those that follow it, and those that follow these. */
function withFollowers({ followers }: QuotientGraph, leaders: readonly number[]): Int32Array {
  const order = new Int32Array(followers.length);
  let count = 0;
  for (const leader of leaders) {
    const waiting = [leader];
    while (waiting.length > 0) {
      const vertex = waiting.pop()!;
      order[count++] = vertex;
      waiting.push(...followers[vertex]!);
    }
  }
  return order;
}
