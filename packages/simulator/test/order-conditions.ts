// The conditions that the coefficients of Runge–Kutta and Rosenbrock methods meet, one for each rooted tree
// (Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.2; Hairer and Wanner II, IV.7).

/** A rooted tree is the list of the trees at its root; a leaf is []. */
export type Tree = readonly Tree[];

export const orderOf = (tree: Tree): number => 1 + tree.reduce((sum, branch) => sum + orderOf(branch), 0);
const densityOf = (tree: Tree): number =>
  orderOf(tree) * tree.reduce((product, branch) => product * densityOf(branch), 1);

/** All rooted trees of an order: 1, 1, 2, 4, 9 for orders 1 to 5. */
export function treesOfOrder(order: number): Tree[] {
  const forests = (size: number, largest: number): Tree[][] => {
    if (size === 0) return [[]];
    return Array.from({ length: Math.min(size, largest) }, (_, k) => k + 1).flatMap((first) =>
      treesOfOrder(first).flatMap((tree) => forests(size - first, first).map((rest) => [tree, ...rest])),
    );
  };
  const key = (tree: Tree): string => `(${tree.map(key).sort().join("")})`;
  const unique = new Map(forests(order - 1, order - 1).map((tree) => [key(tree), tree]));
  return [...unique.values()];
}

/** A matrix as rows; the weights of the solution; all in the classical form of the method. */
export interface ClassicalMethod {
  readonly alpha: number[][];
  readonly beta: number[][];
  readonly weights: number[];
}

/** How far the order condition of a tree is from being met by the solution at a fraction of the step. Nodes with one branch see α + γ, others α. */
function conditionError({ alpha, beta, weights }: ClassicalMethod, tree: Tree, until: number): number {
  const elementary = (node: Tree): number[] => {
    const branches = node.map(elementary);
    const matrix = node.length === 1 ? beta : alpha;
    const sums = branches.map((branch) =>
      matrix.map((row) => row.reduce((sum, a, j) => sum + a * branch[j]!, 0)),
    );
    return weights.map((_, i) => sums.reduce((product, sum) => product * sum[i]!, 1));
  };
  const values = elementary(tree);
  return Math.abs(
    weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0) -
      until ** orderOf(tree) / densityOf(tree),
  );
}

/** The largest error of the conditions of an order, for the solution at a fraction of the step. */
export function worstCondition(method: ClassicalMethod, order: number, until = 1): number {
  return Math.max(...treesOfOrder(order).map((tree) => conditionError(method, tree, until)));
}

/** The coefficients of a Rosenbrock method in the form without matrix products. */
export interface TransformedMethod {
  readonly gamma: number;
  readonly weights: readonly ArrayLike<number>[];
  readonly couplings: readonly ArrayLike<number>[];
}

/** Back from the form without matrix products: Γ⁻¹ = I/γ − C, α = A·Γ, b = m·Γ. */
export function classicalRosenbrock(
  { gamma: diagonal, weights, couplings }: TransformedMethod,
  solution: readonly number[],
): ClassicalMethod {
  const n = weights.length;
  const full = (rows: readonly ArrayLike<number>[]) =>
    rows.map((row) => Array.from({ length: n }, (_, j) => row[j] ?? 0));
  const A = full(weights);
  const C = full(couplings);
  const gamma: number[][] = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let column = 0; column < n; column++) {
    for (let i = column; i < n; i++) {
      let sum = i === column ? 1 : 0;
      for (let j = column; j < i; j++) sum += C[i]![j]! * gamma[j]![column]!;
      gamma[i]![column] = sum * diagonal;
    }
  }
  const product = (row: readonly number[]) =>
    gamma.map((_, j) => row.reduce((sum, a, i) => sum + a * gamma[i]![j]!, 0));
  const alpha = A.map(product);
  return {
    alpha,
    beta: alpha.map((row, i) => row.map((a, j) => a + gamma[i]![j]!)),
    weights: product(solution),
  };
}
