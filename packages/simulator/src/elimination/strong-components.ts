// Which rows of a system depend on each other: strongly connected components of a graph.
// R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972) 146.

/** Components, each in ascending order; a component follows all that its rows refer to. */
export function strongComponents(columns: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const start = new Int32Array(columns.length + 1);
  for (let row = 0; row < columns.length; row++) start[row + 1] = start[row]! + columns[row]!.length;
  const column = new Int32Array(start[columns.length]!);
  for (let row = 0; row < columns.length; row++) column.set(columns[row]!, start[row]!);
  const { componentOf, count } = numberComponents(start, column);
  const components = Array.from({ length: count }, () => [] as number[]);
  for (let row = 0; row < columns.length; row++) components[componentOf[row]!]!.push(row);
  return components;
}

/** The number of each row's component. Row r refers to `column[start[r]]` … `column[start[r + 1] − 1]`. No recursion: graphs are long. */
export function numberComponents(
  start: Int32Array,
  column: Int32Array,
): { readonly componentOf: Int32Array; readonly count: number } {
  const size = start.length - 1;
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const componentOf = new Int32Array(size).fill(-1);
  const next = start.slice(0, size);
  const open = new Int32Array(size);
  const path = new Int32Array(size);
  let opened = 0;
  let met = 0;
  let count = 0;
  for (let root = 0; root < size; root++) {
    if (index[root]! >= 0) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const vertex = path[depth]!;
      if (index[vertex]! < 0) {
        index[vertex] = low[vertex] = met++;
        open[opened++] = vertex;
      }
      if (next[vertex]! < start[vertex + 1]!) {
        const target = column[next[vertex]!++]!;
        if (index[target]! < 0) path[++depth] = target;
        else if (componentOf[target]! < 0 && index[target]! < low[vertex]!) low[vertex] = index[target]!;
        continue;
      }
      depth--;
      if (depth >= 0 && low[vertex]! < low[path[depth]!]!) low[path[depth]!] = low[vertex]!;
      if (low[vertex] !== index[vertex]) continue;
      while (componentOf[vertex]! < 0) componentOf[open[--opened]!] = count;
      count++;
    }
  }
  return { componentOf, count };
}
