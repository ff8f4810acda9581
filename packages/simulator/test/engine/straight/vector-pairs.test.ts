// Neighbouring stores by vectors: the same bits as one by one.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createExpressionGraph,
  type ExpressionGraph,
  Operation,
} from "../../../src/engine/straight/expression-graph.js";
import { addStraightLine } from "../../../src/engine/straight/straight-line-functions.js";
import { groupStores } from "../../../src/engine/straight/vector-pairs.js";
import { webAssembly } from "../../../src/engine/webassembly-global.js";
import { createModuleBuilder } from "../../../src/webassembly/module-builder.js";

const SOURCE = 0;
const TARGET = 1;
const SIZE = 12;
const TARGET_ADDRESS = 8 * SIZE;

/** Row r is a sum of terms factor·source[a]·source[b], some taken, shifted from row to row as if by rails. */
type Row = readonly { readonly a: number; readonly b: number; readonly isTaken: boolean }[];

const rows = fc.array(
  fc.array(fc.record({ a: fc.nat(SIZE - 3), b: fc.nat(SIZE - 3), isTaken: fc.boolean() }), {
    minLength: 1,
    maxLength: 9,
  }),
  { minLength: 1, maxLength: 4 },
);

function graphOf(list: readonly Row[], shift: number): ExpressionGraph {
  const graph = createExpressionGraph();
  const weight = graph.parameter(0);
  for (const [r, row] of list.entries())
    for (const lane of [0, 1]) {
      let sum = graph.constant(lane);
      for (const { a, b, isTaken } of row) {
        const left = graph.read(SOURCE, a + shift * lane);
        const right = graph.read(SOURCE, b + lane);
        const flux = graph.multiply(graph.constant(1 + b + lane), graph.multiply(left, right));
        const isOther = isTaken !== (lane === 1 && a % 3 === 0);
        sum = isOther ? graph.subtract(sum, flux) : graph.add(sum, flux);
      }
      const own = graph.read(TARGET, 2 * r + lane);
      const size = graph.binary(Operation.maximum, graph.absolute(sum), graph.negate(own));
      graph.store(TARGET, 2 * r + lane, graph.add(own, graph.multiply(weight, graph.divide(sum, size))));
    }
  return graph;
}

function run(graph: ExpressionGraph, neighbours: "at-once" | "one-by-one"): Float64Array {
  const wasm = webAssembly()!;
  const module = createModuleBuilder({ memory: { minimumPages: 1 } });
  addStraightLine(module, graph, {
    name: "go",
    parameters: ["f64"],
    arrays: [{ address: 0 }, { address: TARGET_ADDRESS }],
    lanes: 1,
    neighbours,
  });
  module.addFunction({
    name: "main",
    exported: true,
    parameters: ["f64"],
    locals: [],
    write: (code, functionIndex) => {
      code.localGet(0);
      code.call(functionIndex("go"));
    },
  });
  const memory = new wasm.Memory({ initial: 1 });
  const { exports } = new wasm.Instance(new wasm.Module(module.build()), { env: { memory } });
  const numbers = new Float64Array(memory.buffer, 0, 2 * SIZE);
  numbers.forEach((_, k) => {
    numbers[k] = Math.sin(1 + k) * 10 ** ((k % 5) - 2);
  });
  exports["main"]!(0.37);
  return numbers.slice();
}

test("neighbours at once have the bits of one by one", () => {
  let pairs = 0;
  fc.assert(
    fc.property(rows, fc.constantFrom(-1, 0, 1, 2), (list, shift) => {
      const graph = graphOf(
        list.map((row) => row.map((term) => ({ ...term, a: Math.max(term.a, 1) }))),
        shift,
      );
      const place = (node: number) =>
        graph.operationOf(node) === Operation.load
          ? { array: graph.leftOf(node), index: graph.rightOf(node) }
          : undefined;
      pairs += groupStores(graph, graph.stores, place).filter(({ pair }) => pair !== undefined).length;
      const apart = new BigUint64Array(run(graph, "one-by-one").buffer);
      expect(new BigUint64Array(run(graph, "at-once").buffer)).toEqual(apart);
    }),
    { numRuns: 200, seed: 3 },
  );
  expect(pairs).toBeGreaterThan(150);
});

test("short rows and rows that are not alike stay as they are", () => {
  const graph = createExpressionGraph();
  graph.store(TARGET, 0, graph.add(graph.read(SOURCE, 0), graph.read(SOURCE, 4)));
  graph.store(TARGET, 1, graph.multiply(graph.read(SOURCE, 1), graph.read(SOURCE, 7)));
  graph.store(TARGET, 2, graph.add(graph.read(SOURCE, 2), graph.read(SOURCE, 3)));
  const place = (node: number) => ({ array: graph.leftOf(node), index: graph.rightOf(node) });
  const groups = groupStores(graph, graph.stores, (node) =>
    graph.operationOf(node) === Operation.load ? place(node) : undefined,
  );
  expect(groups.map(({ pair }) => pair)).toEqual([undefined, undefined, undefined]);
});
