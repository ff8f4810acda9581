// Vertices in lists by degree.

/** Vertices that wait for their elimination. */
export interface DegreeQueue {
  /** Takes out a vertex of the smallest degree. */
  readonly takeSmallest: () => number;
  readonly move: (vertex: number, degree: number) => void;
  readonly remove: (vertex: number) => void;
}

/** A queue of all vertices whose degree is not negative. */
export function createDegreeQueue(degrees: readonly number[]): DegreeQueue {
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
  for (let vertex = size - 1; vertex >= 0; vertex--)
    if (degrees[vertex]! >= 0) insert(vertex, degrees[vertex]!);
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
    remove,
  };
}
