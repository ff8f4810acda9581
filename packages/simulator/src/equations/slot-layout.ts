// Where the numbers stand that a right-hand side needs, and the laws that vary, compiled for those places.
import { type Code, Opcode } from "../bytecode/bytecode-format.js";
import { type DifferentiatedCode, differentiateCode } from "../code/differentiate-code.js";
import { type CompiledCode, compileCode } from "../code/evaluate-code.js";
import { type ActiveReactions, speciesReadBy } from "./active-reactions.js";

/** A rate law that is evaluated by interpreting its code. */
export interface PreparedLaw {
  readonly code: CompiledCode;
  readonly differentiated: DifferentiatedCode;
  /** Where its value goes; its slopes follow, the one with respect to time last. */
  readonly slot: number;
  /** With respect to which unknowns, by number. */
  readonly unknowns: Int32Array;
}

/** Numbers of unknowns by species, and slots of everything that is known before products are. */
export interface SlotLayout {
  /** By species index; −1 for those that are no unknowns. */
  readonly unknownOf: Int32Array;
  readonly oneSlot: number;
  readonly lawInputs: readonly number[];
  readonly lawConstants: readonly number[];
  /** By active reaction. */
  readonly laws: ReadonlyMap<number, PreparedLaw>;
  readonly firstProduct: number;
}

/** Lays out the unknowns, the number 1, what laws read, and laws. */
export function layOutSlots({ reactions, unknowns }: ActiveReactions, speciesCount: number): SlotLayout {
  const unknownOf = new Int32Array(speciesCount).fill(-1);
  for (let unknown = 0; unknown < unknowns.length; unknown++) unknownOf[unknowns[unknown]!] = unknown;
  const varying = reactions.filter(({ hasVaryingLaw }) => hasVaryingLaw);
  const read = [...new Set(varying.flatMap(({ reaction }) => speciesReadBy(reaction.rate.code)))];
  const lawInputs = read.filter((species) => unknownOf[species]! >= 0);
  const lawConstants = read.filter((species) => unknownOf[species]! < 0);
  const inputSlots = new Map(
    [...lawInputs, ...lawConstants].map((species, k) => [species, unknowns.length + 1 + k]),
  );
  let next = unknowns.length + 1 + inputSlots.size;
  const laws = new Map<number, PreparedLaw>();
  for (const [index, active] of reactions.entries()) {
    if (!active.hasVaryingLaw) continue;
    const code = withSpeciesInSlots(active.reaction.rate.code, inputSlots);
    const differentiated = differentiateCode(
      code,
      active.variables.map((species) => inputSlots.get(species)!),
    );
    const unknowns = Int32Array.from(active.variables, (species) => unknownOf[species]!);
    laws.set(index, { code: compileCode(code), differentiated, slot: next, unknowns });
    next += 1 + differentiated.width;
  }
  return { unknownOf, oneSlot: unknowns.length, lawInputs, lawConstants, laws, firstProduct: next };
}

function withSpeciesInSlots(code: Code, slots: ReadonlyMap<number, number>): Code {
  return code.map((instruction) =>
    instruction.opcode === Opcode.species
      ? { opcode: instruction.opcode, operand: slots.get(instruction.operand)! }
      : instruction,
  );
}
