// Which rows of a system depend on each other: strongly connected components of a graph.
// R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972) 146.

/** Components, each in ascending order; a component follows all that its rows refer to. No recursion: graphs are long. */
export function strongComponents(columns: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = columns.length;
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const isOpen = new Uint8Array(size);
  const nextEdge = new Int32Array(size);
  const open: number[] = [];
  const components: number[][] = [];
  let count = 0;
  const close = (vertex: number): void => {
    const component: number[] = [];
    let member: number;
    do {
      member = open.pop()!;
      isOpen[member] = 0;
      component.push(member);
    } while (member !== vertex);
    components.push(component.sort((a, b) => a - b));
  };
  const explore = (root: number): void => {
    const path = [root];
    while (path.length > 0) {
      const vertex = path.at(-1)!;
      if (index[vertex]! < 0) {
        index[vertex] = low[vertex] = count++;
        open.push(vertex);
        isOpen[vertex] = 1;
      }
      const target = columns[vertex]![nextEdge[vertex]!++];
      if (target !== undefined) {
        if (index[target]! < 0) path.push(target);
        else if (isOpen[target] === 1) low[vertex] = Math.min(low[vertex]!, index[target]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[vertex]!);
      if (low[vertex] === index[vertex]) close(vertex);
    }
  };
  for (let root = 0; root < size; root++) if (index[root]! < 0) explore(root);
  return components;
}
