// Functions that compute the laws of a system into slots, for loops that read them there.
import { FIRST, LAW_SLOPES, SIGNATURE, SLOTS } from "../straight/array-numbers.js";
import { addFunction, type CodeTarget } from "../straight/code-target.js";
import { createExpressionGraph } from "../straight/expression-graph.js";
import { createPoint, placesAt } from "../straight/points.js";
import { createLawCopier } from "./copy-law-nodes.js";
import { keptSlopeSlots } from "./law-slopes.js";

/** `laws(y)`: values at y and STAGE_TIME. */
export function addLaws(target: CodeTarget): void {
  const { structure } = target;
  const graph = createExpressionGraph();
  const at = createPoint(structure, graph, FIRST);
  for (const slot of structure.laws.valueSlots) graph.store(SLOTS, slot, at(slot));
  addFunction(target, "laws", graph, ["addresses"]);
}

/** `lawSlopes(y)`: values and derivatives at y and STAGE_TIME; derivatives that steps need later on are kept. */
export function addLawSlopes(target: CodeTarget): void {
  const { structure } = target;
  const { firstSlot, endSlot } = structure.laws;
  const graph = createExpressionGraph();
  const at = createPoint(structure, graph, FIRST);
  for (let slot = firstSlot; slot < endSlot; slot++) graph.store(SLOTS, slot, at(slot));
  for (const slot of keptSlopeSlots(structure, target.isBalanced))
    graph.store(LAW_SLOPES, slot - firstSlot, at(slot));
  addFunction(target, "lawSlopes", graph, ["addresses"]);
}

/** `signature(y)`: at y and STAGE_TIME, into SIGNATURE; nothing if no law jumps. */
export function addSignature(target: CodeTarget): void {
  const { laws } = target.structure;
  if (laws.signature === undefined) return;
  const graph = createExpressionGraph();
  graph.store(SIGNATURE, 0, createLawCopier(laws, graph, placesAt(FIRST))(laws.signature));
  addFunction(target, "signature", graph, ["addresses"]);
}
