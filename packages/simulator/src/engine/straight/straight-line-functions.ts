// Expression graph → WebAssembly functions that carry out its stores in order, without loops or branches.
//
// A function is cut off after so many stores, since optimising compilers give up on very long ones. A node that an
// earlier function stored is loaded again; any other is computed anew where it is needed.

import { InternalError } from "../../internal-error.js";
import type { CodeWriter } from "../../webassembly/code-writer.js";
import type { ValueType } from "../../webassembly/instructions.js";
import type { ModuleBuilder } from "../../webassembly/module-builder.js";
import { type ExpressionGraph, Operation, operandCountOf, type Store } from "./expression-graph.js";
import {
  type LanesOfPairs,
  loadedPlace,
  type PartPlan,
  planPart,
  registerLanes,
  type StoredBefore,
} from "./plan-part.js";
import {
  groupStores,
  type PairSource,
  type PlaceOf,
  type StoreGroup,
  type VectorPair,
} from "./vector-pairs.js";

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
  /** Whether two elements next to each other are computed by vectors where that saves instructions (vector-pairs.ts). */
  readonly neighbours: "at-once" | "one-by-one";
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
    const placeOf: PlaceOf = (node) => storedBefore(node) ?? loadedPlace(graph, node);
    const groups =
      options.lanes === 1 && options.neighbours === "at-once"
        ? groupStores(graph, stores, placeOf)
        : stores.map((store) => ({ store, pair: undefined, found: [] }));
    const plan = planPart(graph, groups, { storedBefore, placeOf, counts });
    module.addFunction({
      name: names[part]!,
      parameters: [...parameters],
      locals: [
        [plan.numberCount, options.lanes === 2 ? "v128" : "f64"],
        [plan.truthCount, "i32"],
        [plan.vectorCount, "v128"],
      ],
      write: (code, functionIndex) =>
        writePart(
          { code, graph, options, plan, storedBefore, placeOf, functionIndex, lanes: new Map() },
          groups,
        ),
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

interface Part {
  readonly code: CodeWriter;
  readonly graph: ExpressionGraph;
  readonly options: StraightLineOptions;
  readonly plan: PartPlan;
  readonly storedBefore: StoredBefore;
  readonly placeOf: PlaceOf;
  readonly lanes: LanesOfPairs;
  readonly functionIndex: (name: string) => number;
}

function writePart(part: Part, groups: readonly StoreGroup[]): void {
  const { code } = part;
  const computed = new Set<number | VectorPair>();
  for (const group of groups) {
    const { store, pair } = group;
    const offset = writeAddress(part, store.array, store.index);
    if (pair === undefined) writeNode(part, store.node, computed);
    else writePair(part, pair, computed);
    if (pair !== undefined || part.options.lanes === 2) code.v128Store(offset);
    else code.f64Store(offset);
    registerLanes(part.lanes, group);
  }
}

/** Pushes two numbers as a vector. */
function writePair(part: Part, pair: VectorPair, computed: Set<number | VectorPair>): void {
  const { code, plan, options } = part;
  const local = plan.localOfPair.get(pair);
  const place = options.parameters.length + (local ?? 0);
  if (local !== undefined && computed.has(pair)) {
    code.localGet(place);
    return;
  }
  writePairSource(part, pair.source, computed);
  if (local === undefined) return;
  code.localTee(place);
  computed.add(pair);
}

function writePairSource(part: Part, source: PairSource, computed: Set<number | VectorPair>): void {
  const { code, placeOf } = part;
  switch (source.kind) {
    case "load":
      code.v128Load(writeAddress(part, source.array, source.index));
      return;
    case "constants":
      code.f64x2Const(source.first, source.second);
      return;
    case "splat": {
      const place = placeOf(source.node);
      if (place !== undefined) {
        code.v128Load64Splat(writeAddress(part, place.array, place.index));
        return;
      }
      writeNode(part, source.node, computed);
      code.f64x2Splat();
      return;
    }
    case "joined":
      writeJoined(part, source, computed);
      return;
    case "result":
      for (const operand of source.operands) writePair(part, operand, computed);
      code[PAIR_INSTRUCTIONS[source.operation - Operation.add]!]();
  }
}

function writeJoined(
  part: Part,
  { first, second }: { readonly first: number; readonly second: number },
  computed: Set<number | VectorPair>,
): void {
  const { code, placeOf } = part;
  const place = placeOf(second);
  const offset = place === undefined ? 0 : writeAddress(part, place.array, place.index);
  writePairSource(part, { kind: "splat", node: first }, computed);
  if (place !== undefined) {
    code.v128Load64Lane(offset, 1);
    return;
  }
  writeNode(part, second, computed);
  code.f64x2ReplaceLane(1);
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
function writeNode(part: Part, root: number, computed: Set<number | VectorPair>): void {
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
      const place = local === undefined ? part.lanes.get(node) : undefined;
      if (place !== undefined) {
        writePair(part, place.pair, computed);
        code.f64x2ExtractLane(place.lane);
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
