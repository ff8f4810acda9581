// Expression graph → WebAssembly functions that carry out its stores in order, without loops or branches.
//
// A function is cut off after so many stores, since optimising compilers give up on very long ones. A node that an
// earlier function stored is loaded again; any other is computed anew where it is needed.

import { InternalError } from "../../internal-error.js";
import type { CodeWriter } from "../../webassembly/code-writer.js";
import type { ValueType } from "../../webassembly/instructions.js";
import type { ModuleBuilder } from "../../webassembly/module-builder.js";
import { type ExpressionGraph, isTruth, Operation, operandCountOf, type Store } from "./expression-graph.js";

/** Where an array of doubles starts: at an address, or where a parameter of the function points to. */
export type ArrayPlace = { readonly address: number } | { readonly pointer: number };

/** The function that carries out a graph. */
export interface StraightLineOptions {
  /** Of the function; each calls the next parts with the same arguments. */
  readonly name: string;
  readonly parameters: readonly ValueType[];
  /** By array number of the graph. */
  readonly arrays: readonly ArrayPlace[];
  /**
   * How many systems are computed at once. With two, each element of an array is a pair of numbers, one of each system;
   * numbers that are parameters hold for both. Graphs that compare or call functions have one.
   */
  readonly lanes: Lanes;
}

/** Systems that are computed at once. */
export type Lanes = 1 | 2;

/** Stores of one function, and about how many nodes it may compute for them. */
const LONGEST_FUNCTION = 2000;
const MOST_NODES = 40_000;

/** Adds a function `name` without result, and its parts if it is long. */
export function addStraightLine(
  module: ModuleBuilder,
  graph: ExpressionGraph,
  options: StraightLineOptions,
): void {
  const { name, parameters } = options;
  const nodesOfStore = graph.nodeCount() / Math.max(1, graph.stores.length);
  const longest = Math.max(1, Math.min(LONGEST_FUNCTION, Math.floor(MOST_NODES / nodesOfStore)));
  const parts = partsOf(graph.stores, longest);
  const storedIn = firstStores(graph, parts);
  const names = parts.map((_, part) => (parts.length === 1 ? name : `${name}.${part}`));
  const counts = new Int32Array(graph.nodeCount());
  parts.forEach((stores, part) => {
    const storedBefore: StoredBefore = (node) => {
      const place = storedIn?.[node];
      return place === undefined || place < 0 || place >= part * longest ? undefined : graph.stores[place];
    };
    const plan = planPart(graph, stores, { storedBefore, counts });
    module.addFunction({
      name: names[part]!,
      parameters: [...parameters],
      locals: [
        [plan.numberCount, options.lanes === 2 ? "v128" : "f64"],
        [plan.truthCount, "i32"],
      ],
      write: (code, functionIndex) =>
        writePart({ code, graph, options, plan, storedBefore, functionIndex }, stores),
    });
  });
  if (parts.length === 1) return;
  module.addFunction({
    name,
    parameters: [...parameters],
    locals: [],
    write: (code, functionIndex) => {
      for (const part of names) {
        parameters.forEach((_, parameter) => {
          code.localGet(parameter);
        });
        code.call(functionIndex(part));
      }
    },
  });
}

function partsOf(stores: readonly Store[], longest: number): readonly (readonly Store[])[] {
  const count = Math.max(1, Math.ceil(stores.length / longest));
  return Array.from({ length: count }, (_, part) => stores.slice(part * longest, (part + 1) * longest));
}

/** By node the number of the first store of it, −1 if there is none; undefined if one function holds everything. */
function firstStores(graph: ExpressionGraph, parts: readonly unknown[]): Int32Array | undefined {
  if (parts.length === 1) return undefined;
  const first = new Int32Array(graph.nodeCount()).fill(-1);
  graph.stores.forEach(({ node }, index) => {
    if (first[node]! < 0) first[node] = index;
  });
  return first;
}

/**
 * Which nodes a function keeps in locals, those of numbers before those of truths: all that it needs more than once, but
 * what costs nothing, and pairs, which are two values.
 */
interface PartPlan {
  readonly localOf: ReadonlyMap<number, number>;
  readonly numberCount: number;
  readonly truthCount: number;
}

type StoredBefore = (node: number) => Store | undefined;

/** `counts` are numbers of uses by node, all 0 before and after. */
function planPart(
  graph: ExpressionGraph,
  stores: readonly Store[],
  { storedBefore, counts }: { readonly storedBefore: StoredBefore; readonly counts: Int32Array },
): PartPlan {
  const used: number[] = [];
  const pending: number[] = [];
  const use = (node: number): void => {
    // The operands of a pair are written out wherever it is.
    if (counts[node]!++ > 0 && graph.operationOf(node) !== Operation.pair) return;
    if (counts[node] === 1) used.push(node);
    pending.push(node);
  };
  for (const { node } of stores) {
    use(node);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const operands = operandCountOf(graph.operationOf(next));
      if (operands === 0 || storedBefore(next) !== undefined) continue;
      use(graph.leftOf(next));
      if (operands === 2) use(graph.rightOf(next));
    }
  }
  const plan = planLocals(
    graph,
    used.filter((node) => counts[node]! > 1),
  );
  for (const node of used) counts[node] = 0;
  return plan;
}

