// The code of a law → its value and its derivatives as nodes of an expression graph, by the rules by which the interpreter
// computes them (code/differentiate-code.ts): the same operations, one-sided derivatives at kinks, jumps are flat.

import { LARGEST_MULTIPLIED } from "@ncrn/elementary-functions";
import { Opcode, operandCounts } from "../../bytecode/bytecode-format.js";
import { applyBinary, applyUnary } from "../../code/evaluate-code.js";
import { type ExpressionGraph, Operation } from "../straight/expression-graph.js";
import {
  combined,
  FLAT,
  isConstant,
  isZero,
  type LawValue,
  mapped,
  productOrZero,
  type Slopes,
  unlessStill,
} from "./slopes.js";

/** Instructions, and what they push: opcodes and operands as the interpreter lays them out. */
export interface LawCode {
  readonly opcodes: Uint8Array;
  readonly operands: Float64Array;
}

/** Where laws get their inputs. */
export interface LawInputs {
  readonly species: (operand: number) => number;
  readonly parameter: (operand: number) => number;
  readonly time: () => number;
  /** By instruction the variable it pushes, −1 for none; undefined without derivatives. */
  readonly variables: Int32Array | undefined;
}

/** What the code leaves on its stack. */
export function lawValue(graph: ExpressionGraph, code: LawCode, inputs: LawInputs): LawValue {
  const stack: LawValue[] = [];
  code.opcodes.forEach((opcode, index) => {
    const count = operandCounts[opcode]!;
    const operands = stack.splice(stack.length - count);
    if (count === 0) stack.push(pushed(graph, code, index, inputs));
    else if (operands.every(({ node }) => graph.operationOf(node) === Operation.constant))
      stack.push({ node: graph.constant(folded(graph, opcode, operands)), slopes: FLAT });
    else stack.push(applied(graph, opcode, operands));
  });
  return stack[0]!;
}

function pushed(
  graph: ExpressionGraph,
  { opcodes, operands }: LawCode,
  index: number,
  inputs: LawInputs,
): LawValue {
  const operand = operands[index]!;
  const variable = inputs.variables?.[index] ?? -1;
  const slopes = variable < 0 ? FLAT : new Map([[variable, graph.constant(1)]]);
  switch (opcodes[index]) {
    case Opcode.number:
      return { node: graph.constant(operand), slopes };
    case Opcode.species:
      return { node: inputs.species(operand), slopes };
    case Opcode.parameter:
      return { node: inputs.parameter(operand), slopes };
    default:
      return { node: inputs.time(), slopes };
  }
}

function folded(graph: ExpressionGraph, opcode: number, operands: readonly LawValue[]): number {
  const [a, b, c] = operands.map(({ node }) => graph.valueOf(node));
  if (operands.length === 1) return applyUnary(opcode, a!);
  return operands.length === 2 ? applyBinary(opcode, a!, b!) : a !== 0 ? b! : c!;
}

function applied(graph: ExpressionGraph, opcode: number, operands: readonly LawValue[]): LawValue {
  const [a, b, c] = operands;
  if (c !== undefined) return selected(graph, a!, b!, c);
  return b === undefined ? appliedToOne(graph, opcode, a!) : appliedToTwo(graph, opcode, a!, b);
}

const UNARY: Readonly<Record<number, number>> = {
  [Opcode.exp]: Operation.exp,
  [Opcode.log]: Operation.log,
  [Opcode.sin]: Operation.sin,
  [Opcode.cos]: Operation.cos,
  [Opcode.tan]: Operation.tan,
  [Opcode.tanh]: Operation.tanh,
  [Opcode.sqrt]: Operation.squareRoot,
  [Opcode.floor]: Operation.floor,
  [Opcode.ceil]: Operation.ceiling,
  [Opcode.round]: Operation.round,
};

function appliedToOne(graph: ExpressionGraph, opcode: number, a: LawValue): LawValue {
  switch (opcode) {
    case Opcode.negate:
      return { node: graph.negate(a.node), slopes: mapped(a.slopes, graph.negate) };
    case Opcode.not:
      return flat(graph, graph.unary(Operation.not, truthOf(graph, a.node)));
    case Opcode.abs:
      return { node: graph.absolute(a.node), slopes: slopesOfAbsolute(graph, a) };
    default: {
      const node = graph.unary(UNARY[opcode]!, a.node);
      return { node, slopes: slopesOfFunction(graph, opcode, a, node) };
    }
  }
}

