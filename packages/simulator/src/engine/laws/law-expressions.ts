// The laws of a system → expressions for their values and derivatives, and which of their parts stay the same during a solve.
import { Opcode } from "../../bytecode/bytecode-format.js";
import { compileCode } from "../../code/evaluate-code.js";
import type { PreparedSystem } from "../../equations/prepared-system.js";
import type { PreparedLaw } from "../../equations/slot-layout.js";
import { FIRST, PARAMETERS, STAGE_TIME, STATE } from "../straight/array-numbers.js";
import {
  createExpressionGraph,
  type ExpressionGraph,
  isTruth,
  Operation,
  operandCountOf,
} from "../straight/expression-graph.js";
import { functionsOf } from "../straight/straight-line-functions.js";
import { signatureOf } from "./jump-signature.js";
import { lawValue } from "./law-values.js";

/**
 * All laws in one graph, which shares what they have in common. It is never carried out itself but copied
 * (copy-law-nodes.ts): it reads unknowns from array `FIRST`, the time from `STAGE_TIME`.
 */
export interface LawExpressions {
  /** Whether there are any, steady or not. */
  readonly hasLaws: boolean;
  readonly graph: ExpressionGraph;
  /** Nodes by slot: the value of each law that varies, and its derivatives. A slot without a node holds 0. */
  readonly nodeOfSlot: ReadonlyMap<number, number>;
  /** Slots of laws' values in ascending order; the first of them, and what follows the last derivative. */
  readonly valueSlots: readonly number[];
  readonly firstSlot: number;
  readonly endSlot: number;
  /** Derivatives of each law, as far as they are not 0 throughout, by the slot of its value. */
  readonly slopesOf: ReadonlyMap<number, readonly LawSlope[]>;
  /** By active reaction: the flux, where a law stands still; undefined for mass action and for laws that vary. */
  readonly steadyLaws: readonly (number | undefined)[];
  /** By active reaction: whether its law varies. */
  readonly isVarying: readonly boolean[];
  /** What is computed once a solve, in this order, and the place of each node in it. Place 0 holds the number 1. */
  readonly fixed: readonly number[];
  readonly placeOfFixed: ReadonlyMap<number, number>;
  /** A number that is another one on each side of every jump; undefined if no law jumps. */
  readonly signature: number | undefined;
  /** Functions that the laws call. */
  readonly functions: ReadonlySet<string>;
}

/** The slot of a derivative, and the unknown it is taken with respect to; undefined for the time. */
export interface LawSlope {
  readonly slot: number;
  readonly unknown: number | undefined;
}

/** Expressions for all laws of a system, steady or varying. */
export function lawExpressions(system: PreparedSystem): LawExpressions {
  const graph = createExpressionGraph();
  const { nodeOfSlot, slopesOf } = varyingLaws(graph, system);
  const steadyLaws = steadyLawsOf(graph, system);
  const signature = signatureOf(
    graph,
    system.laws.map(({ slot }) => nodeOfSlot.get(slot)!),
  );
  const outputs = [...nodeOfSlot.values(), ...(signature === undefined ? [] : [signature])];
  const steady = steadyLaws.filter((node) => node !== undefined);
  const hasLaws = nodeOfSlot.size + steady.length > 0;
  const fixed = hasLaws ? [...new Set([graph.constant(1), ...steady, ...fixedParts(graph, outputs)])] : [];
  const valueSlots = system.laws.map(({ slot }) => slot);
  return {
    hasLaws,
    graph,
    nodeOfSlot,
    slopesOf,
    valueSlots,
    firstSlot: valueSlots[0] ?? system.products.first,
    endSlot: system.products.first,
    steadyLaws,
    isVarying: system.fluxes.isVarying,
    signature,
    fixed,
    placeOfFixed: new Map(fixed.map((node, place) => [node, place])),
    functions: functionsOf(graph),
  };
}

function varyingLaws(
  graph: ExpressionGraph,
  system: PreparedSystem,
): Pick<LawExpressions, "nodeOfSlot" | "slopesOf"> {
  const nodeOfSlot = new Map<number, number>();
  const slopesOf = new Map<number, readonly LawSlope[]>();
  for (const law of system.laws) {
    const inputs = inputsOf(graph, system, law.differentiated.variables);
    const { node, slopes } = lawValue(graph, law.code, inputs);
    const unknowns = unknownsOfVariables(system, law);
    const places = [...slopes.keys()].map((variable) => ({
      slot: law.slot + 1 + variable,
      unknown: unknowns.get(variable),
    }));
    nodeOfSlot.set(law.slot, node);
    for (const [variable, slope] of slopes)
      nodeOfSlot.set(law.slot + 1 + variable, finiteOrZero(graph, slope));
    slopesOf.set(law.slot, places);
  }
  return { nodeOfSlot, slopesOf };
}

