// Problem → the same problem with states that only ever enter as a sum replaced by that sum: exact lumping of ordinary
// differential equations (forward equivalence: Cardelli, Tribastone, Tschaikowski, Vandin, "Maximal aggregation of
// polynomial dynamical systems", PNAS 2017), by refining a partition until no reader tells the members of a block apart.

import { derivativeOf } from "../polynomials/derivative.js";
import { addPolynomials, type Polynomial, polynomialKey } from "../polynomials/polynomial.js";
import { renameVariables } from "../polynomials/substitute.js";
import { groupName } from "./group-name.js";
import type { LearningProblem, StateComponent } from "./learning-problem.js";
import { partitionBy } from "./partition-by.js";

/** Pools states; those of `separate` stay as they are, because something reads them one by one. */
export function poolStates(problem: LearningProblem, separate: ReadonlySet<string>): LearningProblem {
  const blocks = coarsestPartition(problem, separate);
  if (blocks.every((block) => block.length === 1)) return problem;
  const names = problem.states.map(({ name }) => name);
  const renamed = new Map<string, string | undefined>();
  const pooled = blocks.map((block): StateComponent => {
    const [first] = block;
    if (block.length === 1) return first!;
    const name = `sum ${groupName(
      block.map((state) => state.name),
      names,
    )}`;
    for (const state of block) renamed.set(state.name, state === first ? name : undefined);
    return {
      ...first!,
      name,
      initializer: addPolynomials(...block.map(({ initializer }) => initializer)),
      dynamics: addPolynomials(...block.map(({ dynamics }) => dynamics)),
    };
  });
  const rename = (polynomial: Polynomial): Polynomial => renameVariables(polynomial, renamed);
  return {
    ...problem,
    states: pooled.map((state) => ({ ...state, dynamics: rename(state.dynamics) })),
    outputs: problem.outputs.map((output) => ({ ...output, value: rename(output.value) })),
    loss: { ...problem.loss, value: rename(problem.loss.value) },
  };
}

type Block = readonly StateComponent[];

function coarsestPartition(problem: LearningProblem, separate: ReadonlySet<string>): readonly Block[] {
  let blocks = partitionBy(problem.states, ({ name, nonNegative }) =>
    separate.has(name) ? `one ${name}` : `pool ${nonNegative}`,
  );
  for (let count = 0; count !== blocks.length; ) {
    count = blocks.length;
    const readers = [
      ...blocks.map((block) => addPolynomials(...block.map(({ dynamics }) => dynamics))),
      ...problem.outputs.map(({ value }) => value),
      problem.loss.value,
    ];
    blocks = blocks.flatMap((block) => partitionBy(block, ({ name }) => influenceOf(name, readers)));
  }
  return blocks;
}

/** What every reader sees of a state: its partial derivatives. States that nothing reads stay apart, so that they can be read. */
function influenceOf(name: string, readers: readonly Polynomial[]): string {
  const derivatives = readers.map((reader) => {
    const result = derivativeOf(reader, name);
    return result.kind === "derivative" ? polynomialKey(result.polynomial) : `bent by ${name}`;
  });
  return derivatives.some((key) => key !== "") ? derivatives.join("|") : `unread ${name}`;
}
