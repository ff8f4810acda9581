// Coefficients and rates as straight-line code.
import { createLawCopier } from "../laws/copy-law-nodes.js";
import { COEFFICIENTS, FIRST, FIXED, RATE_CONSTANTS, SECOND, STAGE_TIME, STATE } from "./array-numbers.js";
import { addFunction, addVectorFunction, type CodeTarget } from "./code-target.js";
import { createExpressionGraph, type ExpressionGraph } from "./expression-graph.js";
import { createPoint, rateOfRow } from "./points.js";

/** Coefficients from rate constants and from the concentrations that stand still, and what is fixed in laws. */
export function addBind(target: CodeTarget): void {
  const { coefficients, system, laws } = target.structure;
  const graph = createExpressionGraph();
  const fixed = storeFixed(target, graph);
  const { start, species } = system.fluxes;
  const fluxFactor = (reaction: number): number => {
    if (laws.isVarying[reaction]!) return graph.constant(1);
    const steady = laws.steadyLaws[reaction];
    if (steady !== undefined) return fixed(steady);
    let value = graph.read(RATE_CONSTANTS, system.reactions[reaction]!);
    for (let k = start[reaction]!; k < start[reaction + 1]!; k++)
      value = graph.multiply(value, graph.read(STATE, species[k]!));
    return value;
  };
  coefficients.parts.forEach((parts, coefficient) => {
    let sum = graph.constant(0);
    for (const { reaction, change } of parts)
      sum = graph.add(sum, graph.multiply(graph.constant(change), fluxFactor(reaction)));
    graph.store(COEFFICIENTS, coefficient, sum);
  });
  addFunction(target, "bind", graph, []);
}

/** Adds `bindLaws()`, for loops: only what is fixed in laws. */
export function addBindLaws(target: CodeTarget): void {
  const graph = createExpressionGraph();
  storeFixed(target, graph);
  addFunction(target, "bindLaws", graph, []);
}

function storeFixed({ structure: { laws } }: CodeTarget, graph: ExpressionGraph): (node: number) => number {
  const copy = createLawCopier(laws, graph, { point: FIRST, time: STAGE_TIME, readsFixed: false });
  laws.fixed.forEach((node, place) => {
    graph.store(FIXED, place, copy(node));
  });
  return copy;
}

/** Rates of change of the core at a point. */
export function addRates(target: CodeTarget): void {
  const { structure } = target;
  const graph = createExpressionGraph();
  const at = createPoint(structure, graph, FIRST);
  for (let row = 0; row < structure.system.coreSize; row++)
    graph.store(SECOND, row, rateOfRow(graph, structure, row, at));
  addVectorFunction(target, "rates", graph, ["addresses", "addresses"]);
}
