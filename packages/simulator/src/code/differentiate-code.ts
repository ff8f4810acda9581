// Stack code → value and exact partial derivatives, by forward-mode automatic differentiation: every number on the
// stack carries its derivatives with respect to the chosen variables and, last, the time.
// At a kink (abs at 0, min and max of equal arguments) one of the one-sided derivatives is taken; jumps count as flat.

import { cos, log, pow, sin } from "@ncrn/elementary-functions";
import { type Code, Opcode, operandCounts } from "../bytecode/bytecode-format.js";
import { applyBinary, applyUnary, type CompiledCode, compileCode } from "./evaluate-code.js";

/** Code prepared for `evaluateWithDerivatives`. */
export interface DifferentiatedCode {
  readonly code: CompiledCode;
  /** For each instruction the number of the variable it pushes, −1 for none. */
  readonly variables: Int32Array;
  /** Number of variables + 1; the last derivative is the one with respect to time. */
  readonly width: number;
  /** `width` derivatives for each place of the stack. The result's are the first `width`. */
  readonly derivatives: Float64Array;
}

/** Prepares code for differentiation with respect to the species operands in `variables`. */
export function differentiateCode(code: Code, variables: readonly number[]): DifferentiatedCode {
  const compiled = compileCode(code);
  const width = variables.length + 1;
  return {
    code: compiled,
    variables: Int32Array.from(code, ({ opcode, operand }) =>
      opcode === Opcode.species ? variables.indexOf(operand) : opcode === Opcode.time ? width - 1 : -1,
    ),
    width,
    derivatives: new Float64Array(compiled.stack.length * width),
  };
}

/** The value; afterwards the partial derivatives are the first `width` numbers of `differentiated.derivatives`. */
export function evaluateWithDerivatives(
  differentiated: DifferentiatedCode,
  species: Float64Array,
  parameters: Float64Array,
  time: number,
): number {
  const { opcodes, operands, stack } = differentiated.code;
  const { variables, width, derivatives } = differentiated;
  let top = -1;
  for (let i = 0; i < opcodes.length; i++) {
    const opcode = opcodes[i]!;
    switch (operandCounts[opcode]) {
      case 0:
        stack[++top] =
          opcode === Opcode.number
            ? operands[i]!
            : opcode === Opcode.species
              ? species[operands[i]!]!
              : opcode === Opcode.parameter
                ? parameters[operands[i]!]!
                : time;
        derivatives.fill(0, top * width, (top + 1) * width);
        if (variables[i]! >= 0) derivatives[top * width + variables[i]!] = 1;
        break;
      case 1:
        transform(differentiated, opcode, top);
        break;
      case 2:
        top--;
        combine(differentiated, opcode, top);
        break;
      default: {
        top -= 2;
        const chosen = stack[top] !== 0 ? top + 1 : top + 2;
        stack[top] = stack[chosen]!;
        derivatives.copyWithin(top * width, chosen * width, (chosen + 1) * width);
      }
    }
  }
  return stack[0]!;
}

/** Replaces the topmost value by its image. */
function transform(
  { code: { stack }, derivatives, width }: DifferentiatedCode,
  opcode: number,
  top: number,
): void {
  const argument = stack[top]!;
  const value = applyUnary(opcode, argument);
  stack[top] = value;
  scale(derivatives, top * width, width, slopeOfUnary(opcode, argument, value));
}

/** Replaces the two topmost values by their combination. */
function combine(
  { code: { stack }, derivatives, width }: DifferentiatedCode,
  opcode: number,
  top: number,
): void {
  const a = stack[top]!;
  const b = stack[top + 1]!;
  const value = applyBinary(opcode, a, b);
  const slopeA = slopeOfBinary(opcode, a, b, value, 0);
  const slopeB = slopeOfBinary(opcode, a, b, value, 1);
  stack[top] = value;
  const base = top * width;
  for (let v = base; v < base + width; v++) {
    const left = derivatives[v]!;
    const right = derivatives[v + width]!;
    // An argument that does not vary adds nothing, even where the slope is infinite.
    derivatives[v] = (left === 0 ? 0 : slopeA * left) + (right === 0 ? 0 : slopeB * right);
  }
}

function scale(derivatives: Float64Array, from: number, width: number, slope: number): void {
  for (let v = from; v < from + width; v++)
    if (derivatives[v] !== 0) derivatives[v] = derivatives[v]! * slope;
}

function slopeOfUnary(opcode: number, a: number, value: number): number {
  switch (opcode) {
    case Opcode.negate:
      return -1;
    case Opcode.abs:
      return Math.sign(a);
    case Opcode.exp:
      return value;
    case Opcode.log:
      return 1 / a;
    case Opcode.sin:
      return cos(a);
    case Opcode.cos:
      return -sin(a);
    case Opcode.tan:
      return 1 + value * value;
    case Opcode.tanh:
      return 1 - value * value;
    case Opcode.sqrt:
      return 0.5 / value;
    default:
      return 0; // not, floor, ceil, round: flat between their jumps
  }
}

/** Partial derivative with respect to the first (`argument` 0) or second operand. */
function slopeOfBinary(opcode: number, a: number, b: number, value: number, argument: 0 | 1): number {
  const first = argument === 0;
  switch (opcode) {
    case Opcode.add:
      return 1;
    case Opcode.subtract:
      return first ? 1 : -1;
    case Opcode.multiply:
      return first ? b : a;
    case Opcode.divide:
      return first ? 1 / b : -value / b;
    case Opcode.remainder:
      return first ? 1 : -Math.trunc(a / b);
    case Opcode.power:
      if (first) return b === 0 ? 0 : b * pow(a, b - 1);
      return a > 0 ? value * log(a) : 0;
    case Opcode.min:
      return a <= b === first ? 1 : 0;
    case Opcode.max:
      return a >= b === first ? 1 : 0;
    default:
      return 0; // comparisons, and, or: flat between their jumps
  }
}
