// Stack code → number, by interpretation over typed arrays. Truth is 1, everything but 0 counts as true.

import { cos, exp, log, pow, sin, tan, tanh } from "@ncrn/elementary-functions";
import { type Code, Opcode, operandCounts } from "../bytecode/bytecode-format.js";
import { InternalError } from "../internal-error.js";

/** Code laid out for quick evaluation, with its own stack; not to be shared between threads. */
export interface CompiledCode {
  readonly opcodes: Uint8Array;
  readonly operands: Float64Array;
  readonly stack: Float64Array;
}

/** Largest number of values the code has on its stack at a time. */
function stackDepth(code: Code): number {
  let depth = 0;
  let largest = 1;
  for (const { opcode } of code) {
    depth += 1 - operandCounts[opcode]!;
    if (depth > largest) largest = depth;
  }
  return largest;
}

/** Lays the code out for `evaluateCode`. */
export function compileCode(code: Code): CompiledCode {
  return {
    opcodes: Uint8Array.from(code, (instruction) => instruction.opcode),
    operands: Float64Array.from(code, (instruction) => instruction.operand),
    stack: new Float64Array(stackDepth(code)),
  };
}

/** Lays out codes of which many are the same number, as rate constants are: these share the result. */
export function compileCodes<T>(
  items: readonly T[],
  codeOf: (item: T) => Code | undefined,
): readonly (CompiledCode | undefined)[] {
  const known = new Map<number, CompiledCode>();
  return items.map((item) => {
    const code = codeOf(item);
    if (code === undefined) return undefined;
    const { opcode, operand } = code[0]!;
    if (code.length > 1 || opcode !== Opcode.number) return compileCode(code);
    const compiled = known.get(operand) ?? compileCode(code);
    known.set(operand, compiled);
    return compiled;
  });
}

/** The code's value; `species` holds concentrations by species index, `parameters` values by parameter index. */
export function evaluateCode(
  code: CompiledCode,
  species: Float64Array,
  parameters: Float64Array,
  time: number,
): number {
  const { opcodes, operands, stack } = code;
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
        break;
      case 1:
        stack[top] = applyUnary(opcode, stack[top]!);
        break;
      case 2:
        top--;
        stack[top] = applyBinary(opcode, stack[top]!, stack[top + 1]!);
        break;
      default:
        top -= 2;
        stack[top] = stack[top] !== 0 ? stack[top + 1]! : stack[top + 2]!;
    }
  }
  return stack[0]!;
}

/** The value of an instruction with one argument. */
export function applyUnary(opcode: number, a: number): number {
  switch (opcode) {
    case Opcode.negate:
      return -a;
    case Opcode.not:
      return a === 0 ? 1 : 0;
    case Opcode.abs:
      return Math.abs(a);
    case Opcode.exp:
      return exp(a);
    case Opcode.log:
      return log(a);
    case Opcode.sin:
      return sin(a);
    case Opcode.cos:
      return cos(a);
    case Opcode.tan:
      return tan(a);
    case Opcode.tanh:
      return tanh(a);
    case Opcode.sqrt:
      return Math.sqrt(a);
    case Opcode.floor:
      return Math.floor(a);
    case Opcode.ceil:
      return Math.ceil(a);
    case Opcode.round:
      return Math.round(a);
    default:
      throw new InternalError(`Opcode ${opcode} takes other than one argument.`);
  }
}

/** The value of an instruction with two arguments, in the order they were pushed. */
export function applyBinary(opcode: number, a: number, b: number): number {
  switch (opcode) {
    case Opcode.add:
      return a + b;
    case Opcode.subtract:
      return a - b;
    case Opcode.multiply:
      return a * b;
    case Opcode.divide:
      return a / b;
    case Opcode.remainder:
      return a % b;
    case Opcode.power:
      return pow(a, b);
    case Opcode.less:
      return a < b ? 1 : 0;
    case Opcode.lessEqual:
      return a <= b ? 1 : 0;
    case Opcode.greater:
      return a > b ? 1 : 0;
    case Opcode.greaterEqual:
      return a >= b ? 1 : 0;
    case Opcode.equal:
      return a === b ? 1 : 0;
    case Opcode.notEqual:
      return a !== b ? 1 : 0;
    case Opcode.and:
      return a !== 0 && b !== 0 ? 1 : 0;
    case Opcode.or:
      return a !== 0 || b !== 0 ? 1 : 0;
    case Opcode.min:
      return Math.min(a, b);
    case Opcode.max:
      return Math.max(a, b);
    default:
      throw new InternalError(`Opcode ${opcode} takes other than two arguments.`);
  }
}
