// Straight-line arithmetic with value numbering: equal expressions are one node, whatever they were written for.
//
// Memory is a set of arrays of doubles. A graph stores to each element at most once; what reads an element after its
// store gets the stored node, so that no load follows a store of the same element.
//
// Every node is a number but for truths (comparisons and what is made of them, which `number` turns into 1 or 0) and for
// the pair of numbers between which `choose` chooses.

/** What a node computes. */
export const Operation = {
  /** the number `constants[left]` */
  constant: 0,
  /** element `right` of array `left` as it is before the code runs */
  load: 1,
  /** the function parameter `left`, a number */
  parameter: 2,
  add: 3,
  subtract: 4,
  multiply: 5,
  divide: 6,
  negate: 7,
  absolute: 8,
  squareRoot: 9,
  floor: 10,
  ceiling: 11,
  truncate: 12,
  minimum: 13,
  maximum: 14,
  /** calls of functions of the module */
  power: 15,
  remainder: 16,
  round: 17,
  exp: 18,
  log: 19,
  sin: 20,
  cos: 21,
  tan: 22,
  tanh: 23,
  /** 1 or 0 for a truth */
  number: 24,
  /** the first number of the pair `left` if the truth `right` holds, else the second */
  choose: 25,
  pair: 26,
  /** truths */
  less: 27,
  lessEqual: 28,
  equal: 29,
  notEqual: 30,
  not: 31,
  both: 32,
  either: 33,
} as const;

/** How many nodes an operation takes as operands, by operation. */
const OPERAND_COUNTS = Uint8Array.of(
  ...[0, 0, 0, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2],
  ...[1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2],
);

export function operandCountOf(operation: number): number {
  return OPERAND_COUNTS[operation]!;
}

/** Whether a node with the operation is a truth. */
export function isTruth(operation: number): boolean {
  return operation >= Operation.less;
}

/** A stored result. */
export interface Store {
  readonly array: number;
  readonly index: number;
  readonly node: number;
}

/** Arrays are numbered by the code that uses the graph; nodes by the graph, operands before what uses them. */
export interface ExpressionGraph {
  readonly constant: (value: number) => number;
  readonly parameter: (position: number) => number;
  /** The element's value at this point of the code. */
  readonly read: (array: number, index: number) => number;
  readonly add: (left: number, right: number) => number;
  readonly subtract: (left: number, right: number) => number;
  readonly multiply: (left: number, right: number) => number;
  readonly divide: (left: number, right: number) => number;
  readonly negate: (operand: number) => number;
  readonly absolute: (operand: number) => number;
  /** Any other operation, on operands as it takes them. */
  readonly unary: (operation: number, operand: number) => number;
  readonly binary: (operation: number, left: number, right: number) => number;
  /** `left` if the truth holds, else `right`. */
  readonly choose: (truth: number, left: number, right: number) => number;
  readonly store: (array: number, index: number, node: number) => void;
  readonly operationOf: (node: number) => number;
  readonly leftOf: (node: number) => number;
  readonly rightOf: (node: number) => number;
  readonly valueOf: (node: number) => number;
  readonly stores: readonly Store[];
  readonly nodeCount: () => number;
}

