// The instruction set and the decoded form of a network program, version 1. Owned here; the compiler imports it.
// The binary layout is described in docs/bytecode.md and realised by encode-bytecode.ts and decode-bytecode.ts.

/** Version of the binary format; a reader refuses other versions. */
export const BYTECODE_VERSION = 1;

/** Instructions of the stack machine that evaluates constants, laws, conditions and read-outs. */
export const Opcode = {
  /** push the operand (a number) */
  number: 0,
  /** push the parameter with index operand */
  parameter: 1,
  /** push the concentration of the species with index operand */
  species: 2,
  /** push the time */
  time: 3,
  add: 4,
  subtract: 5,
  multiply: 6,
  divide: 7,
  remainder: 8,
  power: 9,
  negate: 10,
  not: 11,
  less: 12,
  lessEqual: 13,
  greater: 14,
  greaterEqual: 15,
  equal: 16,
  notEqual: 17,
  and: 18,
  or: 19,
  /** pop else, then, condition; push then if the condition is not 0, otherwise else */
  select: 20,
  abs: 21,
  min: 22,
  max: 23,
  exp: 24,
  log: 25,
  sin: 26,
  cos: 27,
  tan: 28,
  tanh: 29,
  sqrt: 30,
  floor: 31,
  ceil: 32,
  round: 33,
} as const;

export type OpcodeName = keyof typeof Opcode;
export type OpcodeNumber = (typeof Opcode)[OpcodeName];

/** How many numbers an opcode pops, by opcode; every opcode pushes one. */
export const operandCounts: Uint8Array = Uint8Array.from({ length: 34 }, (_, opcode) => {
  if (opcode <= Opcode.time) return 0;
  if (opcode === Opcode.select) return 3;
  const unary =
    opcode === Opcode.negate ||
    opcode === Opcode.not ||
    opcode === Opcode.abs ||
    opcode >= Opcode.exp; /* exp … round follow min and max */
  return unary ? 1 : 2;
});

/** One instruction; `operand` is 0 where the opcode takes none. */
export interface Instruction {
  readonly opcode: OpcodeNumber;
  readonly operand: number;
}

/** A stack program that leaves one number. */
export type Code = readonly Instruction[];

/** A species index with its stoichiometric coefficient. */
export interface ProgramTerm {
  readonly species: number;
  readonly coefficient: number;
}

export interface ProgramReaction {
  readonly name: string;
  readonly reactants: readonly ProgramTerm[];
  readonly products: readonly ProgramTerm[];
  /** `mass-action`: code over parameters gives k, flux = k·∏[S]^n. `law`: code gives the flux. */
  readonly rate: { readonly kind: "mass-action" | "law"; readonly code: Code };
  /** Indices into `Program.phases`; empty: runs always. */
  readonly phases: readonly number[];
}

export interface ProgramEvent {
  readonly name: string;
  readonly trigger:
    | { readonly kind: "at"; readonly time: number }
    /** At `first` (one period if it is left out), and at each period after it. */
    | { readonly kind: "every"; readonly period: number; readonly first?: number }
    | { readonly kind: "when"; readonly condition: Code };
  readonly assignments: readonly {
    readonly target: { readonly kind: "species" | "parameter"; readonly index: number };
    readonly value: Code;
  }[];
}

/** A network ready to run. */
export interface Program {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value: number }[];
  readonly species: readonly { readonly name: string; readonly initial: number; readonly clamped: boolean }[];
  readonly reactions: readonly ProgramReaction[];
  readonly events: readonly ProgramEvent[];
  readonly phases: readonly { readonly name: string; readonly duration: number }[];
  readonly observables: readonly { readonly name: string; readonly code: Code }[];
}