function slopesOfAbsolute(graph: ExpressionGraph, { node, slopes }: LawValue): Slopes {
  const zero = graph.constant(0);
  const isBelow = graph.binary(Operation.less, node, zero);
  const isAbove = graph.binary(Operation.less, zero, node);
  return mapped(slopes, (slope) =>
    graph.choose(isBelow, graph.negate(slope), graph.choose(isAbove, slope, zero)),
  );
}

function slopesOfFunction(
  graph: ExpressionGraph,
  opcode: number,
  { node: a, slopes }: LawValue,
  value: number,
): Slopes {
  const one = graph.constant(1);
  const times = (factor: () => number): Slopes => {
    if (slopes.size === 0) return FLAT;
    const node = factor();
    return mapped(slopes, (slope) => graph.multiply(node, slope));
  };
  switch (opcode) {
    case Opcode.exp:
      return times(() => value);
    case Opcode.log:
      return mapped(slopes, (slope) => graph.divide(slope, a));
    case Opcode.sin:
      return times(() => graph.unary(Operation.cos, a));
    case Opcode.cos:
      return times(() => graph.negate(graph.unary(Operation.sin, a)));
    case Opcode.tan:
      return times(() => graph.add(one, graph.multiply(value, value)));
    case Opcode.tanh:
      return times(() => graph.subtract(one, graph.multiply(value, value)));
    case Opcode.sqrt:
      return mapped(slopes, (slope) =>
        unlessStill(graph, slope, (s) => graph.multiply(graph.divide(graph.constant(0.5), value), s)),
      );
    default:
      return FLAT; // floor, ceil, round: flat between their jumps
  }
}

function appliedToTwo(graph: ExpressionGraph, opcode: number, a: LawValue, b: LawValue): LawValue {
  const zero = graph.constant(0);
  switch (opcode) {
    case Opcode.add:
      return { node: graph.add(a.node, b.node), slopes: combined(a, b, zero, graph.add) };
    case Opcode.subtract:
      return { node: graph.subtract(a.node, b.node), slopes: combined(a, b, zero, graph.subtract) };
    case Opcode.multiply: {
      const slopes = combined(a, b, zero, (left, right) =>
        graph.add(productOrZero(graph, left, b.node), productOrZero(graph, right, a.node)),
      );
      return { node: graph.multiply(a.node, b.node), slopes };
    }
    case Opcode.divide:
      return quotient(graph, a, b);
    case Opcode.remainder:
      return remainder(graph, a, b);
    case Opcode.power:
      return power(graph, a, b);
    case Opcode.min:
    case Opcode.max:
      return extreme(graph, opcode, a, b);
    default:
      return flat(graph, comparison(graph, opcode, a.node, b.node));
  }
}

/** (a/b)′ = (a′ − (a/b)·b′)/b */
function quotient(graph: ExpressionGraph, a: LawValue, b: LawValue): LawValue {
  const node = graph.divide(a.node, b.node);
  const slopes = combined(a, b, graph.constant(0), (left, right) =>
    graph.divide(graph.subtract(left, productOrZero(graph, right, node)), b.node),
  );
  return { node, slopes };
}

function remainder(graph: ExpressionGraph, a: LawValue, b: LawValue): LawValue {
  const slopes = combined(a, b, graph.constant(0), (left, right) => {
    const whole = graph.unary(Operation.truncate, graph.divide(a.node, b.node));
    return graph.subtract(left, productOrZero(graph, right, whole));
  });
  return { node: graph.binary(Operation.remainder, a.node, b.node), slopes };
}