/** An empty graph. */
export function createExpressionGraph(): ExpressionGraph {
  const nodes = createNodeTable();
  const { make, operations, lefts } = nodes;
  const constants: number[] = [];
  const constantNodes = new Map<number | string, number>();
  const stored = createStoredNodes();
  const stores: Store[] = [];
  const constant = (value: number): number => {
    // 1/−0 is another number than 1/0.
    const key = Object.is(value, -0) ? "-0" : value;
    const same = constantNodes.get(key);
    if (same !== undefined) return same;
    constants.push(value);
    const node = make(Operation.constant, constants.length - 1, 0);
    constantNodes.set(key, node);
    return node;
  };
  const isConstant = (node: number, value: number): boolean =>
    operations()[node] === Operation.constant && constants[lefts()[node]!] === value;
  const negated = (node: number): number | undefined =>
    operations()[node] === Operation.negate ? lefts()[node]! : undefined;
  const negate = (operand: number): number => {
    if (operations()[operand] === Operation.constant) return constant(-constants[lefts()[operand]!]!);
    return negated(operand) ?? make(Operation.negate, operand, 0);
  };
  const commutative = (operation: number, left: number, right: number): number =>
    left < right ? make(operation, left, right) : make(operation, right, left);
  return {
    constant,
    parameter: (position) => make(Operation.parameter, position, 0),
    read: (array, index) => stored.get(array, index) ?? make(Operation.load, array, index),
    add: (left, right) => {
      if (isConstant(left, 0)) return right;
      if (isConstant(right, 0)) return left;
      const taken = negated(right);
      if (taken !== undefined) return make(Operation.subtract, left, taken);
      const first = negated(left);
      if (first !== undefined) return make(Operation.subtract, right, first);
      return commutative(Operation.add, left, right);
    },
    subtract: (left, right) => {
      if (isConstant(right, 0)) return left;
      if (isConstant(left, 0)) return negate(right);
      const added = negated(right);
      return added === undefined
        ? make(Operation.subtract, left, right)
        : commutative(Operation.add, left, added);
    },
    multiply: (left, right) => {
      if (isConstant(left, 1)) return right;
      if (isConstant(right, 1)) return left;
      if (isConstant(left, -1)) return negate(right);
      if (isConstant(right, -1)) return negate(left);
      return commutative(Operation.multiply, left, right);
    },
    divide: (left, right) => (isConstant(right, 1) ? left : make(Operation.divide, left, right)),
    negate,
    absolute: (operand) => make(Operation.absolute, operand, 0),
    unary: (operation, operand) => make(operation, operand, 0),
    binary: make,
    choose: (truth, left, right) =>
      left === right ? left : make(Operation.choose, make(Operation.pair, left, right), truth),
    store: (array, index, node) => {
      stored.set(array, index, node);
      stores.push({ array, index, node });
    },
    operationOf: (node) => operations()[node]!,
    leftOf: (node) => lefts()[node]!,
    rightOf: (node) => nodes.rights()[node]!,
    valueOf: (node) => constants[lefts()[node]!]!,
    stores,
    nodeCount: nodes.count,
  };
}

/** Nodes by what they compute: a hash table over growing arrays, since large networks have millions of nodes. */
interface NodeTable {
  /** The node of this operation, made if there is none. */
  readonly make: (operation: number, left: number, right: number) => number;
  readonly operations: () => Uint8Array;
  readonly lefts: () => Int32Array;
  readonly rights: () => Int32Array;
  readonly count: () => number;
}

function createNodeTable(): NodeTable {
  let capacity = 256;
  let operations = new Uint8Array(capacity);
  let lefts = new Int32Array(capacity);
  let rights = new Int32Array(capacity);
  let count = 0;
  // Node + 1 by place; 0 is an empty place. At most half of the places are taken.
  let places = new Int32Array(2 * capacity);
  const placeOf = (operation: number, left: number, right: number): number => {
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b) ^ Math.imul(operation, 0xc2b2ae35);
    hash ^= hash >>> 15;
    const mask = places.length - 1;
    let place = hash & mask;
    for (let entry = places[place]!; entry !== 0; entry = places[place]!) {
      const node = entry - 1;
      if (lefts[node] === left && rights[node] === right && operations[node] === operation) break;
      place = (place + 1) & mask;
    }
    return place;
  };
  const grow = (): void => {
    capacity *= 2;
    operations = grown(operations, new Uint8Array(capacity));
    lefts = grown(lefts, new Int32Array(capacity));
    rights = grown(rights, new Int32Array(capacity));
    places = new Int32Array(2 * capacity);
    for (let node = 0; node < count; node++)
      places[placeOf(operations[node]!, lefts[node]!, rights[node]!)] = node + 1;
  };
  const make = (operation: number, left: number, right: number): number => {
    const place = placeOf(operation, left, right);
    if (places[place] !== 0) return places[place]! - 1;
    const node = count++;
    operations[node] = operation;
    lefts[node] = left;
    rights[node] = right;
    places[place] = node + 1;
    if (count === capacity) grow();
    return node;
  };
  return { make, operations: () => operations, lefts: () => lefts, rights: () => rights, count: () => count };
}

function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The node last stored in each element, by array. */
function createStoredNodes(): {
  readonly get: (array: number, index: number) => number | undefined;
  readonly set: (array: number, index: number, node: number) => void;
} {
  const arrays: (number | undefined)[][] = [];
  return {
    get: (array, index) => arrays[array]?.[index],
    set: (array, index, node) => {
      const list = arrays[array] ?? [];
      arrays[array] = list;
      list[index] = node;
    },
  };
}