function planLocals(graph: ExpressionGraph, repeated: readonly number[]): PartPlan {
  const numbers: number[] = [];
  const truths: number[] = [];
  for (const node of repeated) {
    const operation = graph.operationOf(node);
    if (isTruth(operation)) truths.push(node);
    else if (
      operation !== Operation.constant &&
      operation !== Operation.parameter &&
      operation !== Operation.pair
    )
      numbers.push(node);
  }
  return {
    localOf: new Map([...numbers, ...truths].map((node, index) => [node, index])),
    numberCount: numbers.length,
    truthCount: truths.length,
  };
}

interface Part {
  readonly code: CodeWriter;
  readonly graph: ExpressionGraph;
  readonly options: StraightLineOptions;
  readonly plan: PartPlan;
  readonly storedBefore: StoredBefore;
  readonly functionIndex: (name: string) => number;
}

function writePart(part: Part, stores: readonly Store[]): void {
  const { code } = part;
  const computed = new Set<number>();
  for (const { array, index, node } of stores) {
    const offset = writeAddress(part, array, index);
    writeNode(part, node, computed);
    if (part.options.lanes === 2) code.v128Store(offset);
    else code.f64Store(offset);
  }
}

/** Pushes the base of an element; returns its offset from there. */
function writeAddress({ code, options }: Part, array: number, index: number): number {
  const place = options.arrays[array]!;
  const offset = 8 * options.lanes * index;
  if ("pointer" in place) {
    code.localGet(place.pointer);
    return offset;
  }
  code.i32Const(0);
  return place.address + offset;
}

/** Pushes the value of a node. Works off a list instead of calling itself: sums can be very long. */
function writeNode(part: Part, root: number, computed: Set<number>): void {
  const { code, graph, options, plan, storedBefore } = part;
  const firstLocal = options.parameters.length;
  // A node twice: 2·node to compute it, 2·node + 1 when its operands have been pushed.
  const pending = [2 * root];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const node = entry >> 1;
    const local = plan.localOf.get(node);
    if ((entry & 1) === 0) {
      if (local !== undefined && computed.has(node)) {
        code.localGet(firstLocal + local);
        continue;
      }
      const operands = operandCountOf(graph.operationOf(node));
      const stored = storedBefore(node);
      if (operands > 0 && stored === undefined) {
        pending.push(2 * node + 1);
        if (operands === 2) pending.push(2 * graph.rightOf(node));
        pending.push(2 * graph.leftOf(node));
        continue;
      }
      writeLeaf(part, node, stored);
    } else writeOperation(part, node);
    if (local === undefined) continue;
    code.localTee(firstLocal + local);
    computed.add(node);
  }
}

function writeLeaf(part: Part, node: number, stored: Store | undefined): void {
  const { code, graph, options } = part;
  const isPair = options.lanes === 2;
  const operation = graph.operationOf(node);
  if (stored === undefined && operation === Operation.constant) {
    const value = graph.valueOf(node);
    if (isPair) code.f64x2Const(value, value);
    else code.f64Const(value);
    return;
  }
  if (stored === undefined && operation === Operation.parameter) {
    code.localGet(graph.leftOf(node));
    if (isPair) code.f64x2Splat();
    return;
  }
  const array = stored?.array ?? graph.leftOf(node);
  const offset = writeAddress(part, array, stored?.index ?? graph.rightOf(node));
  if (isPair) code.v128Load(offset);
  else code.f64Load(offset);
}

/** Instructions by operation, from `add` on; names of functions where there is no instruction. */
const INSTRUCTIONS = [
  ...(["f64Add", "f64Sub", "f64Mul", "f64Div", "f64Neg", "f64Abs", "f64Sqrt"] as const),
  ...(["f64Floor", "f64Ceil", "f64Trunc", "f64Min", "f64Max"] as const),
] as const;
/** The same for pairs of numbers. */
const PAIR_INSTRUCTIONS = [
  ...(["f64x2Add", "f64x2Sub", "f64x2Mul", "f64x2Div", "f64x2Neg", "f64x2Abs", "f64x2Sqrt"] as const),
  ...(["f64x2Floor", "f64x2Ceil", "f64x2Trunc", "f64x2Min", "f64x2Max"] as const),
] as const;
const FUNCTIONS = ["pow", "remainder", "round", "exp", "log", "sin", "cos", "tan", "tanh"] as const;
const OF_TRUTHS = [
  ...(["f64ConvertI32S", "select", "nop"] as const),
  ...(["f64Lt", "f64Le", "f64Eq", "f64Ne", "i32Eqz", "i32And", "i32Or"] as const),
] as const;

/** Names of the functions of the module that a graph calls. */
export function functionsOf(graph: ExpressionGraph): ReadonlySet<string> {
  const names = new Set<string>();
  for (let node = 0; node < graph.nodeCount(); node++) {
    const name = FUNCTIONS[graph.operationOf(node) - Operation.power];
    if (name !== undefined) names.add(name);
  }
  return names;
}

function writeOperation({ code, graph, options, functionIndex }: Part, node: number): void {
  const operation = graph.operationOf(node);
  if (options.lanes === 2) {
    const instruction = PAIR_INSTRUCTIONS[operation - Operation.add];
    if (instruction === undefined)
      throw new InternalError("Pairs are neither compared nor given to functions");
    code[instruction]();
    return;
  }
  if (operation === Operation.pair) return;
  if (operation < Operation.power) code[INSTRUCTIONS[operation - Operation.add]!]();
  else if (operation < Operation.number) code.call(functionIndex(FUNCTIONS[operation - Operation.power]!));
  else code[OF_TRUTHS[operation - Operation.number]!]();
}
