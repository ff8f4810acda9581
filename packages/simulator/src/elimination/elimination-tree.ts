// In which order vertices can be eliminated so that those with a common fill-in stand side by side.
// J. Liu, "The role of elimination trees in sparse factorization", SIAM Journal on Matrix Analysis and Applications 11
// (1990) 134.

/** The same elimination with its tree in postorder: fill-in stays the same, and rows of one clique become neighbours. */
export function postorder(order: Int32Array, neighbours: readonly ReadonlySet<number>[]): Int32Array {
  const parent = eliminationTree(order, neighbours);
  const size = order.length;
  const firstChild = new Int32Array(size).fill(-1);
  const sibling = new Int32Array(size).fill(-1);
  const roots: number[] = [];
  for (let place = size - 1; place >= 0; place--) {
    const above = parent[place]!;
    if (above < 0) roots.push(place);
    else {
      sibling[place] = firstChild[above]!;
      firstChild[above] = place;
    }
  }
  const result = new Int32Array(size);
  let count = 0;
  for (const root of roots.reverse()) {
    const path = [root];
    while (path.length > 0) {
      const place = path.at(-1)!;
      const child = firstChild[place]!;
      if (child >= 0) {
        firstChild[place] = sibling[child]!;
        path.push(child);
        continue;
      }
      path.pop();
      result[count++] = order[place]!;
    }
  }
  return result;
}

/** By place: the first later place that its elimination touches; −1 if there is none. */
function eliminationTree(order: Int32Array, neighbours: readonly ReadonlySet<number>[]): Int32Array {
  const size = order.length;
  const placeOf = new Int32Array(size);
  order.forEach((vertex, place) => {
    placeOf[vertex] = place;
  });
  const parent = new Int32Array(size).fill(-1);
  const ancestor = new Int32Array(size).fill(-1);
  for (let place = 0; place < size; place++) {
    for (const neighbour of neighbours[order[place]!]!) {
      let below = placeOf[neighbour]!;
      while (below >= 0 && below < place) {
        const next = ancestor[below]!;
        ancestor[below] = place;
        if (next < 0) parent[below] = place;
        below = next;
      }
    }
  }
  return parent;
}
