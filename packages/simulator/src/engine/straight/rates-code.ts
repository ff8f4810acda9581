// Coefficients and rates as straight-line code.
import {
  addFunction,
  COEFFICIENTS,
  type CodeTarget,
  FIRST,
  RATE_CONSTANTS,
  SECOND,
  STATE,
} from "./code-target.js";
import { createExpressionGraph } from "./expression-graph.js";
import { createPoint } from "./points.js";

/** Coefficients from rate constants and from the concentrations that stand still. */
export function addBind(target: CodeTarget): void {
  const { coefficients, system, reactions } = target.structure;
  const graph = createExpressionGraph();
  const { start, species } = system.fluxes;
  const fluxFactor = (reaction: number): number => {
    let value = graph.read(RATE_CONSTANTS, reactions[reaction]!);
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

/** Rates of change of the core at a point. */
export function addRates(target: CodeTarget): void {
  const { system, coefficients } = target.structure;
  const { rowStart, slot } = system.terms;
  const graph = createExpressionGraph();
  const at = createPoint(system, graph, FIRST);
  for (let row = 0; row < system.coreSize; row++) {
    let sum = graph.constant(0);
    for (let term = rowStart[row]!; term < rowStart[row + 1]!; term++) {
      const coefficient = graph.read(COEFFICIENTS, coefficients.ofTerm[term]!);
      const flux = graph.multiply(coefficient, at(slot[term]!));
      sum = coefficients.signOfTerm[term]! < 0 ? graph.subtract(sum, flux) : graph.add(sum, flux);
    }
    graph.store(SECOND, row, sum);
  }
  addFunction(target, "rates", graph, ["addresses", "addresses"]);
}