/** Whether a slot belongs to a law. */
export function isLawSlot({ firstSlot, endSlot }: LawExpressions, slot: number): boolean {
  return slot >= firstSlot && slot < endSlot;
}

/** A law reads no concentration below 0: that is round-off, and √x and xᵃ must not see it. */
function inputsOf(
  graph: ExpressionGraph,
  { unknowns, lawInputs, lawConstants }: PreparedSystem,
  variables: Int32Array,
): Parameters<typeof lawValue>[2] {
  return {
    species: (operand) => {
      const input = operand - unknowns.length - 1;
      const unknown = lawInputs[input];
      if (unknown === undefined) return graph.read(STATE, lawConstants[input - lawInputs.length]!);
      return graph.binary(Operation.maximum, graph.constant(0), graph.read(FIRST, unknown));
    },
    parameter: (operand) => graph.read(PARAMETERS, operand),
    time: () => graph.read(STAGE_TIME, 0),
    variables,
  };
}

/** By number of the variable; that of the time is missing. */
function unknownsOfVariables(
  { unknowns, lawInputs }: PreparedSystem,
  { code, differentiated }: PreparedLaw,
): ReadonlyMap<number, number> {
  const result = new Map<number, number>();
  differentiated.variables.forEach((variable, index) => {
    if (variable >= 0 && code.opcodes[index] === Opcode.species)
      result.set(variable, lawInputs[code.operands[index]! - unknowns.length - 1]!);
  });
  return result;
}

function steadyLawsOf(
  graph: ExpressionGraph,
  { program, fluxes, reactions }: PreparedSystem,
): readonly (number | undefined)[] {
  return fluxes.isVarying.map((isVarying, reaction) => {
    const { kind, code } = program.reactions[reactions[reaction]!]!.rate;
    if (isVarying || kind !== "law") return undefined;
    return lawValue(graph, compileCode(code), {
      species: (species) => graph.read(STATE, species),
      parameter: (operand) => graph.read(PARAMETERS, operand),
      time: () => graph.constant(0),
      variables: undefined,
    }).node;
  });
}

/** An infinite slope (√x at 0) is left out, as in the interpreter. */
function finiteOrZero(graph: ExpressionGraph, slope: number): number {
  const operation = graph.operationOf(slope);
  if (operation === Operation.load) return slope;
  const zero = graph.constant(0);
  const staysFinite = graph.binary(Operation.equal, graph.subtract(slope, slope), zero);
  return graph.choose(staysFinite, slope, zero);
}

/**
 * The largest parts of the outputs that read neither unknowns nor the time. Truths and pairs are no numbers to be kept:
 * of those that are fixed the operands are.
 */
function fixedParts(graph: ExpressionGraph, outputs: readonly number[]): readonly number[] {
  const isFixed = new Uint8Array(graph.nodeCount());
  for (let node = 0; node < isFixed.length; node++) {
    const operation = graph.operationOf(node);
    const count = operandCountOf(operation);
    if (count === 0) isFixed[node] = operation === Operation.constant || isFixedLoad(graph, node) ? 1 : 0;
    else if (isFixed[graph.leftOf(node)] === 1)
      isFixed[node] = count === 1 || isFixed[graph.rightOf(node)] === 1 ? 1 : 0;
  }
  const parts: number[] = [];
  const seen = new Uint8Array(isFixed.length);
  const pending = [...outputs].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen[node] === 1) continue;
    seen[node] = 1;
    const operation = graph.operationOf(node);
    const count = operandCountOf(operation);
    if (count === 0) continue;
    const isNumber = !isTruth(operation) && operation !== Operation.pair;
    if (isFixed[node] === 1 && isNumber) {
      parts.push(node);
      continue;
    }
    if (count === 2) pending.push(graph.rightOf(node));
    pending.push(graph.leftOf(node));
  }
  return parts;
}

function isFixedLoad(graph: ExpressionGraph, node: number): boolean {
  if (graph.operationOf(node) !== Operation.load) return false;
  const array = graph.leftOf(node);
  return array === PARAMETERS || array === STATE;
}
