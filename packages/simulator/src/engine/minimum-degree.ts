// An order of elimination for which few entries fill in: approximate minimum degree on the quotient graph.
// P. Amestoy, T. Davis and I. Duff, "An approximate minimum degree ordering algorithm", SIAM Journal on Matrix Analysis and
// Applications 17 (1996) 886; without supervariables.
//
// An eliminated vertex becomes an element: the clique of its neighbours, kept as one list instead of as edges.

/** Vertices in the order of their elimination; `neighbours` are symmetric and without the vertex itself. */
export function minimumDegreeOrder(neighbours: readonly ReadonlySet<number>[]): readonly number[] {
  const size = neighbours.length;
  const graph: QuotientGraph = {
    vertices: neighbours.map((set) => [...set]),
    elements: neighbours.map(() => []),
    members: new Array<number[]>(size),
    isEliminated: new Uint8Array(size),
    isAbsorbed: new Uint8Array(size),
    mark: new Int32Array(size).fill(-1),
    outside: new Int32Array(size),
    outsideOf: new Int32Array(size).fill(-1),
  };
  const queue = createDegreeQueue(neighbours.map((set) => set.size));
  const order: number[] = [];
  while (order.length < size) {
    const pivot = queue.takeSmallest();
    order.push(pivot);
    for (const [vertex, degree] of eliminate(graph, pivot)) queue.move(vertex, Math.min(degree, size - 1));
  }
  return order;
}

interface QuotientGraph {
  /** Neighbours by edges, and elements that a vertex belongs to. */
  readonly vertices: number[][];
  readonly elements: number[][];
  /** Vertices of an element. */
  readonly members: number[][];
  readonly isEliminated: Uint8Array;
  readonly isAbsorbed: Uint8Array;
  /** The pivot that a vertex was last found to be a neighbour of. */
  readonly mark: Int32Array;
  /** Members of an element that are no neighbours of the pivot `outsideOf`. */
  readonly outside: Int32Array;
  readonly outsideOf: Int32Array;
}

/** Makes an element of the pivot; the new degrees of its neighbours, which are upper bounds. */
function eliminate(
  graph: QuotientGraph,
  pivot: number,
): readonly (readonly [vertex: number, degree: number])[] {
  const { vertices, elements, members, isEliminated, isAbsorbed, mark, outside, outsideOf } = graph;
  isEliminated[pivot] = 1;
  mark[pivot] = pivot;
  const clique: number[] = [];
  const join = (vertex: number): void => {
    if (isEliminated[vertex] === 1 || mark[vertex] === pivot) return;
    mark[vertex] = pivot;
    clique.push(vertex);
  };
  for (const vertex of vertices[pivot]!) join(vertex);
  for (const element of elements[pivot]!) {
    for (const vertex of members[element]!) join(vertex);
    isAbsorbed[element] = 1;
    members[element] = [];
  }
  members[pivot] = clique;
  for (const vertex of clique) {
    elements[vertex] = elements[vertex]!.filter((element) => isAbsorbed[element] === 0);
    for (const element of elements[vertex]!) {
      if (outsideOf[element] !== pivot) {
        outsideOf[element] = pivot;
        outside[element] = members[element]!.length;
      }
      outside[element]!--;
    }
  }
  return clique.map((vertex) => {
    vertices[vertex] = vertices[vertex]!.filter(
      (other) => isEliminated[other] === 0 && mark[other] !== pivot,
    );
    const further = elements[vertex]!.reduce((sum, element) => sum + outside[element]!, 0);
    elements[vertex]!.push(pivot);
    return [vertex, vertices[vertex]!.length + clique.length - 1 + further];
  });
}

/** Vertices in lists by degree. */
function createDegreeQueue(degrees: readonly number[]): {
  readonly takeSmallest: () => number;
  readonly move: (vertex: number, degree: number) => void;
} {
  const size = degrees.length;
  const first = new Int32Array(size + 1).fill(-1);
  const next = new Int32Array(size).fill(-1);
  const previous = new Int32Array(size).fill(-1);
  const degreeOf = Int32Array.from(degrees);
  let smallest = 0;
  const insert = (vertex: number, degree: number): void => {
    degreeOf[vertex] = degree;
    next[vertex] = first[degree]!;
    previous[vertex] = -1;
    if (first[degree]! >= 0) previous[first[degree]!] = vertex;
    first[degree] = vertex;
    smallest = Math.min(smallest, degree);
  };
  const remove = (vertex: number): void => {
    if (previous[vertex]! >= 0) next[previous[vertex]!] = next[vertex]!;
    else first[degreeOf[vertex]!] = next[vertex]!;
    if (next[vertex]! >= 0) previous[next[vertex]!] = previous[vertex]!;
  };
  for (let vertex = size - 1; vertex >= 0; vertex--) insert(vertex, degrees[vertex]!);
  return {
    takeSmallest: () => {
      while (first[smallest]! < 0) smallest++;
      const vertex = first[smallest]!;
      remove(vertex);
      return vertex;
    },
    move: (vertex, degree) => {
      remove(vertex);
      insert(vertex, degree);
    },
  };
}