function power(graph: ExpressionGraph, a: LawValue, b: LawValue): LawValue {
  const zero = graph.constant(0);
  const one = graph.constant(1);
  const node = powerNode(graph, a.node, b.node);
  const slopes = combined(a, b, zero, (left, right) => {
    const inBase = unlessStill(graph, left, (slope) => {
      const lower = isConstant(graph, b.node)
        ? graph.constant(graph.valueOf(b.node) - 1)
        : graph.subtract(b.node, one);
      const steepness = graph.multiply(b.node, powerNode(graph, a.node, lower));
      const moves = graph.binary(Operation.notEqual, b.node, zero);
      const known = isConstant(graph, b.node) && graph.valueOf(b.node) !== 0;
      return graph.multiply(known ? steepness : graph.choose(moves, steepness, zero), slope);
    });
    if (isZero(graph, right)) return inBase;
    const isPositive = graph.binary(Operation.less, zero, a.node);
    const steepness = graph.multiply(node, graph.unary(Operation.log, a.node));
    return graph.add(inBase, graph.multiply(graph.choose(isPositive, steepness, zero), right));
  });
  return { node, slopes };
}

/** By multiplication for small whole exponents, in the order of `pow`. */
function powerNode(graph: ExpressionGraph, base: number, exponent: number): number {
  const n = isConstant(graph, exponent) ? graph.valueOf(exponent) : Number.NaN;
  if (n !== Math.trunc(n) || Math.abs(n) > LARGEST_MULTIPLIED)
    return graph.binary(Operation.power, base, exponent);
  if (n === 0) return graph.constant(1);
  return n < 0 ? graph.divide(graph.constant(1), wholePower(graph, base, -n)) : wholePower(graph, base, n);
}

function wholePower(graph: ExpressionGraph, base: number, n: number): number {
  const { multiply } = graph;
  if (n === 1) return base;
  const square = multiply(base, base);
  if (n === 2) return square;
  if (n === 3) return multiply(square, base);
  const fourth = multiply(square, square);
  if (n === 4) return fourth;
  if (n === 5) return multiply(fourth, base);
  if (n === 6) return multiply(fourth, square);
  return n === 7 ? multiply(fourth, multiply(square, base)) : multiply(fourth, fourth);
}

function extreme(graph: ExpressionGraph, opcode: number, a: LawValue, b: LawValue): LawValue {
  const isMinimum = opcode === Opcode.min;
  const operation = isMinimum ? Operation.minimum : Operation.maximum;
  const isFirst = isMinimum
    ? graph.binary(Operation.lessEqual, a.node, b.node)
    : graph.binary(Operation.lessEqual, b.node, a.node);
  return {
    node: graph.binary(operation, a.node, b.node),
    slopes: combined(a, b, graph.constant(0), (left, right) => graph.choose(isFirst, left, right)),
  };
}

function selected(graph: ExpressionGraph, condition: LawValue, a: LawValue, b: LawValue): LawValue {
  if (isConstant(graph, condition.node)) return graph.valueOf(condition.node) !== 0 ? a : b;
  const truth = truthOf(graph, condition.node);
  return {
    node: graph.choose(truth, a.node, b.node),
    slopes: combined(a, b, graph.constant(0), (left, right) => graph.choose(truth, left, right)),
  };
}

/** The truth that the instruction states of two numbers. */
function comparison(graph: ExpressionGraph, opcode: number, a: number, b: number): number {
  switch (opcode) {
    case Opcode.less:
      return graph.binary(Operation.less, a, b);
    case Opcode.lessEqual:
      return graph.binary(Operation.lessEqual, a, b);
    case Opcode.greater:
      return graph.binary(Operation.less, b, a);
    case Opcode.greaterEqual:
      return graph.binary(Operation.lessEqual, b, a);
    case Opcode.equal:
      return graph.binary(Operation.equal, a, b);
    case Opcode.notEqual:
      return graph.binary(Operation.notEqual, a, b);
    case Opcode.and:
      return graph.binary(Operation.both, truthOf(graph, a), truthOf(graph, b));
    default:
      return graph.binary(Operation.either, truthOf(graph, a), truthOf(graph, b));
  }
}

/** Everything but 0 counts as true. */
function truthOf(graph: ExpressionGraph, node: number): number {
  if (graph.operationOf(node) === Operation.number) return graph.leftOf(node);
  return graph.binary(Operation.notEqual, node, graph.constant(0));
}

function flat(graph: ExpressionGraph, truth: number): LawValue {
  return { node: graph.unary(Operation.number, truth), slopes: FLAT };
}
