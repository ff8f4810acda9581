import { expect, test } from "vitest";
import { createExpressionGraph } from "../../../src/engine/straight/expression-graph.js";

test("equal constants are one node, but 0 and −0 are two: 1 divided by them is not the same", () => {
  const graph = createExpressionGraph();
  const zero = graph.constant(0);
  const negativeZero = graph.constant(-0);
  expect(graph.constant(0)).toBe(zero);
  expect(graph.constant(-0)).toBe(negativeZero);
  expect([graph.valueOf(zero), graph.valueOf(negativeZero)]).toEqual([0, -0]);
});

test("what is negated twice, added to 0 or multiplied by 1 is no new node", () => {
  const graph = createExpressionGraph();
  const value = graph.read(0, 3);
  expect(graph.negate(graph.negate(value))).toBe(value);
  expect(graph.add(value, graph.constant(0))).toBe(value);
  expect(graph.multiply(graph.constant(1), value)).toBe(value);
  expect(graph.read(0, 3)).toBe(value);
});

test("what reads an element after its store gets what was stored", () => {
  const graph = createExpressionGraph();
  const sum = graph.add(graph.read(0, 0), graph.read(0, 1));
  graph.store(1, 0, sum);
  expect(graph.read(1, 0)).toBe(sum);
});
